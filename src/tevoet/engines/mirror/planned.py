"""What became of the one-to-ones in the calendar: moved, cancelled, or mail instead."""

from tevoet.engines.mirror.definitions import in_window
from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.schema import Expression, Tables
from tevoet.engines.mirror.settings import DAY, Span
from tevoet.engines.mirror.steps import WRITTEN
from tevoet.engines.moments.records import CANCELLED, MOVED

MAILED_DAYS = 3


def rescheduled(t: Tables, s: Span) -> Expression:
    """Count the planned one-to-ones, and those moved, cancelled or followed by mail instead.

    One row per person: `planned`, of which `moved`, `cancelled` and `mailed`; `value` is the sum
    of the three, each meeting being at most one of them.
    """
    c = t["contacts"]
    kept = c.filter(is_one_to_one(c)).select("moment", "person", kind=ibis.literal(""))
    became = _changed(t, s).union(kept.anti_join(t["changed"], ["moment", "person"]))
    mailed = _mailed(t).mutate(by_mail=ibis.literal(True))
    told = became.left_join(mailed, ["moment", "person"])
    is_mailed = (told.kind == "") & told.by_mail.fill_null(False)
    moved, cancelled = told.kind == MOVED, told.kind == CANCELLED
    return told.group_by("person").agg(
        value=told.count(where=is_mailed | moved | cancelled),
        planned=told.count(),
        moved=told.count(where=moved),
        cancelled=told.count(where=cancelled),
        mailed=told.count(where=is_mailed),
    )


def is_one_to_one(c: Expression) -> Expression:
    """Tell a meeting of the two in the calendar; calls of a call log belong to no series."""
    return ~c.channel.isin(WRITTEN) & (c.conversation > 0) & (c["size"] == 2)  # noqa: PLR2004  us two


def _changed(t: Tables, s: Span) -> Expression:
    """List each changed meeting once, at the time it was planned for; moved goes first."""
    c = in_window(t["changed"], s)
    past = c.filter(c["at"] <= s.now)
    each = past.group_by("moment", "person").agg(was_moved=(past.kind == MOVED).any())
    return each.select("moment", "person", kind=each.was_moved.ifelse(MOVED, CANCELLED))


def _mailed(t: Tables) -> Expression:
    """Find the unconfirmed one-to-ones after which the two mailed and did not talk."""
    c = t["contacts"]
    loose = c.filter(is_one_to_one(c), ~c.confirmed).select("moment", "person", "at")
    mail = c.filter(c.channel == "mail", c.direct).select(writer="person", then="at")
    talk = t["talks"].select(writer="person", then="at")
    return _followed(loose, mail).anti_join(_followed(loose, talk), ["moment", "person"])


def _followed(meetings: Expression, later: Expression) -> Expression:
    on = [
        meetings.person == later.writer,
        later.then >= meetings["at"],
        later.then <= meetings["at"] + MAILED_DAYS * DAY,
    ]
    return meetings.join(later, on).select("moment", "person").distinct()
