"""Four figures as Viva Insights defines them, to lay beside ours; only for comparison.

Source: Microsoft's page of metrics as it stood in January 2024, and the open R package
microsoft/vivainsights. There an invitation that was not declined counts as attended.
"""

from tevoet.engines.mirror.days import QUARTER
from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.planned import is_one_to_one
from tevoet.engines.mirror.room import busy, free_blocks, has_calendar, working_hours
from tevoet.engines.mirror.schema import OWNER, Expression, Tables
from tevoet.engines.mirror.settings import DAY, Span
from tevoet.engines.mirror.steps import WRITTEN

LITTLE_MINUTES = 15
OPEN_HOUR = 3600
FEWEST, MOST = 2, 8
CLASSES = ((1, "<1"), (3, "1-3"), (6, "3-6"), (10, "6-10"))
NEVER = ">10"


def cadence_class(weeks: float | None) -> str:
    """Name the class of a cadence in weeks; never counts with the rarest.

    >>> [cadence_class(weeks) for weeks in (1, 4.33, 26, None)]
    ['1-3', '3-6', '>10', '>10']
    """
    if weeks is None:
        return NEVER
    return next((name for limit, name in CLASSES if weeks < limit), NEVER)


def under_15(t: Tables, s: Span) -> Expression:
    """Say who has less than 15 minutes a week of meetings of the two, over the window's weeks.

    One row per person with any contact in the window: `value` is 1 or 0; `minutes` a week.
    """
    c = t["contacts"]
    ours = is_one_to_one(c)
    sums = c.group_by("person").agg(all=c.minutes.sum(where=ours).fill_null(0.0))
    weeks = (ibis.literal(s.now, "int64") - s.since).cast("float64") / (7 * DAY)
    return sums.select(
        "person",
        value=(sums["all"] / weeks < LITTLE_MINUTES).cast("int64"),
        minutes=sums["all"] / weeks,
    )


def one_to_one_cadence(t: Tables, s: Span) -> Expression:
    """Divide 1 by the share of weeks with any meeting of the two, in weeks.

    The weeks are those of the last 26 since anything was read. One row per person with such a
    meeting: `value`, `weeks_with` and `weeks`.
    """
    m, q = t["moments"], t["quarters"]
    meetings = m.filter(
        m["at"] <= s.now, ~m.channel.isin(WRITTEN), m.conversation != 0, m["size"] == FEWEST,
        m.owner_role.notnull(),
    )  # fmt: skip
    timed = meetings.select("id", quarter=meetings["at"] // QUARTER).join(q, "quarter")
    others = t["participants"].filter(t["participants"].person != OWNER)
    met = others.join(timed, others.moment == timed.id).select("person", "week").distinct()
    counted = met.group_by("person").agg(weeks_with=met.count())
    first = m.agg(first=m["at"].min() // QUARTER)
    begun = q.cross_join(first).filter(lambda j: j.quarter >= j["first"])
    whole = q.agg(whole=q.week.nunique())
    read = begun.agg(read=begun.week.nunique()).cross_join(whole)
    joined = counted.cross_join(read.select(weeks=ibis.greatest(read.read, 1)))
    return joined.select(
        "person", "weeks_with", "weeks",
        value=joined.weeks.cast("float64") / joined.weeks_with.cast("float64"),
    )  # fmt: skip


def network_size(t: Tables, _s: Span) -> Expression:
    """Count the people with contact both ways in the window, by mail, chat, call or meeting.

    One row: `value`, and `older` by the definition before it: at least two contacts in the window,
    each among two to eight people.
    """
    c = t["contacts"]
    written = c.channel.isin(WRITTEN)
    sides = c.group_by("person").agg(
        spoken=c.count(where=~written),
        sent=c.count(where=written & c.mine),
        got=c.count(where=written & ~c.mine),
        small=c.count(where=c["size"].between(FEWEST, MOST)),
    )
    both = (sides.spoken > 0) | ((sides.sent > 0) & (sides.got > 0))
    return sides.agg(value=sides.count(where=both), older=sides.count(where=sides.small >= FEWEST))


def open_hour_blocks(t: Tables, s: Span) -> Expression:
    """Count the free blocks of at least an hour in the working hours of the window, one row.

    Every meeting that was not declined takes time, answered or not.
    """
    free = free_blocks(working_hours(t, s), busy(t["moments"], s), OPEN_HOUR)
    counted = free.agg(blocks=free.count()).cross_join(has_calendar(t, s))
    return counted.select(value=counted.has_calendar.ifelse(counted.blocks, ibis.null("int64")))
