"""Make moments of the lines of a chat: when, and who wrote; there is no text here at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tevoet.engines.moments.identities import hash63
from tevoet.engines.moments.records import Channel, Moment, Participant, Role

MOST_PEOPLE = 500
PAIR = 2


class Line(NamedTuple):
    """One message: seconds since 1970, UTC, and the address of who wrote it."""

    at: int
    writer: str


@dataclass(slots=True)
class Chat:
    """A chat, to make moments of its lines in the order they come.

    `names` holds everybody in it, by address, with the name that is shown. In a chat of two a
    message is written to the other; among more it is for all, and `is_group` says so where fewer
    wrote. Messages of one writer in one second (a minute, where the export tells no more) are told
    apart by their order, so the same line has the same id in every export of the chat.
    """

    names: Mapping[str, str]
    source: str
    is_group: bool = False
    _counts: dict[Line, int] = field(default_factory=dict)
    _people: dict[str, tuple[Participant, ...]] = field(default_factory=dict)

    def moment(self, line: Line) -> Moment:
        """Return the moment of the next line."""
        among_more = self.is_group or len(self.names) > PAIR
        chat = "group" if among_more else "\n".join(sorted(self.names))
        self._counts[line] = self._counts.get(line, 0) + 1
        text = f"chat\n{line.at}\n{line.writer}\n{self._counts[line]}\n{chat}"
        return Moment(
            id=hash63(text.encode("utf-8", "surrogatepass")),
            at=line.at,
            channel=Channel.CHAT,
            sender=line.writer,
            people=self._seated(line.writer, Role.CC if among_more else Role.TO),
            minutes=None,
            confirmed=True,
            conversation=0,
            source=self.source,
        )

    def _seated(self, writer: str, role: Role) -> tuple[Participant, ...]:
        """Return the writer and the others, the same value for the same writer."""
        if writer not in self._people:
            listed = list(self.names.items())[:MOST_PEOPLE]
            others = (Participant(one, name, role) for one, name in listed if one != writer)
            wrote = Participant(writer, self.names.get(writer, ""), Role.SENDER)
            self._people[writer] = (wrote, *others)
        return self._people[writer]
