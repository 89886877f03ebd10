"""A small web server on loopback that says whatever a test wants, and remembers what it heard."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tevoet.adapters.calendars.served.account import Account, Feed, Rule, anywhere, calendar_url

Says = Callable[[str, str, bytes], bytes]
"""Returns the whole answer to a method, a path and a body; nothing hangs up."""


@dataclass
class WebLiar:
    """What it says, and what it heard."""

    says: Says
    heard: list[tuple[str, str]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    port: int = 0

    def account(self, path: str = "/", may_go: Rule = anywhere) -> Account:
        """Return the way to its calendars, without encryption: it is on loopback."""
        url = calendar_url(f"http://localhost:{self.port}{path}")
        return Account(url=url, user="anna", secret="geheim", may_go=may_go)

    def feed(self, path: str = "/anna.ics", may_go: Rule = anywhere) -> Feed:
        """Return its published calendar."""
        return Feed(calendar_url(f"http://localhost:{self.port}{path}"), may_go)

    def talk(self, connection: socket.socket) -> None:
        """Talk with one client until it leaves."""
        with connection, suppress(OSError, ValueError), connection.makefile("rb") as lines:
            while first := lines.readline():
                head = b"".join(iter(lambda: lines.readline().strip(b"\r\n") + b"\n", b"\n"))
                size = head.lower().partition(b"content-length:")[2].split(b"\n")[0]
                body = lines.read(int(size)) if size.strip() else b""
                method, path, _ = first.decode().split(" ", 2)
                self.heard.append((method, path))
                self.heads.append(head.decode())
                told = self.says(method, path, body)
                connection.sendall(told)
                if not told or b"\r\nConnection: close" in told:
                    return


def answer(status: int, body: bytes | str = b"", **headers: str) -> bytes:
    """Write a whole answer; underscores in the names of headers stand for dashes."""
    raw = body.encode() if isinstance(body, str) else body
    said = {"Content_Length": str(len(raw)), **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in said.items())
    return f"HTTP/1.1 {status} So\r\n{lines}\r\n".encode() + raw


def multistatus(*responses: str, more: str = "") -> bytes:
    """Write an answer about several places."""
    spaces = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
    told = "".join(f"<response>{one}</response>" for one in responses)
    return answer(207, f'<?xml version="1.0"?><multistatus {spaces}>{told}{more}</multistatus>')


def prop(href: str, inside: str) -> str:
    """Write what is said of one place."""
    fine = "<status>HTTP/1.1 200 OK</status>"
    return f"<href>{href}</href><propstat><prop>{inside}</prop>{fine}</propstat>"


CALENDAR = prop("/cal/", "<resourcetype><collection/><C:calendar/></resourcetype>")


def of_events(events: dict[str, str]) -> Says:
    """Be one calendar at /cal/ with these events, for which everything is asked each time."""

    def says(method: str, path: str, body: bytes) -> bytes:
        if method == "PROPFIND" and b"resourcetype" in body and b"getetag" not in body:
            return multistatus(CALENDAR)
        if method == "PROPFIND":
            return multistatus(*(prop(f"/cal/{one}", "<getetag>1</getetag>") for one in events))
        told = (
            prop(f"/cal/{one}", f"<getetag>1</getetag><C:calendar-data>{text}</C:calendar-data>")
            for one, text in events.items()
            if f"/cal/{one}<".encode() in body
        )
        return multistatus(*told)

    return says


@contextmanager
def web_liar(says: Says) -> Iterator[WebLiar]:
    """Let it listen, each client in a thread of its own."""
    made = WebLiar(says)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made.port = listening.getsockname()[1]
        threading.Thread(target=_listen, args=(listening, made), daemon=True).start()
        yield made


def _listen(listening: socket.socket, made: WebLiar) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=made.talk, args=(connection,), daemon=True).start()
