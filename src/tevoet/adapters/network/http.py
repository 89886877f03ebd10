"""Ask a web server over a connection that was made already, within limits of size and time.

The standard library's `http.client` reads and writes; what it is not told to limit is limited
below it: every answer has to come in whole before a moment in time, however it trickles.
"""

import http.client
import io
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, cast

from tevoet.adapters.network.connecting import Connected

PATIENCE_SECONDS: Final = 90.0
"""For one answer to come in whole."""

SILENCE_SECONDS: Final = 30.0
"""For the next bytes of it."""

_PIECE: Final = 64 * 1024
_IDENTITY: Final = frozenset(("", "identity"))


class Dropped(Exception):
    """The connection fell away, or nothing came in time."""


class NotHttp(Exception):
    """What came is not HTTP, or in a form that was not asked for."""


class TooLarge(Exception):
    """The answer is larger than what was asked for can be."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `cap` is the most bytes of the answer."""

    method: str
    target: str
    headers: dict[str, str]
    cap: int
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came; names of headers are in lower case, several with one name put together."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class Line:
    """A connection over which one question after the other is asked."""

    def __init__(self, connection: Connected, patience: float = PATIENCE_SECONDS) -> None:
        """Take over a connection."""
        self._limited, self._patience = _Limited(connection), patience
        self._http = http.client.HTTPConnection("-")
        self._http.auto_open = 0
        self._http.sock = self._limited  # what is called of a socket

    @property
    def is_over(self) -> bool:
        """Say whether nothing more can be asked over it."""
        return self._limited.is_over

    def ask(self, question: Question) -> Answer:
        """Ask and return the answer. Raises `Dropped`, `NotHttp` and `TooLarge`."""
        self._limited.deadline = time.monotonic() + self._patience
        try:
            self._http.request(
                question.method, question.target, question.body, headers=question.headers
            )
            return _answer(self._http.getresponse(), question.cap)
        except (OSError, http.client.IncompleteRead, http.client.NotConnected) as error:
            self.close()
            raise Dropped from error
        except (http.client.HTTPException, ValueError) as error:
            self.close()
            raise NotHttp from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the connection."""
        self._limited.end()


def _answer(response: http.client.HTTPResponse, cap: int) -> Answer:
    headers: dict[str, str] = {}
    for name, value in response.getheaders():
        known = headers.get(name.lower())
        headers[name.lower()] = value if known is None else f"{known}, {value}"
    if headers.get("content-encoding", "").strip().lower() not in _IDENTITY:
        raise NotHttp("encoded")
    if (response.length or 0) > cap:
        raise TooLarge
    body = bytearray()
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > cap:
            raise TooLarge
    if response.length:
        raise Dropped  # there should have been more
    return Answer(response.status, headers, bytes(body))


class _Limited:
    """What `http.client` calls of a socket, with one deadline for all that is read and written."""

    def __init__(self, connection: Connected) -> None:
        self.connection = connection
        self.deadline = 0.0
        self.is_over = False

    def sendall(self, content: bytes) -> None:
        self.connection.settimeout(self.left())
        self.connection.sendall(content)

    def makefile(self, mode: str) -> io.BufferedReader:
        assert mode == "rb"  # noqa: S101 - as `http.client` asks for it
        return io.BufferedReader(_Incoming(self), _PIECE)

    def close(self) -> None:
        """Ask for nothing more; what is still coming in is read to its end."""
        self.is_over = True

    def end(self) -> None:
        self.is_over = True
        with suppress(OSError):
            self.connection.close()

    def left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, SILENCE_SECONDS)


class _Incoming(io.RawIOBase):
    """What comes in over a connection, until its deadline."""

    def __init__(self, limited: _Limited) -> None:
        self._limited = limited

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        self._limited.connection.settimeout(self._limited.left())
        return self._limited.connection.recv_into(cast("bytearray", buffer))
