"""The steps below the figures: who shared which moment with the owner, and mail exchanges.

A step is an Ibis expression over the canonical tables and the steps before it. An engine runs
each step once and keeps its rows under the step's name, so that figures need not repeat it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tevoet.engines.mirror.days import QUARTER
from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.replies import waits
from tevoet.engines.mirror.schema import OWNER, Expression, Tables
from tevoet.engines.mirror.settings import Span

SILENCE = 48 * 3600
DIRECT_SIZE = 3
SOFT_TURNS = 4
WRITTEN = ("mail", "chat")
HUMAN = ("in_person", "phone", "video")


@dataclass(frozen=True, slots=True)
class Step:
    """A named expression that other expressions stand on."""

    name: str
    build: Callable[[Tables, Span], Expression]


def contacts(t: Tables, s: Span) -> Expression:
    """Pair the owner with each other person of a moment of the window.

    One row per moment and other person. What is written (mail, chat) is contact between its
    sender and those who got it, not among those who got it; a meeting is contact among all.
    `conversation` is made unique where there is none. `direct` is written by one of the two to
    the other (To), with at most two receiving it.
    """
    m = t["moments"]
    return _paired(m.filter(m["at"] > s.since, m["at"] <= s.now), t)


def _paired(moments: Expression, t: Tables) -> Expression:
    return _given(moments, t).union(_got(moments))


def _given(moments: Expression, t: Tables) -> Expression:
    """Pair the owner with who got the owner's mail and chat, and with who was in a meeting."""
    theirs = moments.channel.isin(WRITTEN) & (moments.sender > OWNER)
    seated = _seated(moments.filter(~theirs), t)
    is_mine = seated.sender == OWNER
    to_one = (seated.role == "to") & (seated["size"] <= DIRECT_SIZE)
    return _contact(seated, seated.person, is_mine, seated.channel.isin(WRITTEN) & is_mine & to_one)


def _got(moments: Expression) -> Expression:
    """Pair the owner with who wrote; for this nobody needs to be looked up."""
    got = moments.filter(
        moments.owner_role.notnull(), moments.channel.isin(WRITTEN), moments.sender > OWNER
    )
    to_me = (got.owner_role == "to") & (got["size"] <= DIRECT_SIZE)
    return _contact(got, got.sender, ibis.literal(False), to_me)


def _seated(moments: Expression, t: Tables) -> Expression:
    others = t["participants"].filter(t["participants"].person != OWNER)
    known = moments.filter(moments.owner_role.notnull())
    return others.join(known, others.moment == known.id)


def _contact(
    table: Expression, person: Expression, mine: Expression, direct: Expression
) -> Expression:
    return table.select(
        "at", "channel", "minutes", "confirmed", "size", "sender",
        moment=table.id,
        person=person,
        conversation=(table.conversation == 0).ifelse(-table.id, table.conversation),
        mine=mine,
        direct=direct,
    )  # fmt: skip


