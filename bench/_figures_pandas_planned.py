"""What was planned, room and the compatibility view in vectorised pandas."""

# mypy: disable-error-code="no-any-return, no-untyped-call"
# pandas without its stubs is untyped, so whatever a frame gives back is Any.

import numpy as np
import pandas as pd

from bench import _figures_made as made
from bench._figures_blocks import Hours, Numbers, free_blocks, room, working_hours
from bench._figures_pandas import Steps, Tables, by_person

THREE_DAYS = 3 * 86_400


def figures(t: Tables, s: Steps, now: int, since: int) -> dict[str, pd.DataFrame]:
    s = s._replace(contacts=s.contacts[s.contacts["at"] > since])
    c, e = s.contacts, s.exchanges
    long = e.loc[(e["turns"] >= 4) & (e["last_at"] > since)]
    hours = working_hours(t.days["opens"].to_numpy(), t.days["closes"].to_numpy(), now, since)
    return {
        "rescheduled": _rescheduled(t, s, now, since),
        "long_exchanges": long[["person", "first_at", "last_at", "mails", "turns"]],
        "under_15": _under_15(c, (now - since) / (7 * 86_400)),
        "one_to_one_cadence": _cadence(t, s),
        "network_size": _network(c),
        **_room(t.moments, hours, now, since),
    }


def _one_to_ones(c: pd.DataFrame) -> pd.DataFrame:
    return c[(c["channel"] != "mail") & (c["conversation"] > 0) & (c["size"] == 2)]


def _rescheduled(t: Tables, s: Steps, now: int, since: int) -> pd.DataFrame:
    key = ["moment", "person"]
    past = t.changed[(t.changed["at"] > since) & (t.changed["at"] <= now)]
    moved = past.assign(moved=past["kind"] == "moved").groupby(key, as_index=False)["moved"].any()
    moved["cancelled"], moved["mailed"] = ~moved["moved"], False
    planned = _one_to_ones(s.contacts)[[*key, "at", "confirmed"]]
    told = planned.merge(t.changed[key].drop_duplicates(), on=key, how="left", indicator=True)
    kept = told[told["_merge"] == "left_only"].sort_values("at")
    mail = s.contacts[(s.contacts["channel"] == "mail") & s.contacts["direct"]]
    mailed = _followed(kept, mail) & ~_followed(kept, s.talks) & ~kept["confirmed"]
    stayed = kept[key].assign(moved=False, cancelled=False, mailed=mailed)
    every = pd.concat([moved, stayed])
    every["value"] = every["moved"] | every["cancelled"] | every["mailed"]
    kinds = {kind: (kind, "sum") for kind in ("value", "moved", "cancelled", "mailed")}
    return by_person(every, planned=("moved", "size"), **kinds)


def _followed(meetings: pd.DataFrame, later: pd.DataFrame) -> pd.Series:
    then = later[["person", "at"]].sort_values("at").assign(then=later["at"].sort_values())
    found = pd.merge_asof(
        meetings, then, on="at", by="person", direction="forward", tolerance=THREE_DAYS
    )
    return found["then"].notna().set_axis(meetings.index)


def _under_15(c: pd.DataFrame, weeks: float) -> pd.DataFrame:
    sums = _one_to_ones(c).groupby("person")["minutes"].sum() / weeks
    minutes = sums.reindex(c["person"].unique(), fill_value=0.0).rename("minutes")
    told = minutes.rename_axis("person").reset_index()
    return told.assign(value=(told["minutes"] < 15).astype(int))


def _cadence(t: Tables, s: Steps) -> pd.DataFrame:
    starts = t.weeks["starts"].to_numpy()
    recent = s.meetings[s.meetings["at"] >= starts[0]]
    week = np.searchsorted(starts, recent["at"], side="right") - 1
    told = recent.assign(week=week).groupby("person")["week"].nunique().rename("weeks_with")
    first = max(0, np.searchsorted(starts, t.moments["at"].min(), side="right") - 1)
    found = told.reset_index().assign(weeks=len(starts) - first)
    return found.assign(value=found["weeks"] / found["weeks_with"])


def _network(c: pd.DataFrame) -> pd.DataFrame:
    mail = c["channel"] == "mail"
    kinds = c.assign(
        spoken=~mail, sent=mail & c["mine"], got=mail & ~c["mine"], small=c["size"].between(2, 8)
    )
    sides = kinds.groupby("person")[["spoken", "sent", "got", "small"]].sum()
    both = (sides["spoken"] > 0) | ((sides["sent"] > 0) & (sides["got"] > 0))
    return pd.DataFrame({"value": [both.sum()], "older": [(sides["small"] >= 2).sum()]})


def _room(m: pd.DataFrame, hours: Hours, now: int, since: int) -> dict[str, pd.DataFrame]:
    spoken = m[(m["channel"] != "mail") & m["owner_role"].notna() & (m["at"] <= now)]
    recent = spoken[spoken["at"] + spoken["minutes"].fillna(0) * 60 > since]
    reserved = np.array(made.RESERVED)
    blocks = free_blocks(hours, *_taken(recent), 3600)
    return {
        "room_share": pd.DataFrame(room(hours, _taken(recent[recent["confirmed"]]), reserved)),
        "open_hour_blocks": pd.DataFrame({"value": [len(blocks)]}),
    }


def _taken(m: pd.DataFrame) -> tuple[Numbers, Numbers]:
    starts = m["at"].to_numpy()
    return starts, starts + (m["minutes"].fillna(0) * 60).astype("int64").to_numpy()
