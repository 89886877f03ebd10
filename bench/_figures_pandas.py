"""The same figures in vectorised pandas, sharing their steps as ours do: the peer in the race."""

# mypy: disable-error-code="no-any-return"
# pandas without its stubs is untyped, so whatever a frame gives back is Any.

from typing import NamedTuple

import numpy as np
import pandas as pd

HUMAN = ("in_person", "phone", "video")
WORKING_DAY = 86_400


class Tables(NamedTuple):
    """The canonical tables as frames: channels and roles are categories."""

    moments: pd.DataFrame
    participants: pd.DataFrame
    changed: pd.DataFrame
    days: pd.DataFrame
    weeks: pd.DataFrame


class Steps(NamedTuple):
    """The shared steps."""

    contacts: pd.DataFrame
    pairs: pd.DataFrame
    talks: pd.DataFrame
    mails: pd.DataFrame
    exchanges: pd.DataFrame
    meetings: pd.DataFrame


class Seated(NamedTuple):
    """Each seat of somebody else: the row of its moment, the person, and as what."""

    rows: np.ndarray
    person: np.ndarray
    role: pd.api.extensions.ExtensionArray


def steps(t: Tables, now: int, since: int) -> Steps:
    """Make the steps as ours are: all columns for the window only, few for what lies before."""
    m, seated = t.moments, _seated(t)
    past = ((m["at"] <= now) & m["owner_role"].notna()).to_numpy()
    written = (m["channel"] == "mail").to_numpy()
    contacts = _contacts(m, seated, past & (m["at"] > since).to_numpy())
    pairs = _pairs(m, seated, past)
    two = past & ~written & (m["size"] == 2).to_numpy()
    held = two & m["confirmed"].to_numpy() & ~(m["minutes"] == 0).to_numpy()
    talks = _contacts(m, seated, held)
    talks["human"] = talks["channel"].isin(HUMAN)
    mails = _mails(m, seated, contacts, past & written, since)
    meetings = _contacts(m, seated, two & (m["conversation"] != 0).to_numpy())
    return Steps(contacts, pairs, talks, mails, _exchanges(mails), meetings)


def _exchanges(mails: pd.DataFrame) -> pd.DataFrame:
    grouped = mails.groupby(["person", "conversation", "exchange"], sort=False, as_index=False)
    exchanges = grouped.agg(
        first_at=("at", "min"), last_at=("at", "max"), mails=("at", "size"),
        turns=("turn", "sum"), direct=("direct", "any"),
    )  # fmt: skip
    exchanges["between"] = exchanges["direct"] | (exchanges["turns"] > 0)
    return exchanges


def plain_steps(t: Tables, now: int, since: int) -> Steps:
    """Make the steps as one writes them first: all columns of every moment, once."""
    m, seated = t.moments, _seated(t)
    past = ((m["at"] <= now) & m["owner_role"].notna()).to_numpy()
    contacts = _contacts(m, seated, past)
    mail, two = contacts["channel"] == "mail", contacts["size"] == 2
    talks = contacts[~mail & two & contacts["confirmed"] & ~(contacts["minutes"] == 0)]
    talks = talks.assign(human=talks["channel"].isin(HUMAN))
    written = contacts.loc[mail, ["person", "conversation", "moment", "at", "mine", "direct"]]
    mails = _numbered(written, written[written["at"] > since])
    meetings = contacts[~mail & two & (contacts["conversation"] > 0)]
    return Steps(contacts, contacts, talks, mails, _exchanges(mails), meetings)


def _seated(t: Tables) -> Seated:
    """Look every participant's moment up once, by position, which is faster than a merge."""
    others = t.participants[t.participants["person"] != 0]
    rows = pd.Index(t.moments["id"]).get_indexer(others["moment"])
    return Seated(rows, others["person"].to_numpy(), others["role"].array)


def _contacts(m: pd.DataFrame, seated: Seated, wanted: np.ndarray) -> pd.DataFrame:
    kept = wanted[seated.rows]
    rows, role = seated.rows[kept], seated.role[kept]
    c = m.take(rows).reset_index(drop=True).rename(columns={"id": "moment"})
    c["person"] = seated.person[kept]
    c["mine"] = c["sender"] == 0
    theirs = c["sender"] == c["person"]
    written = c["channel"] == "mail"
    to_one = (c["mine"] & (role == "to")) | (theirs & (c["owner_role"] == "to"))
    c["direct"] = written & to_one & (c["size"] <= 3)
    c["conversation"] = c["conversation"].where(c["conversation"] != 0, -c["moment"])
    return c[~written | c["mine"] | theirs | (c["sender"] == -1)]


def _pairs(m: pd.DataFrame, seated: Seated, past: np.ndarray) -> pd.DataFrame:
    kept = past[seated.rows]
    rows = seated.rows[kept]
    columns = ["at", "channel", "sender", "confirmed", "size"]
    c = m[columns].take(rows).reset_index(drop=True)
    c["person"] = seated.person[kept]
    c["mine"] = c["sender"] == 0
    mine_or_theirs = c["mine"] | (c["sender"] == c["person"]) | (c["sender"] == -1)
    return c[(c["channel"] != "mail") | mine_or_theirs]


