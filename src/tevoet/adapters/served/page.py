"""What a page loads and runs, read from its text. Nothing here is run.

A browser forgives more than a parser: so whatever looks like the beginning of a script is counted
in the raw text too, and a page in which the two counts differ is said to be unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

SCRIPT = re.compile(r"<\s*/?\s*script\b", re.IGNORECASE)
SIGNS = {"application/json", "application/ld+json"}  # types of a script element that never run
ICONS = {"icon", "apple-touch-icon", "manifest", "alternate", "canonical", "help", "license"}
LOADING = {"iframe", "frame", "object", "embed", "portal", "applet", "base"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "srcdoc"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that a page loads: `script` or `style`, and its path on this site."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Odd:
    """Something that no published page has: what it is, and how it begins."""

    what: str
    text: str


class Reader(HTMLParser):
    """Gather what a page loads and what is odd about it."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.loaded: list[Loaded] = []
        self.odd: list[Odd] = []
        self.scripts = 0
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        given = {name: value or "" for name, value in attrs}
        self.odd.extend(oddities(tag, given))
        if tag == "script":
            self.scripts += 1
            self.script(given)
        elif tag == "link":
            self.link(given)
        elif tag == "style":
            self.inside = "inline-style"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag that closes itself; for a browser a script never does."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Leave a script or a style."""
        if tag == "script":
            self.scripts += 1
        if tag in {"script", "style"}:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        """Find text that would run."""
        if self.inside and data.strip():
            self.odd.append(Odd(self.inside, data))

    def script(self, given: dict[str, str]) -> None:
        """Note a script: loaded from a file, or written in the page."""
        if given.get("type", "").strip().lower() in SIGNS:
            return
        if "src" in given:
            self.load("script", given["src"])
        else:
            self.inside = "inline-script"
            if given.get("type", "").strip().lower() not in {"", "module", "text/javascript"}:
                self.odd.append(Odd("inline-script", given["type"]))

    def link(self, given: dict[str, str]) -> None:
        """Note a style sheet, or anything else but an icon."""
        rel = set(given.get("rel", "").lower().split())
        if "stylesheet" in rel:
            self.load("style", given.get("href", ""))
        elif rel & {"preload", "modulepreload", "prefetch"}:
            self.load("script", given.get("href", ""))
        elif rel - ICONS:
            self.odd.append(Odd("link", " ".join(sorted(rel))))

    def load(self, kind: str, address: str) -> None:
        """Note a file of this site; one of another site is odd."""
        full = urljoin(self.address, address)
        if urlsplit(full)[:2] != urlsplit(self.address)[:2]:
            self.odd.append(Odd("elsewhere", full))
        else:
            self.loaded.append(Loaded(kind, urlsplit(full).path))


def oddities(tag: str, given: dict[str, str]) -> Iterator[Odd]:
    """Yield what runs or loads without being a script or a style."""
    if tag in LOADING:
        yield Odd("frame", f"<{tag}>")
    if tag == "meta" and "http-equiv" in given:
        yield Odd("header-in-page", given["http-equiv"])
    for name, value in given.items():
        if name.startswith("on"):
            yield Odd("inline-script", f"{name}={value}")
        elif name == "style":
            yield Odd("inline-style", value)
        elif name in ADDRESSES and runs(value):
            yield Odd("inline-script", value)


def runs(address: str) -> bool:
    """Say whether an address is a script; browsers leave out blanks in it."""
    bare = re.sub(r"[\s\x00-\x1f]", "", address).lower()
    return bare.startswith(("javascript:", "data:text/html", "vbscript:"))


def read(text: str, address: str) -> Reader:
    """Read a page as it stands at an address."""
    reader = Reader(address)
    reader.feed(text)
    reader.close()
    if len(SCRIPT.findall(text)) != reader.scripts:
        reader.odd.append(Odd("unreadable", ""))
    return reader
