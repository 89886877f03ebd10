"""The same figures in Polars, lazily and planned as ours are: the second peer in the race."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import polars as pl

from tevoet.engines.mirror.schema import SCHEMAS

HUMAN = ("in_person", "phone", "video")
WORKING_DAY = 86_400
COLUMNS = (
    "moment", "person", "at", "channel", "minutes", "confirmed", "size", "sender", "conversation",
    "mine", "direct",
)  # fmt: skip
KEY = ("person", "conversation")
MAIL = pl.col("channel") == "mail"


class Tables(NamedTuple):
    """The canonical tables as frames, and when the weeks of the strip begin."""

    moments: pl.LazyFrame
    participants: pl.LazyFrame
    changed: pl.LazyFrame
    days: pl.DataFrame
    starts: np.ndarray


class Steps(NamedTuple):
    """The shared steps, made before the figures."""

    contacts: pl.LazyFrame
    pairs: pl.LazyFrame
    talks: pl.LazyFrame
    mails: pl.LazyFrame
    exchanges: pl.LazyFrame
    meetings: pl.LazyFrame


def tables(
    moments: pd.DataFrame, participants: pd.DataFrame, changed: pd.DataFrame,
    days: Sequence[tuple[int, ...]], starts: Sequence[int],
) -> Tables:  # fmt: skip
    """Take the columns over; words become an enumeration as they are in DuckDB."""
    calendar = pl.DataFrame(days, schema=list(SCHEMAS["days"]), orient="row")
    lazy = (_frame(moments).lazy(), _frame(participants).lazy(), _frame(changed).lazy())
    return Tables(*lazy, calendar.unique("starts").sort("starts"), np.array(starts))


def _frame(frame: pd.DataFrame) -> pl.DataFrame:
    made = {}
    for name, column in frame.items():
        if isinstance(column.dtype, pd.CategoricalDtype):
            words = list(column.cat.categories)
            codes = pl.Series(column.cat.codes.to_numpy().astype("uint32"))
            made[name] = pl.Series(words).gather(codes).cast(pl.Enum(words))
        else:
            made[name] = pl.Series(column.to_numpy())
    found = pl.DataFrame(made)
    if "minutes" in found.columns:
        found = found.with_columns(pl.col("minutes").fill_nan(None))
    return found


def figures(t: Tables, now: int, since: int) -> dict[str, pl.DataFrame]:
    from bench import _figures_polars_counts as counts  # noqa: PLC0415  they stand on this one
    from bench import _figures_polars_pairs as pairs  # noqa: PLC0415

    s = steps(t, now, since)
    lazy = {**counts.figures(t, s, now, since), **pairs.figures(t, s, now, since)}
    found = dict(zip(lazy, pl.collect_all(list(lazy.values())), strict=True))
    return {**found, **pairs.room_figures(t, now, since)}


def steps(t: Tables, now: int, since: int) -> Steps:
    past = t.moments.filter(pl.col("at") <= now, pl.col("owner_role").is_not_null())
    two = past.filter(~MAIL, pl.col("size") == 2)
    took_place = pl.col("confirmed") & (pl.col("minutes") != 0).fill_null(value=True)
    first = [
        _paired(past.filter(pl.col("at") > since), t),
        _paired(past, t).select(
            "person", "at", "channel", "mine", "confirmed",
            among_more=pl.col("channel").is_in(HUMAN) & (pl.col("size") > 2),
        ),
        _paired(two.filter(took_place), t).with_columns(human=pl.col("channel").is_in(HUMAN)),
        _paired(two.filter(pl.col("conversation") != 0), t),
    ]  # fmt: skip
    contacts, pairs, talks, meetings = (one.lazy() for one in pl.collect_all(first))
    mails = _mails(t, past, contacts, since).collect().lazy()
    exchanges = mails.group_by("exchange").agg(
        pl.col("person", "conversation").first(),
        first_at=pl.col("at").min(),
        last_at=pl.col("at").max(),
        mails=pl.len(),
        turns=pl.col("turn").sum(),
        direct=pl.col("direct").any(),
    )
    between = exchanges.with_columns(between=pl.col("direct") | (pl.col("turns") > 0))
    return Steps(contacts, pairs, talks, mails, between.collect().lazy(), meetings)


def _paired(moments: pl.LazyFrame, t: Tables) -> pl.LazyFrame:
    theirs, named = MAIL & (pl.col("sender") > 0), moments.rename({"id": "moment"})
    small = pl.col("size") <= 3
    got = named.filter(theirs).with_columns(
        person=pl.col("sender"),
        mine=pl.lit(value=False),
        direct=(pl.col("owner_role") == "to") & small,
    )
    others = t.participants.filter(pl.col("person") != 0)
    given = others.join(named.filter(~theirs), on="moment").with_columns(
        mine=pl.col("sender") == 0,
        direct=MAIL & (pl.col("sender") == 0) & (pl.col("role") == "to") & small,
    )
    both = pl.concat([given.select(COLUMNS), got.select(COLUMNS)])
    conversation = pl.when(pl.col("conversation") == 0).then(-pl.col("moment"))
    return both.with_columns(conversation=conversation.otherwise(pl.col("conversation")))


def _mails(t: Tables, past: pl.LazyFrame, contacts: pl.LazyFrame, since: int) -> pl.LazyFrame:
    columns = [*KEY, "moment", "at", "mine", "direct"]
    recent = contacts.filter(MAIL).select(columns)
    earlier = past.filter(MAIL, pl.col("at") <= since, pl.col("conversation") != 0).join(
        recent.select("conversation").unique(), on="conversation", how="semi"
    )
    before = _paired(earlier, t).select(columns)
    known = before.join(recent.select(KEY).unique(), on=KEY, how="semi")
    m = pl.concat([recent, known]).sort(*KEY, "at", "moment")
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in KEY)
    near = (same & (pl.col("at") - pl.col("at").shift() <= 48 * 3600)).fill_null(value=False)
    changed = pl.col("mine") != pl.col("mine").shift()
    return m.with_columns(first=~same.fill_null(value=False), near=near).with_columns(
        turn=(pl.col("near") & changed).fill_null(value=False).cast(pl.Int64),
        exchange=(~pl.col("near")).cum_sum(),
    )


def searched(starts: np.ndarray, column: str = "at") -> pl.Expr:
    """Give for each time the place of the last beginning up to it."""

    def find(at: pl.Series) -> pl.Series:
        return pl.Series(np.searchsorted(starts, at.to_numpy(), side="right") - 1)

    return pl.col(column).map_batches(find, return_dtype=pl.Int64)


def with_day(frame: pl.LazyFrame, days: pl.DataFrame) -> pl.LazyFrame:
    """Add the local day of each row, with its hours."""
    numbered = days.lazy().drop("person", "utc_day").with_row_index("row")
    row = searched(days["starts"].to_numpy()).cast(pl.UInt32)
    return frame.with_columns(row=row).join(numbered, on="row", how="left")


def placed(frame: pl.LazyFrame, days: pl.DataFrame) -> pl.LazyFrame:
    """Add how many working seconds lie before each row."""
    spent = pl.min_horizontal(pl.col("at") - pl.col("starts"), pl.lit(WORKING_DAY))
    place = pl.col("before") * WORKING_DAY + pl.col("working") * spent
    return with_day(frame, days).with_columns(place=place)


def inside_hours() -> pl.Expr:
    return (pl.col("at") >= pl.col("opens")) & (pl.col("at") < pl.col("closes"))