def _mails(
    moments: pd.DataFrame, seated: Seated, contacts: pd.DataFrame, mail: np.ndarray, since: int
) -> pd.DataFrame:
    key = ["person", "conversation"]
    columns = [*key, "moment", "at", "mine", "direct"]
    recent = contacts.loc[contacts["channel"] == "mail", columns]
    going = recent[key].drop_duplicates()
    before = mail & (moments["at"] <= since).to_numpy()
    before &= moments["conversation"].isin(going["conversation"].unique()).to_numpy()
    earlier = _contacts(moments, seated, before)[columns]
    return _numbered(pd.concat([recent, earlier]), recent)


def _numbered(written: pd.DataFrame, recent: pd.DataFrame) -> pd.DataFrame:
    """Keep the conversations that are still going; number their mails."""
    key = ["person", "conversation"]
    going = recent[key].drop_duplicates()
    m = written.merge(going, on=key).sort_values([*key, "at", "moment"], ignore_index=True)
    same = (m["person"] == m["person"].shift()) & (m["conversation"] == m["conversation"].shift())
    near = same & (m["at"] - m["at"].shift() <= 48 * 3600)
    m["first"] = ~same
    m["turn"] = (near & (m["mine"] != m["mine"].shift())).astype("int64")
    m["exchange"] = (~near).cumsum()
    return m


def place(days: pd.DataFrame, at: pd.Series) -> np.ndarray:
    """Say how many working seconds lie before each moment, as `days.position` does."""
    row = np.searchsorted(days["starts"], at, side="right") - 1
    day = days.take(row)
    spent = np.minimum(at.to_numpy() - day["starts"].to_numpy(), WORKING_DAY)
    return day["before"].to_numpy() * WORKING_DAY + day["working"].to_numpy() * spent


def figures(t: Tables, s: Steps, now: int, since: int) -> dict[str, pd.DataFrame]:
    recent = s.contacts[s.contacts["at"] > since]
    talks = s.talks[s.talks["at"] > since]
    return {
        **_counts(t, s, recent, now),
        "one_to_one_minutes": by_person(talks[talks["human"]], value=("minutes", "sum")),
        "last_human_contact_days": _last_days(t, s, now),
        "mail_share": _mail_share(s, talks, since),
        "waiting_for_me": _waiting(t, recent, now, since),
        "who_starts": _who_starts(s, talks, since),
        "better_as_a_call": _calls(t, s, since),
    }


def _counts(t: Tables, s: Steps, recent: pd.DataFrame, now: int) -> dict[str, pd.DataFrame]:
    confirmed, c = recent[recent["confirmed"]], s.pairs
    mail, human = c["channel"] == "mail", s.talks[s.talks["human"]]
    met = human["at"].where(human["channel"] == "in_person")
    of_all = c.assign(sent=mail & c["mine"], received=mail & ~c["mine"], mailed=c["at"].where(mail))
    numbers = {"number": ("at", "size"), "minutes": ("minutes", "sum")}
    return {
        "contacts_by_channel": _by(confirmed, ["person", "channel"], **numbers),
        "unconfirmed": by_person(recent[~recent["confirmed"]], **numbers),
        "totals": by_person(
            of_all,
            sent=("sent", "sum"),
            received=("received", "sum"),
            last_mail_at=("mailed", "max"),
        ),
        "last_contacts": by_person(
            human.assign(met=met),
            last_human_contact_at=("at", "max"),
            last_in_person_at=("met", "max"),
        ),
        "weekly": _weekly(t, c),
        "moments_by_channel": _moments(t.moments, now),
        "conversations": _conversations(t.moments),
    }


def _weekly(t: Tables, c: pd.DataFrame) -> pd.DataFrame:
    recent = c[c["confirmed"] & (c["at"] >= t.weeks["starts"].iloc[0])]
    week = np.searchsorted(t.weeks["starts"], recent["at"], side="right") - 1
    among_more = recent["channel"].isin(HUMAN) & (recent["size"] > 2)
    lane = recent["channel"].astype(object).mask(among_more, "group")
    lanes = recent.assign(week=week, channel=lane)
    return _by(lanes, ["person", "channel", "week"], number=("at", "size"))


def _moments(m: pd.DataFrame, now: int) -> pd.DataFrame:
    past = m["at"] <= now
    seen = m.assign(future=~past, seen_at=m["at"].where(past))
    return _by(
        seen, ["channel"], number=("at", "size"), future=("future", "sum"),
        first_at=("seen_at", "min"), last_at=("seen_at", "max"),
    )  # fmt: skip


def _conversations(m: pd.DataFrame) -> pd.DataFrame:
    mail = m.loc[(m["channel"] == "mail") & (m["conversation"] != 0), "conversation"]
    sizes = mail.value_counts(sort=False)
    return pd.DataFrame({"number": [len(sizes)], "largest": [sizes.max()]})