def tallies(t: Tables, s: Span) -> Expression:
    """Count all contact up to now, so that nothing else needs to look at every moment.

    One row per person, channel, `mine`, `confirmed` and `among_more` (a talk of more than the
    two) with its number and the last of them; once over everything with an empty `week`, and
    once for each of the last 26 local weeks.
    """
    m = t["moments"]
    past = m.filter(m["at"] <= s.now)
    pairs = _narrow(_given(past, t)).union(_narrow(_got(past)))
    by_week = pairs.mutate(quarter=pairs["at"] // QUARTER).join(t["quarters"], "quarter")
    kind = ("person", "channel", "mine", "confirmed", "among_more")
    weeks = by_week.group_by(*kind, "week").agg(number=by_week.count(), last_at=by_week.at.max())
    sums = pairs.group_by(*kind).agg(number=pairs.count(), last_at=pairs["at"].max())
    return sums.select(*kind, "number", "last_at", week=ibis.null("int64")).union(
        weeks.select(*kind, "number", "last_at", "week")
    )


def _narrow(paired: Expression) -> Expression:
    more = paired.channel.isin(HUMAN) & (paired["size"] > 2)  # noqa: PLR2004  the two of us
    return paired.select("person", "at", "channel", "mine", "confirmed", among_more=more)


def talks(t: Tables, s: Span) -> Expression:
    """Keep the meetings and calls of the two of us that took place, all up to now.

    Confirmed, exactly two people, not of zero minutes (a call nobody answered). `human` is true
    in person, by phone and by video; a meeting of unknown channel is a talk, but which kind is
    not guessed.
    """
    m = t["moments"]
    spoken = m.filter(m["at"] <= s.now, ~m.channel.isin(WRITTEN), m.confirmed, m["size"] == 2)  # noqa: PLR2004  two of us
    happened = _seated(spoken.filter(spoken.minutes.isnull() | (spoken.minutes > 0)), t)
    return happened.select(
        "moment", "person", "at", "channel", "minutes", "sender",
        mine=happened.sender == OWNER,
        human=happened.channel.isin(HUMAN),
    )  # fmt: skip


def mails(t: Tables, s: Span) -> Expression:
    """Number the mails between the two of us in each conversation that is still going.

    Only conversations with a mail of the two in the window. In the order of date, then id:
    `exchange` goes up after a silence of more than 48 hours; `turn` is 1 at a change of writer
    within an exchange; `opening` marks the first mail of an exchange, `first` that of the
    conversation.
    """
    kept = _going(t, s)
    order = ibis.window(group_by=["person", "conversation"], order_by=["at", "moment"])
    begun = kept.mutate(
        opening=(kept.at - kept.at.lag().over(order) > SILENCE).fill_null(True),
        changed=(kept.mine != kept.mine.lag().over(order)).fill_null(False),
        first=kept.at.lag().over(order).isnull(),
    )
    until_here = ibis.cumulative_window(
        group_by=["person", "conversation"], order_by=["at", "moment"]
    )
    return begun.mutate(
        exchange=begun.moment.count(where=begun.opening).over(until_here),
        turn=(begun.changed & ~begun.opening).cast("int64"),
    ).drop("changed")


def _going(t: Tables, s: Span) -> Expression:
    """List the mails of the window, and what came before them in their conversations."""
    columns = ("moment", "person", "at", "conversation", "mine", "direct")
    c, m = t["contacts"], t["moments"]
    recent = c.filter(c.channel == "mail").select(*columns)
    key = recent.select("person", "conversation").distinct()
    earlier = m.filter(m["at"] <= s.since, m.channel == "mail", m.conversation != 0)
    going = earlier.semi_join(recent.select("conversation").distinct(), "conversation")
    before = _paired(going, t).select(*columns).semi_join(key, ["person", "conversation"])
    return recent.union(before)


def exchanges(t: Tables, _s: Span) -> Expression:
    """Sum up each exchange: when, how many mails and turns, and whether it is between two.

    `between` is false for mail to many that nobody answered: no exchange of the two.
    """
    m = t["mails"]
    grouped = m.group_by("person", "conversation", "exchange").agg(
        first_at=m.at.min(), last_at=m.at.max(), mails=m.count(), turns=m.count(where=m.turn == 1),
        direct=m.direct.any(),
    )  # fmt: skip
    return grouped.mutate(between=grouped.direct | (grouped.turns > 0)).drop("direct")


def back_and_forth(t: Tables, s: Span) -> Expression:
    """Keep the mails of the exchanges with enough turns to look at, ending in the window."""
    e = t["exchanges"]
    long = e.filter(e.turns >= SOFT_TURNS, e.last_at > s.since)
    key = ["person", "conversation", "exchange"]
    return t["mails"].join(long.select(*key, "first_at", "last_at"), key)


STEPS: tuple[Step, ...] = (
    Step("contacts", contacts),
    Step("tallies", tallies),
    Step("talks", talks),
    Step("mails", mails),
    Step("exchanges", exchanges),
    Step("back_and_forth", back_and_forth),
    Step("waits", waits),
)
