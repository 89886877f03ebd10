"""The expressions behind the figures: rows per person (a number) from tables and steps by name."""

from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.places import now_place, placed
from tevoet.engines.mirror.schema import OWNER, Expression, Tables
from tevoet.engines.mirror.settings import DAY, Span

WAITING_DAYS = 2


def contacts_by_channel(t: Tables, s: Span) -> Expression:
    """Count moments and minutes per person and channel in the window."""
    c = in_window(t["contacts"], s)
    confirmed = c.filter(c.confirmed)
    return confirmed.group_by("person", "channel").agg(
        number=confirmed.count(), minutes=confirmed.minutes.sum().fill_null(0.0)
    )


def one_to_one_minutes(t: Tables, s: Span) -> Expression:
    """Sum the minutes of human contact of exactly the two in the window."""
    k = in_window(t["talks"], s)
    human = k.filter(k.human)
    return human.group_by("person").agg(value=human.minutes.sum().fill_null(0.0))


def last_human_contact_days(t: Tables, s: Span) -> Expression:
    """Count the local days from the last human contact of the two until today."""
    k, owners = t["talks"], t["days"].filter(t["days"].person == OWNER)
    human = k.filter(k.human)
    last = human.group_by("person").agg(last_at=human.at.max())
    today = owners.filter(
        owners.utc_day == ibis.literal(s.now, "int64") // DAY,
        owners.starts <= s.now,
        owners.ends > s.now,
    )
    then = owners.select("utc_day", "day", "starts", "ends")
    on = [
        last.last_at // DAY == then.utc_day,
        last.last_at >= then.starts,
        last.last_at < then.ends,
    ]
    joined = last.join(then, on)
    return joined.cross_join(today.select(today=today.day)).select(
        "person", value=lambda j: j.today - j.day
    )


def mail_share(t: Tables, s: Span) -> Expression:
    """Divide mail exchanges by mail exchanges and talks of the two in the window."""
    e, k = t["exchanges"], in_window(t["talks"], s)
    written = e.filter(e.between, e.last_at > s.since)
    mail = written.select("person", is_mail=1.0)
    talk = k.select("person", is_mail=0.0)
    both = mail.union(talk)
    return both.group_by("person").agg(
        value=both.is_mail.mean(),
        exchanges=both.count(where=both.is_mail > 0),
        talks=both.count(where=both.is_mail == 0),
    )


def waiting_for_me(t: Tables, s: Span) -> Expression:
    """Count direct mails of the window without a later mail of mine, over two working days old."""
    recent, moments = in_window(t["contacts"], s), t["moments"]
    asked = recent.filter(recent.channel == "mail", recent.direct, ~recent.mine)
    told = in_window(moments, s).filter(moments["at"] <= s.now, moments.channel == "mail")
    mine = told.filter(told.sender == OWNER)
    answers = mine.group_by("conversation").agg(answered_at=mine.at.max())
    joined = asked.left_join(answers, "conversation")
    unanswered = joined.filter(joined.answered_at.isnull() | (joined.answered_at < joined.at))
    aged = placed(unanswered.select("person", "at"), t).cross_join(now_place(t, s))
    late = aged.filter(aged.now_place - aged.place > WAITING_DAYS * DAY)
    return late.group_by("person").agg(value=late.count(), oldest_at=late.at.min())


def who_starts(t: Tables, s: Span) -> Expression:
    """Take the mean of "I began it" over conversations and talks of the two in the window."""
    m, e, k = t["mails"], t["exchanges"], in_window(t["talks"], s)
    between = e.filter(e.between).select("person", "conversation").distinct()
    begun = m.filter(m.first, m.at > s.since).semi_join(between, ["person", "conversation"])
    told = k.filter(k.mine | (k.sender == k.person))
    both = begun.select("person", mine=begun.mine.cast("float64")).union(
        told.select("person", mine=told.mine.cast("float64"))
    )
    return both.group_by("person").agg(
        value=both.mine.mean(), begun=both.count(where=both.mine > 0), number=both.count()
    )


def in_window(table: Expression, s: Span) -> Expression:
    """Keep the rows of the window: after its beginning, up to now (steps hold nothing later)."""
    return table.filter(table.at > s.since)
