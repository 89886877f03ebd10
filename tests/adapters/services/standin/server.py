"""A stand-in for Microsoft 365 and Gmail on loopback, as their published schemas describe them.

It keeps to the book and gives the permission that was asked for, except where a test says it lies.
Sources of the book: docs/science/services.md.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.adapters.services.standin import gmail, graph
from tests.adapters.services.standin.entrance import Entrance
from tevoet.adapters.services import account
from tevoet.adapters.services.account import Client, Service

Query = dict[str, list[str]]
Json = dict[str, object]
Fault = Callable[["Talk"], None]
"""Answers in place of the service, once."""


@dataclass
class StandIn:
    """What the services hold, what goes wrong next, and what was asked of them.

    `faults` are taken in turn by what an address begins with.
    """

    entrance: Entrance = field(default_factory=Entrance)
    graph: graph.Graph = field(default_factory=graph.Graph)
    gmail: gmail.Gmail = field(default_factory=gmail.Gmail)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def client(self) -> Client:
        """Return who we are to it."""
        return Client(name=self.entrance.client, secret=self.entrance.secret)

    def microsoft(self) -> Service:
        """Return Microsoft 365, here."""
        return self._here(account.microsoft("organizations"), "/v1.0")

    def google(self) -> Service:
        """Return Gmail, here."""
        return self._here(account.gmail(), "/gmail/v1")

    def _here(self, service: Service, path: str) -> Service:
        return replace(
            service,
            authorise_at=f"{self.url}/authorize",
            tokens_at=f"{self.url}/token",
            withdraw_at=f"{self.url}/revoke" if service.withdraw_at else "",
            read_at=f"{self.url}{path}",
        )

    def fault(self, path: str) -> Fault | None:
        """Take what goes wrong now, if anything does."""
        for begin, waiting in self.faults.items():
            if path.startswith(begin) and waiting:
                return waiting.pop(0)
        return None

    def asked(self, path: str) -> list[str]:
        """Return what was asked of addresses that begin with a path."""
        return [one for one in self.heard if one.startswith(path)]


class Talk(BaseHTTPRequestHandler):
    """One request to a stand-in."""

    protocol_version = "HTTP/1.1"
    wbufsize = 65_536  # what is said goes in one piece
    standin: StandIn

    def do_GET(self) -> None:
        """Answer what is read."""
        parts = urlsplit(self.path)
        query = parse_qs(parts.query, keep_blank_values=True)
        self.standin.heard.append(self.path)
        if fault := self.standin.fault(parts.path):
            fault(self)
        elif parts.path == "/authorize":
            self.redirect(self.standin.entrance.authorize(query))
        elif not self.standin.entrance.is_open_for(self.headers.get("Authorization", "")):
            self.say(401, {"error": {"code": "InvalidAuthenticationToken", "message": "expired"}})
        else:
            self.say(*self._read(parts.path, query))

    def do_POST(self) -> None:
        """Answer who asks for tokens, or gives them back."""
        length = int(self.headers.get("Content-Length", "0"))
        form = parse_qs(self.rfile.read(length).decode())
        self.standin.heard.append(self.path)
        if fault := self.standin.fault(self.path):
            fault(self)
        elif self.path == "/revoke":
            self.standin.entrance.withdraw(form["token"][0])
            self.say(200, {})
        else:
            self.say(*self.standin.entrance.tokens({name: one[0] for name, one in form.items()}))

    def _read(self, path: str, query: Query) -> tuple[int, Json]:
        if path.startswith("/v1.0/"):
            held, prefer = self.standin.graph, self.headers.get("Prefer", "")
            return held.answer(
                path.removeprefix("/v1.0"), query, f"{self.standin.url}/v1.0", prefer
            )
        return self.standin.gmail.answer(path.removeprefix("/gmail/v1"), query)

    def say(self, status: int, answer: Json | bytes, **headers: str) -> None:
        """Say something, as JSON unless it is bytes."""
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def redirect(self, to: str) -> None:
        """Lead a browser back."""
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def says(status: int, answer: Json | bytes = b"{}", **headers: str) -> Fault:
    """Return a fault that says something else."""
    return lambda talk: talk.say(status, answer, **headers)


def breaks_off(talk: Talk) -> None:
    """Say that much is coming, send a little, and hang up."""
    talk.send_response(200)
    talk.send_header("Content-Length", "1000")
    talk.end_headers()
    talk.wfile.write(b'{"value": [')
    talk.close_connection = True


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """Let a stand-in listen on a free port of loopback."""
    standin = StandIn()
    handler = type("Handler", (Talk,), {"standin": standin})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    standin.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield standin
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
