"""Addresses of pages: taken apart, put together, and whether one leads to the same house."""

from typing import Final, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

PORTS: Final = {"https": 443, "http": 80}
LONGEST: Final = 4_000
_LOOPBACK: Final = frozenset(("localhost", "127.0.0.1", "::1"))
_SAFE: Final = "%/:=&?~+!$,;'@()*[]-._"
_FEWEST_OF_NAME: Final = 4  # letters: co.uk and com.au are no house, icloud.com is
_LABELS: Final = 3


class NotAUrl(ValueError):
    """A text is no address of a page, or carries a password."""


class Url(NamedTuple):
    """Where a page is: `target` begins with a slash and holds the question too."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_plain(self) -> bool:
        """Say whether what goes there is not encrypted."""
        return self.scheme == "http"

    @property
    def name(self) -> str:
        """Return host and port, as a question names them and as people read them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.name}{self.target}"

    def join(self, href: str) -> "Url":
        """Return where a link on this page leads. Raises `NotAUrl`."""
        if len(href) > LONGEST:
            raise NotAUrl("long")
        try:
            return read_url(urljoin(str(self), href.strip()))
        except ValueError as error:
            raise NotAUrl("link") from error


def read_url(text: str) -> Url:
    """Read an http or https address; a fragment is let go. Raises `NotAUrl`.

    >>> read_url("https://cloud.example/dav?x=1")
    Url(scheme='https', host='cloud.example', port=443, target='/dav?x=1')
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError as error:
        raise NotAUrl("address") from error
    is_odd = parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc
    if is_odd or len(text) > LONGEST or any(sign.isspace() for sign in text.strip()):
        raise NotAUrl("address")
    target = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        target += f"?{quote(parts.query, safe=_SAFE)}"
    return Url(parts.scheme, parts.hostname or "", port or PORTS[parts.scheme], target)


def is_this_machine(host: str) -> bool:
    """Say whether a name is that of the machine itself."""
    return host.lower() in _LOOPBACK


def is_same_house(first: Url, other: Url) -> bool:
    """Say whether what was told to one server may be told to another one.

    That is the same host, a host below it, or one beside it below a name of its own, as
    p01-caldav.icloud.com is beside caldav.icloud.com. Never without encryption where there was.

    >>> one = read_url("https://caldav.icloud.com/")
    >>> is_same_house(one, read_url("https://p01-caldav.icloud.com/1/calendars/"))
    True
    >>> is_same_house(one, read_url("https://icloud.com.example.org/"))
    False
    """
    if first.scheme != other.scheme:
        return False
    mine, theirs = first.host.lower(), other.host.lower()
    if mine == theirs:
        return first.port == other.port or other.port == PORTS[other.scheme]
    if mine.replace(".", "").isdigit() or ":" in mine:
        return False  # an address in numbers has no names below it
    return "." in mine and any(theirs.endswith(f".{house}") for house in _houses(mine))


def _houses(host: str) -> list[str]:
    above = host.split(".")[1:]
    has_own_name = len(above) >= _LABELS - 1 and len(above[-2]) >= _FEWEST_OF_NAME
    return [host, ".".join(above)] if has_own_name else [host]
