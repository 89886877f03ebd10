"""Canonical tables of one made-up owner, as numpy columns: seeded, any size, a year long."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tevoet.engines.mirror.settings import MirrorSettings

NOW = 1_794_225_600  # Monday 9 November 2026, 12:00 UTC
YEAR = 365 * 86_400
PEOPLE = 400
CHANNELS = ("mail", "in_person", "phone", "video", "unknown")
ROLES = ("sender", "to", "cc", "guest")
Columns = dict[str, NDArray[np.generic]]

KINDS = ("moved", "cancelled")
RESERVED = tuple((NOW - n * 86_400, NOW - n * 86_400 + 5400) for n in range(1, 20))

SETTINGS = MirrorSettings(now=NOW, me=frozenset({"me@example.org"}), reserved=RESERVED)


def write(count: int, folder: Path) -> None:
    """Make `count` moments, a sixth of them meetings, and save each column under its name."""
    rng = np.random.default_rng(20261109)
    mails = count * 5 // 6
    moments = _joined(_mails(rng, mails), _meetings(rng, count - mails))
    order = rng.permutation(count)
    moments = {name: column[order] for name, column in moments.items()}
    moments["id"] = rng.permutation(count).astype(np.int64) * 7919 + 1
    changed = _changed(rng, moments)
    seats = _participants(rng, moments)
    tables = {"moments": moments, "participants": seats, "changed": changed}
    for table, columns in tables.items():
        for name, column in columns.items():
            np.save(folder / f"{table}.{name}.npy", column)


def _mails(rng: np.random.Generator, count: int) -> Columns:
    """Write conversations of five mails on average, back and forth with gaps of hours to days."""
    talk = np.sort(rng.integers(0, max(count // 5, 1), count))
    first = np.r_[True, talk[1:] != talk[:-1]]
    gaps = (rng.exponential(14 * 3600, count)).astype(np.int64)
    begins = rng.integers(NOW - YEAR, NOW, talk[-1] + 1)
    passed = np.cumsum(gaps)
    since = passed - np.maximum.accumulate(np.where(first, passed, 0))
    partner = _popular(rng, talk[-1] + 1)[talk]
    turn = np.cumsum(rng.random(count) < 0.8) % 2  # four in five mails change the writer
    return {
        "at": begins[talk] + since,
        "channel": np.zeros(count, np.int8),
        "sender": np.where(turn == 0, 0, partner),
        "partner": partner,
        "minutes": np.full(count, np.nan),
        "confirmed": np.ones(count, np.bool_),
        "conversation": talk + 1,
    }


def _meetings(rng: np.random.Generator, count: int) -> Columns:
    partner = _popular(rng, count)
    channel = rng.integers(1, len(CHANNELS), count).astype(np.int8)
    series = 10**12 + rng.integers(0, max(count // 9, 1), count)
    return {
        "at": rng.integers(NOW - YEAR, NOW + 14 * 86_400, count),
        "channel": channel,
        "sender": np.where(rng.random(count) < 0.5, 0, partner),
        "partner": partner,
        "minutes": rng.choice([0.0, 15.0, 30.0, 60.0], count),
        "confirmed": rng.random(count) < 0.9,
        "conversation": np.where(channel == CHANNELS.index("phone"), 0, series),
    }


def _changed(rng: np.random.Generator, moments: Columns) -> Columns:
    """Say of every tenth meeting in the calendar that it was moved, or another was cancelled."""
    planned = np.flatnonzero((moments["channel"] != 0) & (moments["conversation"] != 0))
    some = rng.choice(planned, len(planned) // 10, replace=False)
    kind = rng.integers(0, 2, len(some)).astype(np.int8)
    return {
        "moment": np.where(kind == 0, moments["id"][some], -moments["id"][some]),
        "person": moments["partner"][some],
        "at": moments["at"][some] - rng.integers(1, 40, len(some)) * 3600,
        "kind": kind,
    }


def _popular(rng: np.random.Generator, count: int) -> NDArray[np.int64]:
    """Draw people, a few of them often and most of them seldom."""
    return 1 + (PEOPLE * rng.random(count) ** 2).astype(np.int64)


def _participants(rng: np.random.Generator, moments: Columns) -> Columns:
    """Seat the two, and in three of ten moments a few more; give each moment its size."""
    ids, partner = moments["id"], moments.pop("partner")
    count, mine = len(ids), moments["sender"] == 0
    is_mail = moments["channel"] == 0
    receiver = np.where(is_mail, 1, 3).astype(np.int8)
    more = np.where(rng.random(count) < 0.3, rng.integers(1, 6, count), 0)
    extra = np.repeat(np.arange(count), more)
    third = PEOPLE + 1 + np.arange(len(extra)) % 97
    columns = {
        "moment": np.r_[ids, ids, ids[extra]],
        "person": np.r_[np.zeros(count, np.int64), partner, third],
        "role": np.r_[
            np.where(mine, 0, receiver), np.where(mine, receiver, 0), np.full(len(extra), 2)
        ].astype(np.int8),
    }
    moments["size"], moments["owner_role"] = 2 + more, np.where(mine, 0, receiver).astype(np.int8)
    order = rng.permutation(len(columns["moment"]))
    return {name: column[order] for name, column in columns.items()}


def _joined(first: Columns, second: Columns) -> Columns:
    return {name: np.concatenate([first[name], second[name]]) for name in first}
