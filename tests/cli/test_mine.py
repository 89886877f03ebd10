"""`tevoet serve --mine` as somebody types it, from the first page to the mirror."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
from django.db import connection

from tests.cli.test_serve import PATIENCE_SECONDS, TEVOET, environment, free_port

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="walked once, in the run on SQLite: it uses no other"
)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Served:
    """Tevoet for one person, as it runs."""

    running: subprocess.Popen[str]
    address: str
    link: str
    home: Path


def typed(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Type the command with something that is not right, and wait for it."""
    return subprocess.run(  # noqa: S603 - our own command
        [TEVOET, "serve", "--mine", *words],
        env={**environment(home), **more},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Start it, and read the address that it prints."""
    port = free_port()
    command = [str(TEVOET), "serve", "--mine", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        link = next(line.strip() for line in running.stdout if "/mine/" in line)
        address = f"http://localhost:{port}"
        try:
            yield Served(running, address, link, tmp_path / "mine")
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(PATIENCE_SECONDS)


def browser() -> OpenerDirector:
    """Return a browser with nothing in it yet."""
    return build_opener(HTTPCookieProcessor(CookieJar()))


def ask(
    opener: OpenerDirector, address: str, posted: dict[str, str] | None = None
) -> tuple[int, str]:
    """Ask for a page, or post to it; return the status and the page, once it answers at all."""
    body = urlencode(posted).encode() if posted else None
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with opener.open(Request(address, body), timeout=30) as answer:  # noqa: S310 - ours
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()
        except OSError:
            assert time.monotonic() < deadline, "it does not answer"
            time.sleep(0.2)


def test_one_person_begins_and_nobody_else_comes_in(served: Served) -> None:
    assert served.link.startswith(f"{served.address}/mine/")
    hers = browser()
    status, page = ask(hers, served.link)
    assert (status, str(served.home) in page) == (200, True)
    token = TOKEN.search(page)
    assert token is not None
    told = {"name": "Anna", "addresses": "anna@voorbeeld.example"}
    posted = {**told, "csrfmiddlewaretoken": token[1]}
    status, page = ask(hers, f"{served.address}/mine/", posted)
    assert (status, 'type="file"' in page) == (200, True)
    assert "AGE-SECRET-KEY-1" in ask(hers, f"{served.address}/me/keys/held/")[1]
    thief = browser()
    assert ask(thief, served.link)[0] == 403
    assert ask(thief, f"{served.address}/me/keys/held/")[0] == 403
    assert ask(thief, f"{served.address}/")[0] == 403


def test_only_its_user_can_read_what_is_kept(served: Served) -> None:
    ask(browser(), served.link)
    kept = [served.home, *served.home.rglob("*")]
    assert not [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert (served.home / "tevoet.sqlite3").exists()


def test_what_would_open_it_to_others_is_refused(tmp_path: Path) -> None:
    ran = typed(tmp_path, "--host", "0.0.0.0")  # noqa: S104 - it is refused
    assert (ran.returncode, "on this machine only" in ran.stderr) == (2, True)
    ran = typed(tmp_path, TEVOET_DATABASE_URL="postgresql://me@localhost/tevoet")
    assert (ran.returncode, "TEVOET_DATABASE_URL" in ran.stderr) == (2, True)
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "tevoet.sqlite3").write_text("of a team")
    ran = typed(tmp_path, "--home", str(tmp_path / "team"))
    assert (ran.returncode, "holds another installation" in ran.stderr) == (2, True)
    assert (tmp_path / "team" / "tevoet.sqlite3").read_text() == "of a team"


def test_it_listens_on_this_machine_only(served: Served) -> None:
    ask(browser(), served.link)
    listening = Path("/proc/net/tcp")
    if not listening.exists() or sys.platform != "linux":
        pytest.skip("only Linux lists who listens where")
    port = int(served.address.rpartition(":")[2])
    places = [line.split()[1] for line in listening.read_text().splitlines()[1:]]
    assert {place for place in places if place.endswith(f":{port:04X}")} >= {f"0100007F:{port:04X}"}
    assert f"00000000:{port:04X}" not in places
    assert os.getpid() != served.running.pid
