"""Where a moment lies among the owner's working days, in working seconds of 86,400 a day."""

from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.schema import OWNER, Expression, Tables
from tevoet.engines.mirror.settings import DAY, Span


def placed(table: Expression, t: Tables) -> Expression:
    """Add `place` to rows with an `at`: the same as `days.position`, as an expression."""
    calendar = t["days"].filter(t["days"].person == OWNER)
    own = calendar.select("utc_day", "starts", "ends", "working", "before")
    on = [table["at"] // DAY == own.utc_day, table["at"] >= own.starts, table["at"] < own.ends]
    joined = table.join(own, on)
    spent = ibis.least(joined.at - joined.starts, DAY)
    return joined.select(*table.columns, place=joined.before * DAY + joined.working * spent)


def now_place(t: Tables, s: Span) -> Expression:
    """Make the one row that holds the place of now."""
    calendar = t["days"].filter(t["days"].person == OWNER)
    today = calendar.filter(
        calendar.utc_day == ibis.literal(s.now, "int64") // DAY,
        calendar.starts <= s.now,
        calendar.ends > s.now,
    )
    spent = ibis.least(ibis.literal(s.now, "int64") - today.starts, DAY)
    return today.select(now_place=today.before * DAY + today.working * spent)
