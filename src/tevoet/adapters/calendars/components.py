"""Cut the bytes of a calendar file in components, each on its own, whatever surrounds them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_OWN_COMPONENTS = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VPOLL"})
_DEEPEST = 100
_MARK = re.compile(rb"^\s*(?:BEGIN|END):", re.IGNORECASE)
_START = re.compile(r"BEGIN:(?:VCALENDAR|VEVENT)\b", re.IGNORECASE)


@dataclass(slots=True)
class Calendar:
    """What stands around components: the METHOD and the VTIMEZONE texts by their TZID."""

    method: str = ""
    zones: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Component:
    """One component: its kind in capitals, its own unfolded lines, its place in the file.

    Lines of components nested in it are left out, except in a VTIMEZONE.
    """

    kind: str
    number: int
    calendar: Calendar
    lines: list[str] = field(default_factory=list)


def cut_components(content: bytes) -> Iterator[Component]:
    """Yield every component of a calendar file in order, time zones excepted.

    UTF-8, UTF-16, and Latin-1 per line; LF, CRLF or CR; several or no VCALENDAR around; a missing
    END ends at the next component; anything else is passed over. Never raises. Time zones are
    put in the `zones` of their calendar, also when they follow the events that use them.
    """
    cutter = _Cutter()
    for line in unfold(content):
        upper = line[:6].upper()
        if upper.startswith("BEGIN:"):
            done = cutter.begin(line[6:].strip().upper())
        elif upper.startswith("END:"):
            done = cutter.end(line[4:].strip().upper())
        else:
            cutter.take(line)
            continue
        if done is not None:
            yield done
    last = cutter.close()
    if last is not None:
        yield last


class _Cutter:
    """Where the cutting stands: the calendar, the open component, and what is nested in it."""

    def __init__(self) -> None:
        self.calendar = Calendar()
        self.open: Component | None = None
        self.nested: list[str] = []
        self.number = 0

    def begin(self, kind: str) -> Component | None:
        if kind == "VCALENDAR":
            done = self.close()
            self.calendar = Calendar()
            return done
        in_poll = self.open is not None and self.open.kind == "VPOLL"
        if self.open is not None and (kind not in _OWN_COMPONENTS or in_poll):
            if len(self.nested) < _DEEPEST:
                self.nested.append(kind)
            self._keep_zone_line(f"BEGIN:{kind}")
            return None
        done = self.close()
        self.number += kind != "VTIMEZONE"
        self.open = Component(kind, self.number, self.calendar)
        return done

    def end(self, kind: str) -> Component | None:
        if self.open is not None and kind in {self.open.kind, "VCALENDAR"}:
            done = self.close()
        else:
            done = None
            if kind in self.nested:
                del self.nested[self.nested.index(kind) :]
                self._keep_zone_line(f"END:{kind}")
        if kind == "VCALENDAR":
            self.calendar = Calendar()
        return done

    def take(self, line: str) -> None:
        if self.open is not None:
            if not self.nested or self.open.kind == "VTIMEZONE":
                self.open.lines.append(line)
        elif line[:7].upper() == "METHOD:":
            self.calendar.method = line[7:].strip().upper()

    def close(self) -> Component | None:
        done, self.open, self.nested = self.open, None, []
        if done is None or done.kind != "VTIMEZONE":
            return done
        for line in done.lines:
            if line[:4].upper() == "TZID":
                name = line.partition(":")[2].strip().strip('"').strip()
                text = "\r\n".join(["BEGIN:VTIMEZONE", *done.lines, "END:VTIMEZONE", ""])
                self.calendar.zones[name] = text
                break
        return None

    def _keep_zone_line(self, line: str) -> None:
        if self.open is not None and self.open.kind == "VTIMEZONE":
            self.open.lines.append(line)


def unfold(content: bytes) -> Iterator[str]:
    """Yield the logical lines of a file: folds joined, decoded, blank lines left out.

    A line that opens or closes a component is never joined with what follows, so junk after it
    cannot spoil it.
    """
    held: list[bytes] = []
    for line in as_utf8(content).splitlines():
        if line[:1] in {b" ", b"\t"} and held and not _MARK.match(line):
            if not _MARK.match(held[0]):
                held.append(line[1:])
            continue
        if held:
            yield _decode(b"".join(held))
        stripped = line.strip() if _MARK.match(line) else line
        held = [stripped] if stripped else []
    if held:
        yield _decode(b"".join(held))


def as_utf8(content: bytes) -> bytes:
    """Turn UTF-16 into UTF-8 and drop a byte order mark; other bytes stay as they are."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace").encode()
    if content[:4:2] == b"\0\0":
        return content.decode("utf-16-be", "replace").encode()
    if content[1:4:2] == b"\0\0":
        return content.decode("utf-16-le", "replace").encode()
    return content.removeprefix(b"\xef\xbb\xbf")


def _decode(line: bytes) -> str:
    line = line.replace(b"\0", b"")  # which no text holds, and not every database can
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def looks_like_calendar(first_bytes: bytes) -> bool:
    """Tell from the first bytes of a file (4 kB is enough) whether it is an iCalendar file.

    True when a VCALENDAR or VEVENT opens at the beginning of a line.

    >>> looks_like_calendar(b"BEGIN:VCALENDAR"), looks_like_calendar(b"From: a@example.org")
    (True, False)
    """
    return any(_START.match(line.lstrip()) for line in unfold(first_bytes))
