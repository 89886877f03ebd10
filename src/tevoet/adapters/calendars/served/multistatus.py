"""Read what a WebDAV server says of several places at once (RFC 4918, section 14.16).

No document type is read at all, so nothing in it can grow, refer to files or be fetched.
"""

from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

from tevoet.adapters.calendars.served.refusals import NotDav

DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
SERVER: Final = "{http://calendarserver.org/ns/}"
MOST_ELEMENTS: Final = 500_000
DEEPEST: Final = 60
FINE: Final = 200
_WITHIN: Final = range(100, 600)


@dataclass(slots=True)
class Told:
    """What was said of one place: its status where it stands alone, and its properties."""

    href: str
    status: int = FINE
    found: dict[str, ET.Element] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the text of a property, "" when there is none."""
        element = self.found.get(name)
        return (element.text or "").strip() if element is not None else ""

    def kinds(self, name: str) -> frozenset[str]:
        """Return the names of what stands in a property."""
        element = self.found.get(name)
        return frozenset(one.tag for one in element) if element is not None else frozenset()

    def hrefs(self, name: str) -> list[str]:
        """Return the links in a property."""
        element = self.found.get(name)
        if element is None:
            return []
        return [one.text.strip() for one in element.iter(f"{DAV}href") if one.text]


@dataclass(slots=True)
class Multistatus:
    """Everything that was said, and up to which state of a collection that goes (RFC 6578)."""

    told: list[Told] = field(default_factory=list)
    token: str = ""


def read_multistatus(body: bytes) -> Multistatus:
    """Read an answer. Raises `NotDav` for what is none, or is far larger inside than outside."""
    root = _parsed(body)
    if root.tag != f"{DAV}multistatus":
        raise NotDav("answer")
    told = [_told(one) for one in root.findall(f"{DAV}response")]
    return Multistatus(
        [one for one in told if one is not None], (root.findtext(f"{DAV}sync-token") or "").strip()
    )


def _parsed(body: bytes) -> ET.Element:
    try:
        parser = ET.XMLParser(target=_Careful())  # noqa: S314 - it takes no document type
        parser.feed(body)
        root = parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise NotDav("xml") from error
    if not isinstance(root, ET.Element):
        raise NotDav("empty")
    return root


class _Careful(ET.TreeBuilder):
    """Builds a tree of a bounded size and depth."""

    def __init__(self) -> None:
        super().__init__()
        self._count = self._depth = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise NotDav("doctype")

    def start(self, tag: str, attributes: dict[str, str], /) -> ET.Element:
        self._count += 1
        self._depth += 1
        if self._count > MOST_ELEMENTS or self._depth > DEEPEST:
            raise NotDav("size")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)


def _told(response: ET.Element) -> Told | None:
    href = (response.findtext(f"{DAV}href") or "").strip()
    if not href:
        return None
    told = Told(href, _status(response.findtext(f"{DAV}status")))
    for one in response.findall(f"{DAV}propstat"):
        if _status(one.findtext(f"{DAV}status")) == FINE:
            for properties in one.findall(f"{DAV}prop"):
                told.found.update({each.tag: each for each in properties})
    return told


def _status(written: str | None) -> int:
    """Return the number in a status line such as "HTTP/1.1 404 Not Found"; 200 without one."""
    words = (written or "").split()
    found = words[1] if len(words) > 1 else ""
    return int(found) if found.isdecimal() and int(found) in _WITHIN else FINE
