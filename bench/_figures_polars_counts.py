"""The counts and the mail of two people in Polars."""

import polars as pl

from bench._figures_polars import (
    HUMAN,
    KEY,
    MAIL,
    WORKING_DAY,
    Steps,
    Tables,
    inside_hours,
    placed,
    searched,
    with_day,
)

Lazy = dict[str, pl.LazyFrame]


def figures(t: Tables, s: Steps, now: int, since: int) -> Lazy:
    talks = s.talks.filter(pl.col("at") > since)
    human, recent = s.talks.filter("human"), talks.filter("human")
    return {
        **_counts(t, s, now),
        "one_to_one_minutes": recent.group_by("person").agg(value=pl.col("minutes").sum()),
        "last_contacts": human.group_by("person").agg(
            last_human_contact_at=pl.col("at").max(),
            last_in_person_at=pl.col("at").filter(pl.col("channel") == "in_person").max(),
        ),
        "last_human_contact_days": _last_days(t, human, now),
        "mail_share": _mail_share(s, talks, since),
        "who_starts": _who_starts(s, talks, since),
        "waiting_for_me": _waiting(t, s, now, since),
        "better_as_a_call": _calls(t, s, since),
        "long_exchanges": _long(s, since).select("person", "first_at", "last_at", "mails", "turns"),
    }


def _counts(t: Tables, s: Steps, now: int) -> Lazy:
    numbers = {"number": pl.len(), "minutes": pl.col("minutes").sum()}
    mail = s.contacts.filter("confirmed")
    past = pl.col("at") <= now
    lane = pl.when("among_more").then(pl.lit("group")).otherwise(pl.col("channel").cast(pl.String))
    strip = s.pairs.filter(pl.col("confirmed"), pl.col("at") >= int(t.starts[0]))
    sizes = t.moments.filter(MAIL, pl.col("conversation") != 0).group_by("conversation")
    return {
        "contacts_by_channel": mail.group_by("person", "channel").agg(**numbers),
        "unconfirmed": s.contacts.filter(~pl.col("confirmed")).group_by("person").agg(**numbers),
        "totals": s.pairs.group_by("person").agg(
            sent=(MAIL & pl.col("mine")).sum(),
            received=(MAIL & ~pl.col("mine")).sum(),
            last_mail_at=pl.col("at").filter(MAIL).max(),
        ),
        "weekly": strip.with_columns(channel=lane, week=searched(t.starts))
        .group_by("person", "channel", "week")
        .agg(number=pl.len()),
        "moments_by_channel": t.moments.group_by("channel").agg(
            number=pl.len(),
            future=(~past).sum(),
            first_at=pl.col("at").filter(past).min(),
            last_at=pl.col("at").filter(past).max(),
        ),
        "conversations": sizes.agg(mails=pl.len()).select(
            number=pl.len(), largest=pl.col("mails").max()
        ),
        "group_only": s.contacts.filter(
            pl.col("channel").is_in(HUMAN), "confirmed", (pl.col("minutes") != 0).fill_null(True)
        )
        .group_by("person")
        .agg(value=(pl.col("size").min() > 2).cast(pl.Int64), talks=pl.len()),
    }


def _last_days(t: Tables, human: pl.LazyFrame, now: int) -> pl.LazyFrame:
    last = human.group_by("person").agg(pl.col("at").max())
    today = t.days.filter(pl.col("starts") <= now).get_column("day").to_numpy().max().item()
    return with_day(last, t.days).select("person", value=today - pl.col("day"))


def _mail_share(s: Steps, talks: pl.LazyFrame, since: int) -> pl.LazyFrame:
    written = s.exchanges.filter("between", pl.col("last_at") > since)
    both = pl.concat(
        [
            written.select("person", is_mail=pl.lit(1.0)),
            talks.select("person", is_mail=pl.lit(0.0)),
        ]
    )
    return both.group_by("person").agg(
        value=pl.col("is_mail").mean(),
        exchanges=(pl.col("is_mail") > 0).sum(),
        talks=(pl.col("is_mail") == 0).sum(),
    )


def _who_starts(s: Steps, talks: pl.LazyFrame, since: int) -> pl.LazyFrame:
    between = s.exchanges.filter("between").select(KEY).unique()
    firsts = s.mails.filter("first", pl.col("at") > since).join(between, on=KEY, how="semi")
    told = talks.filter(pl.col("mine") | (pl.col("sender") == pl.col("person")))
    both = pl.concat([firsts.select("person", "mine"), told.select("person", "mine")])
    return both.group_by("person").agg(
        value=pl.col("mine").mean(), begun=pl.col("mine").sum(), number=pl.len()
    )


def _waiting(t: Tables, s: Steps, now: int, since: int) -> pl.LazyFrame:
    asked = s.contacts.filter(MAIL, "direct", ~pl.col("mine"))
    recent = (pl.col("at") > since) & (pl.col("at") <= now)
    mine = t.moments.filter(recent, MAIL, pl.col("sender") == 0)
    answers = mine.group_by("conversation").agg(answered_at=pl.col("at").max())
    joined = asked.join(answers, on="conversation", how="left")
    unanswered = joined.filter(~(pl.col("answered_at") >= pl.col("at")).fill_null(value=False))
    then = placed(pl.LazyFrame({"at": [now]}), t.days).collect()["place"].item()
    late = placed(unanswered.select("person", "at"), t.days).filter(
        then - pl.col("place") > 2 * WORKING_DAY
    )
    return late.group_by("person").agg(value=pl.len(), oldest_at=pl.col("at").min())


def _long(s: Steps, since: int) -> pl.LazyFrame:
    return s.exchanges.filter(pl.col("turns") >= 4, pl.col("last_at") > since)


def _calls(t: Tables, s: Steps, since: int) -> pl.LazyFrame:
    long = _long(s, since).select("exchange", "first_at", "last_at")
    m = s.mails.join(long.select("exchange"), on="exchange", how="semi")
    turns = placed(m.filter(pl.col("turn") == 1), t.days).sort("exchange", "place")
    dense = (
        turns.rolling("place", period=f"{5 * WORKING_DAY}i", closed="both", group_by="exchange")
        .agg(within=pl.len())
        .group_by("exchange")
        .agg(turns=pl.col("within").max())
        .filter(pl.col("turns") >= 4)
    )
    hours = with_day(m, t.days).group_by("exchange")
    outside = hours.agg(*map(pl.first, KEY), outside=(~inside_hours()).mean())
    found = long.join(dense, on="exchange").join(outside, on="exchange")
    late = found.join(_joined(t, m), on="exchange", how="left")
    return late.with_columns(pl.col("joined").fill_null(value=False)).drop("exchange")


def _joined(t: Tables, m: pl.LazyFrame) -> pl.LazyFrame:
    numbered = m.select(
        "exchange", "moment", other="person", number=pl.int_range(pl.len()).over("exchange")
    )
    seats = t.participants.filter(pl.col("person") != 0).select("moment", "person")
    thirds = seats.join(numbered, on="moment").filter(pl.col("person") != pl.col("other"))
    first = thirds.group_by("exchange", "person").agg(pl.col("number").min())
    added = first.filter(pl.col("number") > 0).select("exchange").unique()
    return added.with_columns(joined=pl.lit(value=True))