def _last_days(t: Tables, s: Steps, now: int) -> pd.DataFrame:
    last = s.talks[s.talks["human"]].groupby("person")["at"].max()
    row = np.searchsorted(t.days["starts"], last, side="right") - 1
    today = np.searchsorted(t.days["starts"], now, side="right") - 1
    day = t.days["day"].to_numpy()
    return pd.DataFrame({"person": last.index, "value": day[today] - day[row]})


def _mail_share(s: Steps, talks: pd.DataFrame, since: int) -> pd.DataFrame:
    e = s.exchanges
    mail = e.loc[e["between"] & (e["last_at"] > since), "person"].value_counts()
    spoken = talks["person"].value_counts()
    counted = pd.DataFrame({"exchanges": mail, "talks": spoken}).fillna(0)
    counted["value"] = counted["exchanges"] / (counted["exchanges"] + counted["talks"])
    return counted.rename_axis("person").reset_index()


def _waiting(t: Tables, recent: pd.DataFrame, now: int, since: int) -> pd.DataFrame:
    asked = recent[(recent["channel"] == "mail") & recent["direct"] & ~recent["mine"]]
    m = t.moments
    recently = (m["at"] > since) & (m["at"] <= now)
    mine = m[recently & (m["sender"] == 0) & (m["channel"] == "mail")]
    answered = asked["conversation"].map(mine.groupby("conversation")["at"].max())
    unanswered = asked[~(answered >= asked["at"])]
    waited = place(t.days, pd.Series([now]))[0] - place(t.days, unanswered["at"])
    late = unanswered[waited > 2 * WORKING_DAY]
    return by_person(late, value=("at", "size"), oldest_at=("at", "min"))


def _who_starts(s: Steps, talks: pd.DataFrame, since: int) -> pd.DataFrame:
    key = ["person", "conversation"]
    between = s.exchanges.loc[s.exchanges["between"], key].drop_duplicates()
    firsts = s.mails[s.mails["first"] & (s.mails["at"] > since)].merge(between, on=key)
    told = talks[talks["mine"] | (talks["sender"] == talks["person"])]
    begun = pd.concat([firsts[["person", "mine"]], told[["person", "mine"]]])
    return by_person(begun, value=("mine", "mean"), begun=("mine", "sum"), number=("mine", "size"))


def _calls(t: Tables, s: Steps, since: int) -> pd.DataFrame:
    e = s.exchanges
    long = e.loc[(e["turns"] >= 4) & (e["last_at"] > since), ["exchange", "first_at", "last_at"]]
    m = s.mails.merge(long, on="exchange").sort_values(["exchange", "at", "moment"])
    dense = _dense_turns(t, m[m["turn"] == 1])
    found = long.merge(dense[dense["turns"] >= 4], on="exchange")
    row = t.days.take(np.searchsorted(t.days["starts"], m["at"], side="right") - 1)
    at = m["at"].to_numpy()
    out = ~((at >= row["opens"].to_numpy()) & (at < row["closes"].to_numpy()))
    outside = pd.Series(out, m["exchange"]).groupby(level=0).mean().rename("outside")
    found = found.merge(outside, left_on="exchange", right_index=True)
    found["joined"] = found["exchange"].isin(_joined(t, m))
    named = m.drop_duplicates("exchange")[["exchange", "person", "conversation"]]
    return found.merge(named, on="exchange").drop(columns="exchange")


def _dense_turns(t: Tables, turns: pd.DataFrame) -> pd.DataFrame:
    """Count, for each turn, the turns of its exchange in the five working days up to it."""
    at = place(t.days, turns["at"])
    exchange = turns["exchange"].to_numpy()
    stride = at.max(initial=0) + 6 * WORKING_DAY
    line = (exchange - exchange.min(initial=0)) * stride + at
    until = np.searchsorted(line, line, side="right")
    begin = np.searchsorted(line, line - 5 * WORKING_DAY, side="left")
    counted = pd.Series(until - begin, exchange)
    return counted.groupby(level=0).max().rename("turns").rename_axis("exchange").reset_index()


def _joined(t: Tables, m: pd.DataFrame) -> pd.Series:
    numbered = (
        m[["exchange", "moment", "person"]]
        .assign(number=m.groupby("exchange").cumcount())
        .rename(columns={"person": "other"})
    )
    p = t.participants
    seats = p.loc[(p["person"] != 0) & p["moment"].isin(m["moment"]), ["moment", "person"]]
    seen = numbered.merge(seats, on="moment")
    thirds = seen[seen["person"] != seen["other"]]
    first = thirds.groupby(["exchange", "person"])["number"].min()
    return first[first > 0].reset_index()["exchange"]


def by_person(frame: pd.DataFrame, **columns: tuple[str, str]) -> pd.DataFrame:
    return _by(frame, ["person"], **columns)


def _by(frame: pd.DataFrame, key: list[str], **columns: tuple[str, str]) -> pd.DataFrame:
    return frame.groupby(key, sort=False, observed=True, as_index=False).agg(**columns)
