"""`tevoet init` and `tevoet serve` as a keeper types them, with what is kept in a new home."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

TEVOET = Path(sys.executable).with_name("tevoet")
PATIENCE_SECONDS = 60
Happened = Callable[[], bool]


def environment(home: Path) -> dict[str, str]:
    """Return the surroundings of a keeper with a new home and SQLite."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEVOET")}
    return {**kept, "TEVOET_HOME": str(home), "LANG": "C.UTF-8"}


def tevoet(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Type a command and wait for it."""
    return subprocess.run(  # noqa: S603 - our own command
        [TEVOET, *words], env=environment(home), capture_output=True, text=True, check=False
    )


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was begun with `tevoet init`."""
    made = tmp_path_factory.mktemp("keeper") / "home"
    ran = tevoet(made, "init")
    assert ran.returncode == 0, ran.stderr
    assert "http://localhost:8000/first-run/" in ran.stdout
    return made


@pytest.fixture
def served(home: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Tevoet, served on a port of its own."""
    port = free_port()
    with subprocess.Popen(  # noqa: S603 - our own command
        [TEVOET, "serve", "--port", str(port)],
        env=environment(home),
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            wait_until(lambda: answers(port))
            yield running, port
        finally:
            running.terminate()
            running.wait(PATIENCE_SECONDS)


def wait_until(happened: Happened) -> None:
    """Wait for something, but not forever."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def answers(port: int) -> bool:
    """Say whether the sign-in page is there."""
    try:
        with urlopen(f"http://localhost:{port}/accounts/login/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def children(parent: int) -> list[int]:
    """Return the programs that somebody started."""
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    if not listed.exists():
        pytest.skip("this machine does not list children under /proc")
    return [int(one) for one in listed.read_text().split()]


def test_what_falls_is_started_again_and_all_stop_together(
    served: tuple[subprocess.Popen[str], int], home: Path
) -> None:
    running, port = served
    before = children(running.pid)
    assert len(before) == 3
    os.kill(before[1], signal.SIGKILL)
    wait_until(lambda: len(set(children(running.pid)) - set(before)) == 1)
    after = children(running.pid)
    assert (home / "heartbeat").exists()
    running.send_signal(signal.SIGTERM)
    assert running.wait(PATIENCE_SECONDS) == 0
    assert not answers(port)
    assert not any(Path(f"/proc/{one}").exists() for one in after)
    assert not (home / "heartbeat").exists()


def test_a_taken_port_is_said_in_one_sentence(
    served: tuple[subprocess.Popen[str], int], home: Path
) -> None:
    _, port = served
    ran = tevoet(home, "serve", "--port", str(port))
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"Something else listens on 127.0.0.1:{port}.")
    assert len(ran.stderr.splitlines()) == 1


def test_a_home_that_was_never_begun_is_said_in_one_sentence(tmp_path: Path) -> None:
    ran = tevoet(tmp_path / "new", "serve")
    assert (ran.returncode, ran.stderr) == (2, "There is no Tevoet here yet. Type: tevoet init\n")


def test_a_wrong_setting_is_said_in_one_sentence(tmp_path: Path) -> None:
    ran = subprocess.run(  # noqa: S603 - our own command
        [TEVOET, "doctor"],
        env={**environment(tmp_path), "TEVOET_EXAMPLE": "perhaps"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr == "TEVOET_EXAMPLE is 'perhaps': write yes or no.\n"


def test_a_database_out_of_reach_is_said_in_one_sentence(tmp_path: Path) -> None:
    nowhere = f"postgresql://nobody@localhost:{free_port()}/nothing"
    ran = subprocess.run(  # noqa: S603 - our own command
        [TEVOET, "backup", "x"],
        env={**environment(tmp_path), "TEVOET_DATABASE_URL": nowhere},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith("The database does not answer")
    assert len(ran.stderr.splitlines()) == 1
