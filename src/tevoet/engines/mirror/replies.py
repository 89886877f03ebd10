"""How long direct mails waited for a reply, those without one yet counted as still waiting."""

from tevoet.engines.mirror.definitions import in_window
from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.schema import OWNER, Expression, Tables
from tevoet.engines.mirror.settings import Span

HOUR = 3600
HALF = 0.5 + 1e-9
"""Half of the mails still wait; the small part takes the rounding of logarithms away."""

NONE_LEFT = -1e9
"""The logarithm of no mail still waiting, near enough."""


def reply_median_hours(t: Tables, _s: Span) -> Expression:
    """Estimate per person and writer after how many hours half of the direct mails had a reply.

    One row per person and `mine` (whether the mails were mine): `value` in hours, empty while more
    than half of them wait; `answered` and `waiting` count them. Formula: the median of the
    Kaplan–Meier estimate, a mail without a reply being censored now. Source: Kaplan & Meier 1958,
    Journal of the American Statistical Association 53:457–481.
    """
    told = t["waits"]
    key = ["person", "mine"]
    times = told.group_by(*key, "waited").agg(ended=told.replied.sum(), all=told.count())
    longer = ibis.range_window(group_by=key, order_by="waited", preceding=0, following=None)
    risk = times.mutate(at_risk=times.all.sum().over(longer))
    gone = risk.filter(risk.ended > 0)
    share = gone.ended.cast("float64") / gone.at_risk.cast("float64")
    step = (gone.ended == gone.at_risk).ifelse(
        NONE_LEFT, (1.0 - (gone.ended == gone.at_risk).ifelse(0.0, share)).ln()
    )
    so_far = ibis.range_window(group_by=key, order_by="waited", preceding=None, following=0)
    curve = gone.mutate(step=step)
    curve = curve.mutate(left=curve.step.sum().over(so_far).exp())
    median = curve.group_by(*key).agg(waited=curve.waited.min(where=curve.left <= HALF))
    counted = told.group_by(*key).agg(
        answered=told.replied.sum(), waiting=told.count() - told.replied.sum()
    )
    return counted.left_join(median, key).select(
        *key, "answered", "waiting", value=lambda j: j.waited.cast("float64") / HOUR
    )


def reply_dots(t: Tables, _s: Span) -> Expression:
    """List each direct mail with how long it waited, `replied` 1, or waits until now, 0."""
    return t["waits"].select("person", "mine", "at", "waited", "replied")


def waits(t: Tables, s: Span) -> Expression:
    """Say of each direct mail of the window how long it waited, and whether it got a reply."""
    c = in_window(t["contacts"], s)
    asked = c.filter(c.channel == "mail", c.direct).select(
        "moment", "person", "mine", "conversation", "at"
    )
    replies = _mine(t, s).union(_theirs(t, s))
    joined = asked.join(
        replies,
        [
            asked.person == replies.to,
            asked.mine != replies.is_mine,
            asked.conversation == replies.talk,
            asked["at"] <= replies.told_at,
        ],
    )
    first = joined.group_by("moment", "person", "mine").agg(told_at=joined.told_at.min())
    both = asked.left_join(first, ["moment", "person", "mine"])
    ended = both.told_at.notnull()
    waited = ended.ifelse(both.told_at, ibis.literal(s.now, "int64")) - both["at"]
    return both.select("person", "mine", "at", waited=waited, replied=ended.cast("int64"))


def _mine(t: Tables, s: Span) -> Expression:
    """List my mails under everybody who asked me something in their conversation."""
    m = in_window(t["moments"], s)
    told = m.filter(m["at"] <= s.now, m.channel == "mail", m.sender == OWNER, m.conversation != 0)
    c = in_window(t["contacts"], s)
    asked = c.filter(c.channel == "mail", c.direct, ~c.mine)
    to = asked.select(talk=asked.conversation, to=asked.person).distinct()
    joined = told.select(talk=told.conversation, told_at=told["at"]).join(to, "talk")
    return joined.select("to", "talk", "told_at", is_mine=ibis.literal(True))


def _theirs(t: Tables, s: Span) -> Expression:
    c = in_window(t["contacts"], s)
    told = c.filter(c.channel == "mail", ~c.mine)
    return told.select(
        to=told.person, talk=told.conversation, told_at=told["at"], is_mine=ibis.literal(False)
    )
