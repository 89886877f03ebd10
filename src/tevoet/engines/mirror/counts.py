"""What the pages need beside the figures: last contacts, totals, the weekly strip, unconfirmed."""

from tevoet.engines.mirror.definitions import in_window
from tevoet.engines.mirror.schema import Expression, Tables
from tevoet.engines.mirror.settings import Span
from tevoet.engines.mirror.steps import SOFT_TURNS

GROUP = "group"
"""The lane of the strip for talks of more than the two."""


def totals(t: Tables, _s: Span) -> Expression:
    """List everybody with any contact, with the mails to and from them and the time of the last."""
    c = t["tallies"].filter(t["tallies"].week.isnull())
    is_mail = c.channel == "mail"
    return c.group_by("person").agg(
        sent=c.number.sum(where=is_mail & c.mine).fill_null(0),
        received=c.number.sum(where=is_mail & ~c.mine).fill_null(0),
        last_mail_at=c.last_at.max(where=is_mail),
    )


def last_contacts(t: Tables, _s: Span) -> Expression:
    """Find when the two last had human contact, and when they last met in person."""
    k = t["talks"]
    human = k.filter(k.human)
    return human.group_by("person").agg(
        last_human_contact_at=human.at.max(),
        last_in_person_at=human.at.max(where=human.channel == "in_person"),
    )


def unconfirmed(t: Tables, s: Span) -> Expression:
    """Count meetings of the window that were never answered, apart from all figures."""
    c = in_window(t["contacts"], s)
    loose = c.filter(~c.confirmed)
    return loose.group_by("person").agg(
        number=loose.count(), minutes=loose.minutes.sum().fill_null(0.0)
    )


def weekly(t: Tables, _s: Span) -> Expression:
    """Count confirmed moments per person, channel and local week of the last 26.

    Talks of more than the two stand apart as GROUP: being in one meeting is not speaking together.
    """
    c = t["tallies"]
    strip = c.filter(c.confirmed, c.week.notnull())
    lanes = strip.mutate(channel=strip.among_more.ifelse(GROUP, strip.channel))
    return lanes.group_by("person", "channel", "week").agg(number=lanes.number.sum())


def long_exchanges(t: Tables, s: Span) -> Expression:
    """List the exchanges of the window with at least as many turns as make one think of a call."""
    e = t["exchanges"]
    return e.filter(e.turns >= SOFT_TURNS, e.last_at > s.since).select(
        "person", "first_at", "last_at", "mails", "turns"
    )


def moments_by_channel(t: Tables, s: Span) -> Expression:
    """Count all moments that were read, with the first and last of those up to now."""
    m = t["moments"]
    past = m["at"] <= s.now
    return m.group_by("channel").agg(
        number=m.count(),
        future=m.count(where=~past),
        first_at=m["at"].min(where=past),
        last_at=m["at"].max(where=past),
    )


def conversations(t: Tables, _s: Span) -> Expression:
    """Count the mail conversations that were read, and the mails of the largest."""
    m = t["moments"]
    mail = m.filter(m.channel == "mail", m.conversation != 0)
    sizes = mail.group_by("conversation").agg(mails=mail.count())
    return sizes.agg(number=sizes.count(), largest=sizes.mails.max().fill_null(0))
