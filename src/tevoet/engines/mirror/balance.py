"""The rhythm of the talks and the balance of the mail between the two of us."""

from tevoet.engines.mirror.definitions import in_window
from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.schema import OWNER, Expression, Tables
from tevoet.engines.mirror.settings import DAY, Span
from tevoet.engines.mirror.steps import HUMAN

WEEK_DAYS = 7.0


def cadence_weeks(t: Tables, s: Span) -> Expression:
    """Take the median of the gaps, in weeks, between local days with human contact of the two."""
    k, d = t["talks"], t["days"].filter(t["days"].person == OWNER)
    human = k.filter(k.human).select("person", "at")
    own = d.select("utc_day", "day", "starts", "ends")
    on = [human["at"] // DAY == own.utc_day, human["at"] >= own.starts, human["at"] < own.ends]
    seen = human.join(own, on)
    days = seen.group_by("person", "day").agg(at=seen["at"].max())
    order = ibis.window(group_by="person", order_by="day")
    gaps = days.mutate(gap=days.day - days.day.lag().over(order))
    recent = in_window(gaps, s).filter(lambda g: g.gap.notnull())
    return recent.group_by("person").agg(
        value=recent.gap.cast("float64").median() / WEEK_DAYS, gaps=recent.count()
    )


def reciprocity(t: Tables, s: Span) -> Expression:
    """Divide the smaller by the larger of the mails I sent and the mails I got."""
    c = in_window(t["contacts"], s)
    mail = c.filter(c.channel == "mail")
    sides = mail.group_by("person").agg(
        sent=mail.count(where=mail.mine), received=mail.count(where=~mail.mine)
    )
    less, more = ibis.least(sides.sent, sides.received), ibis.greatest(sides.sent, sides.received)
    share = less.cast("float64") / more.cast("float64")
    return sides.select("person", "sent", "received", value=share)


def group_only(t: Tables, s: Span) -> Expression:
    """Say whether the two spoke only among more than two: 1 or 0; none when they did not at all."""
    c = in_window(t["contacts"], s)
    spoken = c.filter(c.channel.isin(HUMAN), c.confirmed)
    held = spoken.filter(spoken.minutes.isnull() | (spoken.minutes > 0))
    sizes = held.group_by("person").agg(least=held["size"].min(), talks=held.count())
    return sizes.select("person", "talks", value=(sizes.least > 2).cast("int64"))  # noqa: PLR2004  us two


def after_hours_sent(t: Tables, s: Span) -> Expression:
    """Count my mails to a person outside that person's working hours."""
    c, d = in_window(t["contacts"], s), t["days"]
    mine = c.filter(c.channel == "mail", c.mine).select("moment", "person", "at")
    rows = mine.mutate(utc_day=mine["at"] // DAY)
    hours = ("utc_day", "starts", "ends", "opens", "closes")
    own = d.filter(d.person == OWNER).select(*hours)
    keeps = d.filter(d.person != OWNER).select("person").distinct().mutate(own_hours=True)
    told = rows.left_join(keeps, "person").drop("person_right")
    told = told.mutate(own_hours=told.own_hours.fill_null(False))
    theirs = d.filter(d.person != OWNER).select(*hours, them="person")
    without, having = told.filter(~told.own_hours), told.filter(told.own_hours)
    both = _within(without, own, []).union(_within(having, theirs, [having.person == theirs.them]))
    late = both.mutate(late=~both.inside.fill_null(False))
    return late.group_by("person").agg(value=late.count(where=late.late), sent=late.count())


def _within(rows: Expression, hours: Expression, more: list[Expression]) -> Expression:
    on = [
        *more,
        rows.utc_day == hours.utc_day,
        rows["at"] >= hours.starts,
        rows["at"] < hours.ends,
    ]
    joined = rows.left_join(hours, on)
    inside = (joined["at"] >= joined.opens) & (joined["at"] < joined.closes)
    return joined.select("moment", "person", inside=inside)
