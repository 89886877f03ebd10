"""Ask an installation for a file or a page, as a browser asks, and follow nobody elsewhere."""

from __future__ import annotations

import gzip
import http.client
import io
import zlib
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlsplit

from tevoet.refusal import Refusal

LARGEST = 16 * 1024 * 1024
PATIENCE_SECONDS = 20
AS_A_BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "nl,en;q=0.5",
    "Cache-Control": "no-cache",
}
DEFAULT_PORTS = {"http": 80, "https": 443}


class NoSuchAddress(Refusal):
    """What was typed is no address of a site."""

    slug: ClassVar[str] = "no-such-address"
    message: ClassVar[str] = "{address} is no address. Type it as in a browser: https://..."


class CannotReach(Refusal):
    """Nobody answers there, or not safely."""

    slug: ClassVar[str] = "cannot-reach"
    message: ClassVar[str] = "{address} does not answer ({reason}). Check the address."


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its status, its headers by name in small letters, and what came.

    `is_whole` is False when it was too large, or packed in a way that cannot be unpacked here.
    """

    status: int
    headers: dict[str, str]
    body: bytes = b""
    is_whole: bool = True

    @property
    def is_page(self) -> bool:
        """Say whether a browser would draw it."""
        return self.headers.get("content-type", "").partition(";")[0].strip() == "text/html"


@dataclass
class Site:
    """One installation, asked over one connection."""

    address: str
    _open: http.client.HTTPConnection | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Refuse what is no address."""
        parts = urlsplit(self.address)
        if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
            raise NoSuchAddress(address=self.address)

    @property
    def is_private(self) -> bool:
        """Say whether nobody on the way can change what is served."""
        return urlsplit(self.address).scheme == "https"

    def get(self, path: str, *, packed: str = "gzip") -> Answer:
        """Ask once; after a connection that was closed in between, once more."""
        headers = {**AS_A_BROWSER, "Accept-Encoding": packed}
        try:
            return self._ask(path, headers)
        except (http.client.HTTPException, ConnectionError):
            self.close()
        try:
            return self._ask(path, headers)
        except (http.client.HTTPException, OSError) as error:
            raise CannotReach(address=self.address, reason=reason_of(error)) from error

    def _ask(self, path: str, headers: dict[str, str]) -> Answer:
        try:
            opened = self._open or self._connect()
            opened.request("GET", path, headers=headers)
            answer = opened.getresponse()
            packed = answer.read(LARGEST + 1)
        except ConnectionError:
            raise
        except OSError as error:
            raise CannotReach(address=self.address, reason=reason_of(error)) from error
        found = joined(answer.getheaders())
        if len(packed) > LARGEST:
            self.close()
            return Answer(answer.status, found, is_whole=False)
        body, is_whole = unpacked(packed, found.get("content-encoding", ""))
        return Answer(answer.status, found, body, is_whole)

    def _connect(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        host, port = parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]
        kind = http.client.HTTPSConnection if self.is_private else http.client.HTTPConnection
        self._open = kind(host, port, timeout=PATIENCE_SECONDS)
        return self._open

    def close(self) -> None:
        """Let the connection go."""
        if self._open is not None:
            self._open.close()
        self._open = None


def joined(headers: list[tuple[str, str]]) -> dict[str, str]:
    """Return headers by name; what comes twice stands behind each other."""
    found: dict[str, str] = {}
    for name, value in headers:
        known = found.get(name.lower())
        found[name.lower()] = value if known is None else f"{known}, {value}"
    return found


def unpacked(packed: bytes, encoding: str) -> tuple[bytes, bool]:
    """Return what a browser would see, and whether we could unpack it."""
    if encoding in {"", "identity"}:
        return packed, True
    if encoding != "gzip":
        return b"", False
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as opened:
            body = opened.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        return b"", False
    return (body, True) if len(body) <= LARGEST else (b"", False)


def reason_of(error: BaseException) -> str:
    """Return a library's reason in a few words."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
