"""The log behind a book of hints: entries in plain values for JSON.

Whoever can open the log reads it into a `Book`; whoever cannot can still add to it. The order in
which entries arrive changes nothing: they are read by their time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from tevoet.engines.mirror.hintbook import ANSWERS, Book, Key, Settings, Shown

KEPT_DAYS: Final = 365
Entry = Mapping[str, Any]  # JSON values of any kind


def read(entries: Iterable[Entry]) -> Book:
    """Read a log, in the order of time; what it does not know is left out."""
    book = Book()
    for entry in sorted(entries, key=lambda one: int(one.get("at", 0))):
        book = READERS.get(str(entry.get("what")), _as_it_is)(book, entry)
    return book


def entries_of(book: Book, today: date) -> list[Entry]:
    """Write a book as a log again, without what was shown over a year ago."""
    since = today - timedelta(days=KEPT_DAYS)
    kept = sorted((one for one in book.shown.values() if one.last_on >= since), key=_name)
    return [
        settings_entry(0, book.settings),
        *(mute_entry(0, pk, muted=True) for pk in sorted(book.muted)),
        *(shown_entry(0, one) for one in kept),
    ]


def settings_entry(at: int, settings: Settings) -> Entry:
    """Write settings as an entry."""
    return {
        "at": at,
        "what": "settings",
        "on": settings.on,
        "soft": settings.soft,
        "firm": settings.firm,
    }


def mute_entry(at: int, connection: int, *, muted: bool) -> Entry:
    """Write that there are no more hints about a connection, or again."""
    return {"at": at, "what": "muted", "connection": connection, "muted": muted}


def shown_entry(at: int, one: Shown) -> Entry:
    """Write that a hint was shown, with the answer there is."""
    return {
        "at": at, "what": "shown", **one.key._asdict(), "first_on": one.first_on.isoformat(),
        "last_on": one.last_on.isoformat(), "strength": one.strength, "turns": one.turns,
        "answer": one.answer,
    }  # fmt: skip


def answer_entry(at: int, key: Key, answer: str) -> Entry:
    """Write what was answered about a hint; "" takes the answer back."""
    return {"at": at, "what": "answered", **key._asdict(), "answer": answer}


def forget_entry(at: int, keys: Sequence[Key] | None = None) -> Entry:
    """Write that hints are to be forgotten: these, or all that were ever shown."""
    named = None if keys is None else [list(key) for key in keys]
    return {"at": at, "what": "forgotten", "keys": named}


def _name(one: Shown) -> Key:
    return one.key


def _as_it_is(book: Book, _entry: Entry) -> Book:
    return book


def _settings(book: Book, entry: Entry) -> Book:
    told = Settings(bool(entry["on"]), int(entry["soft"]), int(entry["firm"]))
    return replace(book, settings=told) if told.are_sane else book


def _muted(book: Book, entry: Entry) -> Book:
    pk = frozenset({int(entry["connection"])})
    return replace(book, muted=book.muted | pk if entry["muted"] else book.muted - pk)


def _shown(book: Book, entry: Entry) -> Book:
    key = _key(entry)
    first, last = date.fromisoformat(entry["first_on"]), date.fromisoformat(entry["last_on"])
    one = Shown(key, first, last, str(entry["strength"]), int(entry["turns"]), entry["answer"])
    if earlier := book.shown.get(key):
        answer = one.answer or earlier.answer
        first, last = min(first, earlier.first_on), max(last, earlier.last_on)
        one = replace(one, first_on=first, last_on=last, answer=answer)
    return replace(book, shown={**book.shown, key: one})


def _answered(book: Book, entry: Entry) -> Book:
    one = book.shown.get(_key(entry))
    if one is None or entry["answer"] not in {*ANSWERS, ""}:
        return book
    return replace(book, shown={**book.shown, one.key: replace(one, answer=entry["answer"])})


def _forgotten(book: Book, entry: Entry) -> Book:
    if entry["keys"] is None:
        return replace(book, shown={})
    gone = {Key(int(pk), str(exchange)) for pk, exchange in entry["keys"]}
    return replace(book, shown={key: one for key, one in book.shown.items() if key not in gone})


def _key(entry: Entry) -> Key:
    return Key(int(entry["connection"]), str(entry["exchange"]))


READERS = {
    "settings": _settings,
    "muted": _muted,
    "shown": _shown,
    "answered": _answered,
    "forgotten": _forgotten,
}
