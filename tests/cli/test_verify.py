"""`tevoet verify` beside a real server, an honest one and one behind somebody who lies."""

import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.test_serve import TEVOET, answers, environment, free_port, tevoet, wait_until

PATIENCE_SECONDS = 60
Change = Callable[[str, dict[str, str], bytes], bytes]
LOGIN = "/accounts/login/"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was begun."""
    made = tmp_path_factory.mktemp("verified") / "home"
    assert tevoet(made, "init").returncode == 0
    return made


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published list of this version."""
    folder = tmp_path_factory.mktemp("published")
    ran = tevoet(folder / "nothing", "verify", "--manifest")
    assert ran.returncode == 0, ran.stderr
    assert not (folder / "nothing").exists(), "nothing of an installation is made or touched"
    path = folder / "manifest.json"
    path.write_text(ran.stdout)
    return path


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """Serve a home, and give the port."""
    port = free_port()
    with subprocess.Popen(  # noqa: S603 - our own command
        [TEVOET, "serve", "--port", str(port)],
        env=environment(home),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    ) as running:
        try:
            wait_until(lambda: answers(port))
            yield port
        finally:
            running.terminate()
            running.wait(PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[int]:
    """An honest server."""
    with serving(home) as port:
        yield port


def passing_on(port: int, change: Change) -> type[BaseHTTPRequestHandler]:
    """Return somebody in between who changes what comes by."""

    class Between(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
            asked.request("GET", self.path, headers={"Host": f"localhost:{port}"})
            answer = asked.getresponse()
            status, headers, body = answer.status, dict(answer.getheaders()), answer.read()
            asked.close()
            body = change(self.path, headers, body)
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Between


@contextmanager
def lying(port: int, change: Change) -> Iterator[str]:
    """Put somebody who lies before a server, and give the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), passing_on(port, change)) as between:
        thread = threading.Thread(target=between.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{between.server_port}"
        between.shutdown()
        thread.join()


def verify(home: Path, *words: str) -> tuple[int, str]:
    """Verify and return how it ended and what was said."""
    ran = tevoet(home, "verify", *words)
    return ran.returncode, ran.stdout + ran.stderr


def test_an_honest_server_is_as_published(served: int, home: Path) -> None:
    ended, said = verify(home, f"http://localhost:{served}")
    assert ended == 0, said
    assert "are as published" in said
    assert "not seen" in said
    assert "/me/readable/" in said
    assert "This does not prove:" in said


def test_what_was_seen_is_counted(served: int, home: Path, listed: Path) -> None:
    ended, said = verify(home, f"http://localhost:{served}", "--against", str(listed), "--json")
    report = json.loads(said)
    assert ended == 0
    assert report["files"] == len(json.loads(listed.read_text())["files"])
    assert LOGIN in report["pages"]
    assert "/no-such-page/" in report["pages"]
    assert "/me/" in report["unseen"]


def into_login(what: bytes) -> Change:
    """Write something into the sign-in page."""
    return lambda path, _, body: body.replace(b"</head>", what) if path == LOGIN else body


def weaker(path: str, headers: dict[str, str], body: bytes) -> bytes:
    """Let pages load scripts from anywhere."""
    if name := next((one for one in headers if one.lower() == "content-security-policy"), ""):
        headers[name] = headers[name].replace("script-src 'self'", "script-src * 'unsafe-inline'")
    return body


def other_words(path: str, headers: dict[str, str], body: bytes) -> bytes:
    """Give everybody the same six words."""
    return b"appel\n" * 7776 if path.endswith("words-nl.txt") else body


LIES: dict[str, tuple[Change, str, str]] = {
    "an inline script": (into_login(b"<script>steal()</script></head>"), LOGIN, "steal()"),
    "an extra script": (into_login(b'<script src="/extra.js"></script>'), LOGIN, "/extra.js"),
    "one from elsewhere": (
        into_login(b'<SCRIPT SRC="https://evil.example/x.js"></SCRIPT>'),
        LOGIN,
        "https://evil.example/x.js",
    ),
    "a weaker policy": (weaker, LOGIN, "unsafe-inline"),
    "a list of one word": (other_words, "/static/vault/words-nl.txt", "appel appel"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_found_and_named(lie: str, served: int, home: Path, listed: Path) -> None:
    change, where, what = LIES[lie]
    with lying(served, change) as address:
        ended, said = verify(home, address, "--against", str(listed))
    assert ended == 1, said
    found = [line for line in said.splitlines() if line.startswith(f"✗ {where} ")]
    assert any(what in line for line in found), said


def test_a_script_changed_on_the_server_is_found(home: Path, listed: Path, tmp_path: Path) -> None:
    other = tmp_path / "home"
    shutil.copytree(home, other)
    with serving(other) as port:  # gathers the files of the pages
        assert verify(other, f"http://localhost:{port}", "--against", str(listed))[0] == 0
    changed = other / "static" / "vault" / "age.js"
    changed.write_text("steal();" + changed.read_text())
    with serving(other) as port:
        ended, said = verify(other, f"http://localhost:{port}", "--against", str(listed))
    assert ended == 1
    assert "✗ /static/vault/age.js" in said
    assert "steal();" in said


def test_a_saved_page_is_looked_at(served: int, home: Path, listed: Path, tmp_path: Path) -> None:
    page = tmp_path / "reflection.html"
    page.write_text('<p onclick="steal()">x</p>')
    ended, said = verify(
        home, f"http://localhost:{served}", "--against", str(listed), "--page", str(page)
    )
    assert ended == 1
    assert f"✗ {page}" in said
    assert "onclick=steal()" in said


def test_another_version_is_said_to_be_one(served: int, home: Path, listed: Path) -> None:
    old = json.loads(listed.read_text())
    old["files"] = {f"old/{name}": digest for name, digest in old["files"].items()}
    path = listed.with_name("old.json")
    path.write_text(json.dumps(old))
    ended, said = verify(home, f"http://localhost:{served}", "--against", str(path))
    assert ended == 1
    assert "probably another version" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nonsense",), "nonsense is no address."),
        (("http://localhost:1",), "http://localhost:1 does not answer"),
        (("http://localhost:1", "--against", "/dev/null"), "/dev/null is not a list"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_sentence(
    words: tuple[str, ...], sentence: str, home: Path
) -> None:
    ended, said = verify(home, *words)
    assert ended == 2
    assert said.startswith(sentence)
    assert len(said.splitlines()) == 1


def test_the_list_is_the_same_every_time(home: Path, listed: Path) -> None:
    assert tevoet(home, "verify", "--manifest").stdout == listed.read_text()
