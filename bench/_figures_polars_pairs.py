"""Rhythm, balance, replies, what was planned, and the compatibility view in Polars."""

import numpy as np
import polars as pl

from bench import _figures_made as made
from bench._figures_blocks import Numbers, free_blocks, room, working_hours
from bench._figures_polars import MAIL, Steps, Tables, inside_hours, searched, with_day

Lazy = dict[str, pl.LazyFrame]
HOUR = 3600
THREE_DAYS = 3 * 86_400
ONE_TO_ONE = ~MAIL & (pl.col("conversation") > 0) & (pl.col("size") == 2)


def figures(t: Tables, s: Steps, now: int, since: int) -> Lazy:
    mail = s.contacts.filter(MAIL)
    waits = _waits(t, mail, now, since).collect().lazy()
    return {
        "cadence_weeks": _rhythm(t, s, since),
        "reciprocity": _reciprocity(mail),
        "after_hours_sent": with_day(mail.filter("mine"), t.days)
        .group_by("person")
        .agg(value=(~inside_hours()).sum(), sent=pl.len()),
        "reply_dots": waits.select("person", "mine", "at", "waited", "replied"),
        "reply_median_hours": _kaplan_meier(waits),
        "rescheduled": _rescheduled(t, s, now, since),
        "under_15": _under_15(s, (now - since) / (7 * 86_400)),
        "one_to_one_cadence": _cadence(t, s),
        "network_size": _network(s),
    }


def _rhythm(t: Tables, s: Steps, since: int) -> pl.LazyFrame:
    human = with_day(s.talks.filter("human").select("person", "at"), t.days)
    days = human.group_by("person", "day").agg(pl.col("at").max()).sort("person", "day")
    gaps = days.with_columns(gap=pl.col("day").diff().over("person"))
    recent = gaps.filter(pl.col("at") > since, pl.col("gap").is_not_null())
    return recent.group_by("person").agg(value=pl.col("gap").median() / 7, gaps=pl.len())


def _reciprocity(mail: pl.LazyFrame) -> pl.LazyFrame:
    sides = mail.group_by("person").agg(sent=pl.col("mine").sum(), received=(~pl.col("mine")).sum())
    both = (pl.col("sent"), pl.col("received"))
    return sides.with_columns(value=pl.min_horizontal(both) / pl.max_horizontal(both))


def _waits(t: Tables, mail: pl.LazyFrame, now: int, since: int) -> pl.LazyFrame:
    asked = mail.filter("direct").select("person", "mine", "conversation", "at").sort("at")
    recent = (pl.col("at") > since) & (pl.col("at") <= now)
    own = t.moments.filter(recent, MAIL, pl.col("sender") == 0)
    mine = own.select("conversation", "at", told="at").sort("at")
    got = mail.filter(~pl.col("mine"))
    theirs = got.select("person", "conversation", "at", told="at").sort("at")
    to_me = asked.filter(~pl.col("mine")).join_asof(
        mine, on="at", by="conversation", strategy="forward"
    )
    to_them = asked.filter("mine").join_asof(
        theirs, on="at", by=["person", "conversation"], strategy="forward"
    )
    both = pl.concat([to_me, to_them], how="diagonal")
    return both.with_columns(
        replied=pl.col("told").is_not_null().cast(pl.Int64),
        waited=pl.col("told").fill_null(now) - pl.col("at"),
    )


def _kaplan_meier(waits: pl.LazyFrame) -> pl.LazyFrame:
    key = ["person", "mine"]
    times = waits.group_by(*key, "waited").agg(ended=pl.col("replied").sum(), all=pl.len())
    ordered = times.sort(*key, "waited").with_columns(pl.col("all").cast(pl.Int64))
    before = pl.col("all").cum_sum().over(key) - pl.col("all")
    risk = pl.col("all").sum().over(key) - before
    kept = ordered.with_columns(kept=1 - pl.col("ended") / risk)
    left = kept.with_columns(left=pl.col("kept").cum_prod().over(key))
    half = left.filter(pl.col("left") <= 0.5 + 1e-9, pl.col("ended") > 0)
    median = half.group_by(key).agg(value=pl.col("waited").min() / HOUR)
    counted = waits.group_by(key).agg(
        answered=pl.col("replied").sum(), waiting=(pl.col("replied") == 0).sum()
    )
    return counted.join(median, on=key, how="left")


