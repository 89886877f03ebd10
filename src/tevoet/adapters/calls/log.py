"""Make moments of calls, and count by reason what is none."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tevoet.adapters.calls.cells import NO_TALK, Party
from tevoet.engines.moments.identities import hash63
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Channel, Moment, Participant, Refused, Role

SOURCE: Final = "calls"
AT_ONCE = 1000
MOST_PEOPLE = 500
_LONGEST_NAME = 200


class UnreadableRow(Exception):
    """A row that cannot be read; its text is the slug of the reason."""


class RowSetAside(Exception):
    """A row that was read and is no contact; its text is the slug of the reason."""


class Call(NamedTuple):
    """One call: when, which way ("in", "out", one of `NO_TALK` or ""), how long, and with whom.

    `unsure` is why the time is not sure, or "".
    """

    at: int
    way: str
    seconds: int
    others: tuple[Party, ...]
    channel: Channel = Channel.PHONE
    unsure: str = ""


@dataclass(slots=True)
class Log:
    """One call log while it is read."""

    name: str
    options: ReadOptions
    batch: Batch = field(default_factory=Batch)

    def take(self, where: str, read: Callable[[], Call]) -> None:
        """Take one row over, or count why it is refused or set aside."""
        try:
            call = read()
            moment = self._moment(call)
        except UnreadableRow as reason:
            self.batch.refused.append(Refused(str(reason), f"{self.name} {where}"))
        except RowSetAside as reason:
            _count(self.batch.set_aside, str(reason))
        else:
            self.batch.moments.append(moment)
            if call.unsure:
                _count(self.batch.unsure, call.unsure)

    @property
    def is_full(self) -> bool:
        """Say whether there is enough to hand over."""
        return len(self.batch.moments) >= AT_ONCE

    def hand_over(self) -> Batch:
        """Give what was read and begin anew."""
        done, self.batch = self.batch, Batch()
        return done

    def _moment(self, call: Call) -> Moment:
        others = _others(call, self.options.me)
        if not self._is_inside(call.at):
            raise RowSetAside("outside_period")
        own = min(self.options.me, default="")
        whom = "\n".join(sorted(one.address for one in others))
        caller = others[0].address if len(others) == 1 else ""
        return Moment(
            id=hash63(f"call\n{call.at}\n{whom}\n{call.way}".encode()),
            at=call.at,
            channel=call.channel,
            sender={"in": caller, "out": own}.get(call.way, ""),
            people=_people(own, others, call.way),
            minutes=call.seconds / 60,
            confirmed=True,
            conversation=0,
            source=SOURCE,
        )

    def _is_inside(self, at: int) -> bool:
        since, until = self.options.since, self.options.until
        return (since is None or since <= at) and (until is None or at < until)


def _others(call: Call, me: frozenset[str]) -> list[Party]:
    """Return with whom it was, each once; raise why it was no talk with anybody."""
    if call.way in NO_TALK:
        raise RowSetAside(call.way)
    if call.seconds == 0:
        raise RowSetAside("zero_seconds")
    known = {one.address: one for one in reversed(call.others) if one.address}
    if not known:
        raise RowSetAside("anonymous")
    others = [one for address, one in reversed(known.items()) if address not in me]
    if not others:
        raise RowSetAside("alone")
    return others[:MOST_PEOPLE]


def _people(own: str, others: list[Party], way: str) -> tuple[Participant, ...]:
    """Put the caller first; without a direction all are guests."""
    calls_in = way == "in" and len(others) == 1
    they = tuple(
        Participant(
            one.address,
            " ".join(one.name.replace("\0", " ").split())[:_LONGEST_NAME],
            Role.SENDER if calls_in else Role.GUEST,
        )
        for one in others
    )
    if not own:
        return they
    mine = Participant(own, "", Role.SENDER if way == "out" else Role.GUEST)
    return (*they, mine) if way == "in" else (mine, *they)


def _count(counts: dict[str, int], slug: str) -> None:
    counts[slug] = counts.get(slug, 0) + 1
