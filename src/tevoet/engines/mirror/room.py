"""Room in the working hours: what meetings and calls leave free, and what is kept for people."""

from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.schema import OWNER, Expression, Tables
from tevoet.engines.mirror.settings import Span
from tevoet.engines.mirror.steps import WRITTEN

LEAST_FREE = 30 * 60
MINUTE = 60


def room_share(t: Tables, s: Span) -> Expression:
    """Divide the free blocks of half an hour or more by the working hours of the window.

    One row: `value` and `reserved` are shares, `free_minutes`, `reserved_minutes` and
    `working_minutes` what they were counted from. Without any calendar both shares are empty.
    """
    hours = working_hours(t, s)
    m = t["moments"]
    free = free_blocks(hours, busy(m.filter(m.confirmed), s), LEAST_FREE)
    kept = free_blocks(hours, t["reserved"], 1)
    worked = hours.agg(working=_minutes(hours, "opens", "closes"))
    open_ = free.agg(free=_minutes(free, "begins", "ends"))
    unkept = kept.agg(unkept=_minutes(kept, "begins", "ends"))
    joined = worked.cross_join(open_).cross_join(unkept).cross_join(has_calendar(t, s))
    known = joined.has_calendar & (joined.working > 0)
    reserved = joined.working - joined.unkept
    return joined.select(
        value=known.ifelse(joined.free / joined.working, ibis.null("float64")),
        reserved=known.ifelse(reserved / joined.working, ibis.null("float64")),
        free_minutes=joined.free,
        reserved_minutes=reserved,
        working_minutes=joined.working,
    )


def working_hours(t: Tables, s: Span) -> Expression:
    """List the owner's working hours of the window, one row per day, cut at its ends."""
    d = t["days"].filter(t["days"].person == OWNER)
    cut = d.select("day", opens=ibis.greatest(d.opens, s.since), closes=ibis.least(d.closes, s.now))
    return cut.filter(cut.opens < cut.closes).distinct()


def busy(moments: Expression, s: Span) -> Expression:
    """List from when until when the owner was in these meetings and calls, up to now."""
    spoken = moments.filter(
        moments.owner_role.notnull(), ~moments.channel.isin(WRITTEN), moments["at"] <= s.now
    )
    ends = spoken["at"] + (spoken.minutes * MINUTE).cast("int64")
    return spoken.select(starts=spoken["at"], ends=ends).filter(lambda b: b.ends > s.since)


def free_blocks(hours: Expression, taken: Expression, least: int) -> Expression:
    """List the blocks of at least so many seconds that nothing takes, within the hours.

    What takes time is cut to the hours of its day and put in order; a block lies between the
    latest end so far and the next beginning. The end of the hours is such a beginning too.
    """
    touch = [taken.starts < hours.closes, taken.ends > hours.opens, taken.starts < taken.ends]
    inside = hours.join(taken, touch)
    cut = inside.select(
        "day", "opens",
        starts=ibis.greatest(inside.starts, inside.opens),
        ends=ibis.least(inside.ends, inside.closes),
    )  # fmt: skip
    closing = hours.select("day", "opens", starts=hours.closes, ends=hours.closes)
    marks = cut.union(closing)
    before = ibis.window(group_by="day", order_by=["starts", "ends"], rows=(None, -1))
    ordered = marks.mutate(begins=marks.ends.max().over(before).fill_null(marks.opens))
    free = ordered.select("day", begins=ordered.begins, ends=ordered.starts)
    return free.filter(free.ends - free.begins >= least)


def has_calendar(t: Tables, s: Span) -> Expression:
    """Say whether any calendar was read: only what stands in one has a series."""
    m = t["moments"]
    seen = m.filter(~m.channel.isin(WRITTEN), m.conversation != 0, m["at"] <= s.now)
    return seen.agg(has_calendar=seen.count() > 0)


def _minutes(table: Expression, begin: str, end: str) -> Expression:
    seconds = (table[end] - table[begin]).sum().fill_null(0)
    return seconds.cast("float64") / MINUTE
