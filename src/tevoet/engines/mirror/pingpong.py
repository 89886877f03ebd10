"""The hint "better as a call": mail going back and forth where a voice would be quicker."""

from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.places import placed
from tevoet.engines.mirror.schema import OWNER, Expression, Tables
from tevoet.engines.mirror.settings import DAY, Span
from tevoet.engines.mirror.steps import SOFT_TURNS

FIRM_TURNS = 6
SPAN_DAYS = 5


def better_as_a_call(t: Tables, _s: Span) -> Expression:
    """Find the exchanges of the window with at least four turns within five working days.

    One row per exchange: `turns` (most of them within any five working days), `joined` (a third
    person was added after the first mail), `outside` (the share of its mails outside the hours of
    both), `first_at` and `last_at`.
    """
    m = t["back_and_forth"]
    key = ["person", "conversation", "exchange"]
    dense = _turns_within_span(m, t)
    quick = dense.filter(dense.turns >= SOFT_TURNS)
    return (
        quick.join(_outside_hours(m, t), key)
        .left_join(_joined_midway(m, t), key)
        .select(
            *key,
            "first_at",
            "last_at",
            "turns",
            "outside",
            joined=lambda j: j.joined.fill_null(False),
        )
    )


def _turns_within_span(m: Expression, t: Tables) -> Expression:
    key = ["person", "conversation", "exchange"]
    turns = placed(m.filter(m.turn == 1), t)
    span = ibis.range_window(group_by=key, order_by="place", preceding=SPAN_DAYS * DAY, following=0)
    counted = turns.mutate(within=turns.moment.count().over(span))
    return counted.group_by(*key).agg(
        turns=counted.within.max(), first_at=counted.first_at.min(), last_at=counted.last_at.max()
    )


def _outside_hours(m: Expression, t: Tables) -> Expression:
    d = t["days"]
    hours = ("utc_day", "starts", "ends")
    mine = d.filter(d.person == OWNER).select(*hours, "opens", "closes")
    theirs = d.filter(d.person != OWNER).select(
        *hours, their_person="person", their_opens="opens", their_closes="closes"
    )
    rows = m.select("person", "conversation", "exchange", "at", utc_day=m["at"] // DAY)
    own = rows.join(
        mine, [rows.utc_day == mine.utc_day, rows["at"] >= mine.starts, rows["at"] < mine.ends]
    ).select("person", "conversation", "exchange", "at", "utc_day", "opens", "closes")
    both = own.left_join(
        theirs,
        [
            own.utc_day == theirs.utc_day,
            own.person == theirs.their_person,
            own["at"] >= theirs.starts,
            own["at"] < theirs.ends,
        ],
    )
    in_mine = (both.at >= both.opens) & (both.at < both.closes)
    in_theirs = (both.at >= both.their_opens) & (both.at < both.their_closes)
    marked = both.mutate(out=(~in_mine & ~in_theirs.fill_null(in_mine)).cast("float64"))
    return marked.group_by("person", "conversation", "exchange").agg(outside=marked.out.mean())


def _joined_midway(m: Expression, t: Tables) -> Expression:
    """Say of each exchange whether somebody is in a later mail who was not in its first."""
    key = ["person", "conversation", "exchange"]
    seats = t["participants"].filter(t["participants"].person != OWNER)
    seen = m.select(*key, "moment", "opening").join(
        seats.select("moment", third="person"), "moment"
    )
    others = seen.filter(seen.third != seen.person)
    thirds = others.group_by(*key, "third").agg(early=others.opening.any())
    return thirds.group_by(*key).agg(joined=(~thirds.early).any())
