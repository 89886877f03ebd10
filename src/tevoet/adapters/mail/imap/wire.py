"""Lines and literals over a connection, with limits to both and to one's patience."""

import socket
import ssl
import time
from contextlib import suppress
from typing import Final

from tevoet.adapters.mail.imap.refusals import Dropped, NotImap
from tevoet.adapters.network.connecting import Connected
from tevoet.engines.moments.headers import HEAD_CAP

LINE_CAP: Final = 64 * 1024
"""Bytes of an ordinary line."""

NUMBERS_CAP: Final = 12 * 1024 * 1024
"""Bytes of a line with the numbers of all messages of a folder: a million of them."""

LITERAL_CAP: Final = 64 * 1024 * 1024
"""Bytes of a literal; of a larger one than `HEAD_CAP` the rest is read and let go."""

PATIENCE_SECONDS: Final = 60.0
"""For one line or one literal to come in whole, however slowly it trickles."""

_AT_ONCE: Final = 256 * 1024
_KEPT: Final = 1024 * 1024  # bytes that were read and still lie in the buffer


class Wire:
    """A connection of which whole lines and literals are taken.

    Raises `Dropped` when it falls away or takes too long, and `NotImap` for what is too long.
    """

    def __init__(self, connection: Connected, patience: float = PATIENCE_SECONDS) -> None:
        """Take over a connection."""
        self.connection = connection
        self._patience = patience
        self._buffer = bytearray()
        self._place = 0

    def send(self, line: bytes) -> None:
        """Send one line."""
        try:
            self.connection.settimeout(self._patience)
            self.connection.sendall(line + b"\r\n")
        except OSError as error:
            raise Dropped from error

    def line(self, cap: int = LINE_CAP) -> bytes:
        """Return the next line without its end."""
        deadline, searched = 0.0, self._place
        while (end := self._buffer.find(b"\n", searched)) < 0:
            if len(self._buffer) - self._place > cap:
                raise NotImap("line")
            searched = len(self._buffer)
            deadline = deadline or time.monotonic() + self._patience
            searched -= self._fill(deadline)
        if end - self._place > cap:
            raise NotImap("line")
        found = bytes(self._buffer[self._place : end])
        self._place = end + 1
        return found.removesuffix(b"\r")

    def literal(self, size: int) -> bytes:
        """Return the next `size` bytes, of many only the first."""
        if size > LITERAL_CAP:
            raise NotImap("literal")
        deadline, found, left = time.monotonic() + self._patience, b"", size
        while left:
            if self._place == len(self._buffer):
                self._fill(deadline)
            piece = bytes(self._buffer[self._place : self._place + left])
            found += piece[: HEAD_CAP - len(found)]
            self._place += len(piece)
            left -= len(piece)
        return found

    @property
    def is_drained(self) -> bool:
        """Say whether nothing came in that was not taken."""
        return self._place == len(self._buffer)

    def close(self) -> None:
        """End the connection."""
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()

    def _fill(self, deadline: float) -> int:
        """Wait for more; return how far what lies in the buffer moved to its beginning."""
        moved = 0
        if self._place > _KEPT or self._place == len(self._buffer):
            del self._buffer[: self._place]
            self._place, moved = 0, self._place
        left = deadline - time.monotonic()
        if left <= 0:
            raise Dropped
        try:
            self.connection.settimeout(left)
            piece = self.connection.recv(_AT_ONCE)
        except (OSError, ssl.SSLError) as error:
            raise Dropped from error
        if not piece:
            raise Dropped
        self._buffer += piece
        return moved