def _rescheduled(t: Tables, s: Steps, now: int, since: int) -> pl.LazyFrame:
    key = ["moment", "person"]
    past = t.changed.filter(pl.col("at") > since, pl.col("at") <= now)
    moved = past.group_by(key).agg(moved=(pl.col("kind") == "moved").any())
    planned = s.contacts.filter(ONE_TO_ONE).join(t.changed.select(key), on=key, how="anti")
    kept = planned.select(*key, "at", "confirmed").sort("at")
    mail = _then(kept, s.contacts.filter(MAIL, "direct"), "mail_at")
    both = _then(mail, s.talks, "talk_at")
    mailed = pl.col("mail_at").is_not_null() & pl.col("talk_at").is_null() & ~pl.col("confirmed")
    no = pl.lit(value=False)
    every = pl.concat(
        [
            moved.select("person", "moved", cancelled=~pl.col("moved"), mailed=no),
            both.select("person", moved=no, cancelled=no, mailed=mailed),
        ]
    )
    kinds = {kind: pl.col(kind).sum() for kind in ("moved", "cancelled", "mailed")}
    value = pl.any_horizontal(*kinds).sum()
    return every.group_by("person").agg(planned=pl.len(), value=value, **kinds)


def _then(meetings: pl.LazyFrame, later: pl.LazyFrame, name: str) -> pl.LazyFrame:
    told = later.select("person", "at", pl.col("at").alias(name)).sort("at")
    return meetings.join_asof(told, on="at", by="person", strategy="forward", tolerance=THREE_DAYS)


def _under_15(s: Steps, weeks: float) -> pl.LazyFrame:
    minutes = pl.col("minutes").filter(ONE_TO_ONE).sum() / weeks
    sums = s.contacts.group_by("person").agg(minutes=minutes)
    return sums.with_columns(value=(pl.col("minutes") < 15).cast(pl.Int64))


def _cadence(t: Tables, s: Steps) -> pl.LazyFrame:
    recent = s.meetings.filter(pl.col("at") >= int(t.starts[0])).with_columns(
        week=searched(t.starts)
    )
    counted = recent.group_by("person").agg(weeks_with=pl.col("week").n_unique())
    begun = int(t.moments.select(pl.col("at").min()).collect().item())
    first = max(0, int(np.searchsorted(t.starts, begun, side="right")) - 1)
    weeks = pl.lit(len(t.starts) - first)
    return counted.with_columns(weeks=weeks, value=weeks / pl.col("weeks_with"))


def _network(s: Steps) -> pl.LazyFrame:
    sides = s.contacts.group_by("person").agg(
        spoken=(~MAIL).any(),
        sent=(MAIL & pl.col("mine")).any(),
        got=(MAIL & ~pl.col("mine")).any(),
        small=pl.col("size").is_between(2, 8).sum(),
    )
    both = pl.col("spoken") | (pl.col("sent") & pl.col("got"))
    return sides.select(value=both.sum(), older=(pl.col("small") >= 2).sum())


def room_figures(t: Tables, now: int, since: int) -> dict[str, pl.DataFrame]:
    opens, closes = (t.days[name].to_numpy() for name in ("opens", "closes"))
    hours = working_hours(opens, closes, now, since)
    spent = (pl.col("minutes").fill_null(0) * 60).cast(pl.Int64)
    spoken = t.moments.filter(~MAIL, pl.col("owner_role").is_not_null(), pl.col("at") <= now)
    recent = spoken.select("at", "confirmed", ends=pl.col("at") + spent).filter(
        pl.col("ends") > since
    )
    busy = recent.collect()
    blocks = free_blocks(hours, *_taken(busy), 3600)
    share = room(hours, _taken(busy.filter("confirmed")), np.array(made.RESERVED))
    return {
        "room_share": pl.DataFrame(share),
        "open_hour_blocks": pl.DataFrame({"value": [len(blocks)]}),
    }


def _taken(busy: pl.DataFrame) -> tuple[Numbers, Numbers]:
    return busy["at"].to_numpy(), busy["ends"].to_numpy()
