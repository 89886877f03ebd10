"""The rhythm, the balance and the replies of two people in vectorised pandas."""

# mypy: disable-error-code="no-any-return, no-untyped-call"
# pandas without its stubs is untyped, so whatever a frame gives back is Any.

import numpy as np
import pandas as pd

from bench._figures_pandas import HUMAN, Steps, Tables, by_person

HOUR = 3600


def figures(t: Tables, s: Steps, now: int, since: int) -> dict[str, pd.DataFrame]:
    recent = s.contacts[s.contacts["at"] > since]
    mail = recent[recent["channel"] == "mail"]
    return {
        "cadence_weeks": _cadence(t, s, since),
        **_replies(t, mail, now, since),
        "reciprocity": _reciprocity(mail),
        "group_only": _group_only(recent),
        "after_hours_sent": _after_hours(t, mail),
    }


def _cadence(t: Tables, s: Steps, since: int) -> pd.DataFrame:
    human = s.talks.loc[s.talks["human"], ["person", "at"]]
    row = np.searchsorted(t.days["starts"], human["at"], side="right") - 1
    human = human.assign(day=t.days["day"].to_numpy()[row])
    days = human.groupby(["person", "day"], as_index=False)["at"].max()
    days["gap"] = days.groupby("person")["day"].diff()
    recent = days[(days["at"] > since) & days["gap"].notna()]
    weeks = recent.assign(weeks=recent["gap"] / 7)
    return by_person(weeks, value=("weeks", "median"), gaps=("weeks", "size"))


def _reciprocity(mail: pd.DataFrame) -> pd.DataFrame:
    sides = pd.crosstab(mail["person"], mail["mine"])
    value = sides.min(axis=1) / sides.max(axis=1)
    named = sides.rename(columns={True: "sent", False: "received"})
    return named.assign(value=value).rename_axis(columns=None).reset_index()


def _group_only(recent: pd.DataFrame) -> pd.DataFrame:
    held = recent["channel"].isin(HUMAN) & recent["confirmed"] & (recent["minutes"] != 0)
    sizes = by_person(recent[held], least=("size", "min"), talks=("size", "size"))
    sizes["value"] = (sizes.pop("least") > 2).astype(int)
    return sizes


def _after_hours(t: Tables, mail: pd.DataFrame) -> pd.DataFrame:
    mine = mail[mail["mine"]]
    row = t.days.take(np.searchsorted(t.days["starts"], mine["at"], side="right") - 1)
    at = mine["at"].to_numpy()
    late = ~((at >= row["opens"].to_numpy()) & (at < row["closes"].to_numpy()))
    return by_person(mine.assign(late=late), value=("late", "sum"), sent=("late", "size"))


def _replies(t: Tables, mail: pd.DataFrame, now: int, since: int) -> dict[str, pd.DataFrame]:
    wanted = ["person", "mine", "conversation", "at"]
    asked = mail.loc[mail["direct"], wanted].sort_values("at")
    m = t.moments
    own = m[(m["at"] > since) & (m["at"] <= now) & (m["channel"] == "mail") & (m["sender"] == 0)]
    to_me = _first_after(asked[~asked["mine"]], own[["conversation", "at"]], ["conversation"])
    got = mail.loc[~mail["mine"], ["person", "conversation", "at"]]
    to_them = _first_after(asked[asked["mine"]], got, ["person", "conversation"])
    waits = pd.concat([to_me, to_them])
    waits["replied"] = waits["told"].notna()
    waits["waited"] = (waits["told"].fillna(now) - waits["at"]).astype("int64")
    dots = waits[["person", "mine", "at", "waited", "replied"]]
    return {"reply_median_hours": _kaplan_meier(waits), "reply_dots": dots}


def _first_after(asked: pd.DataFrame, told: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    told = told.assign(told=told["at"]).sort_values("at")
    return pd.merge_asof(asked, told, on="at", by=key, direction="forward")


def _kaplan_meier(waits: pd.DataFrame) -> pd.DataFrame:
    key = ["person", "mine"]
    times = waits.groupby([*key, "waited"], as_index=False).agg(
        ended=("replied", "sum"), all=("replied", "size")
    )
    total = times.groupby(key)["all"].transform("sum")
    before = times.groupby(key)["all"].cumsum() - times["all"]
    times["kept"] = 1 - times["ended"] / (total - before)
    times["left"] = times.groupby(key)["kept"].cumprod()
    half = times[(times["left"] <= 0.5 + 1e-9) & (times["ended"] > 0)]
    median = half.groupby(key)["waited"].min() / HOUR
    counted = waits.groupby(key).agg(answered=("replied", "sum"), all=("replied", "size"))
    counted["waiting"] = counted["all"] - counted["answered"]
    return counted.drop(columns="all").join(median.rename("value")).reset_index()
