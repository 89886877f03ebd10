"""The book of hints: which are given, which asked about, and a log whose order changes nothing."""

from datetime import date, timedelta
from itertools import permutations
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tevoet.engines.mirror.hintbook import ANSWERS, Book, Key, Settings, Shown, exchange_of
from tevoet.engines.mirror.hintlog import (
    answer_entry,
    entries_of,
    forget_entry,
    mute_entry,
    read,
    settings_entry,
    shown_entry,
)

TODAY = date(2026, 11, 25)
BRAM, EVI = 7, 8


class Mail(NamedTuple):
    """A hint as a reading found it."""

    turns: int = 4
    from_at: int | None = 100
    until_at: int = 200
    reason: str = "turns"
    parameters: dict[str, int] = {}  # noqa: RUF012 - never changed
    conversation: str = "ab"


def noted(call: Mail, days: int = 0, answer: str = "", first: int | None = None) -> Shown:
    """Return a hint about Bram that was shown so many days ago."""
    first_on = TODAY - timedelta(days=days if first is None else first)
    key = Key(BRAM, exchange_of(call))
    return Shown(key, first_on, TODAY - timedelta(days=days), "soft", call.turns, answer)


def with_(*shown: Shown, settings: Settings = Settings()) -> Book:  # noqa: B008 - frozen
    """Return a book in which these were shown."""
    return Book(settings, shown={one.key: one for one in shown})


@pytest.mark.parametrize(
    ("call", "wanted", "strength"),
    [
        (Mail(3), Settings(), None),
        (Mail(4), Settings(), "soft"),
        (Mail(6), Settings(), "firm"),
        (Mail(6), Settings(soft=4, firm=7), "soft"),
        (Mail(6, reason="many_turns"), Settings(soft=7, firm=8), None),
        (Mail(4, parameters={"joined": 1}), Settings(), "firm"),
        (Mail(4, parameters={"outside": 1}), Settings(), "firm"),
        (Mail(4, parameters={"joined": 1}), Settings(soft=5, firm=6), None),
        (Mail(9), Settings(on=False), None),
    ],
)
def test_strength_goes_by_the_thresholds_of_the_owner(
    call: Mail, wanted: Settings, strength: str | None
) -> None:
    chosen = with_(settings=wanted).choose(BRAM, [call], TODAY)
    assert (chosen[1] if chosen else None) == strength


def test_firm_goes_before_soft_and_then_the_newest() -> None:
    firm, old, new = Mail(6, until_at=1), Mail(4, 1, 5), Mail(4, 2, 9)
    assert [chosen(Book(), one) for one in ([old, new, firm], [old, new])] == [firm, new]


def chosen(book: Book, calls: list[Mail]) -> Mail | None:
    """Return the one hint of today about Bram."""
    found = book.choose(BRAM, calls, TODAY)
    return found[0] if found else None


def test_there_is_one_hint_a_day_about_somebody() -> None:
    soft, firm = Mail(4), Mail(8, 150, 300, conversation="cd")
    assert chosen(with_(noted(soft)), [soft, firm]) == soft, "what was shown today stays"
    assert chosen(with_(noted(soft, answer="helped")), [soft, firm]) is None, "the other tomorrow"
    assert chosen(with_(noted(soft, days=1, answer="helped")), [soft, firm]) == firm
    assert chosen(with_(noted(soft, days=1, answer="helped")), [soft]) is None
    assert with_(noted(soft)).choose(EVI, [firm], TODAY) is not None, "about somebody else"


def test_what_is_muted_gives_no_hints() -> None:
    book = Book(muted=frozenset({BRAM}))
    assert (chosen(book, [Mail(9)]), book.choose(EVI, [Mail(9)], TODAY) is None) == (None, False)


@pytest.mark.parametrize(
    ("shown", "spoken", "is_asked"),
    [
        (noted(Mail()), frozenset(), False),
        (noted(Mail()), frozenset({BRAM}), True),
        (noted(Mail(), days=1), frozenset(), True),
        (noted(Mail(), first=3), frozenset(), True),
        (noted(Mail(), days=7), frozenset(), True),
        (noted(Mail(), days=8), frozenset({BRAM}), False),
        (noted(Mail(), days=1, answer="not_called"), frozenset(), False),
    ],
)
def test_a_question_comes_a_day_later_or_after_a_talk_and_not_for_ever(
    shown: Shown, spoken: frozenset[int], is_asked: bool
) -> None:
    assert (with_(shown).question(TODAY, spoken) == shown) == is_asked


def test_counts_are_plain() -> None:
    calls = [Mail(conversation=one) for one in "abcd"]
    answers = ("helped", "helped", "not_called", "")
    book = with_(*(noted(one, answer=said) for one, said in zip(calls, answers, strict=True)))
    assert book.counts() == {"helped": 2, "did_not_help": 0, "not_called": 1, "": 1}


LOG = (
    settings_entry(1, Settings(soft=5)),
    shown_entry(2, noted(Mail(), days=2)),
    answer_entry(3, noted(Mail()).key, "helped"),
    mute_entry(4, BRAM, muted=True),
    shown_entry(5, noted(Mail(), days=1)),
)


def test_the_order_in_which_entries_arrive_changes_nothing() -> None:
    books = [read(one) for one in permutations(LOG)]
    assert all(book == books[0] for book in books)
    (one,) = books[0].shown.values()
    assert (one.first_on, one.last_on, one.answer) == (
        TODAY - timedelta(days=2), TODAY - timedelta(days=1), "helped",
    )  # fmt: skip


def test_what_is_forgotten_is_gone_and_what_is_a_year_old_too() -> None:
    key = noted(Mail()).key
    assert read([*LOG, forget_entry(9, [key])]).shown == {}
    assert read([*LOG, forget_entry(9)]).shown == {}
    assert read([*LOG, forget_entry(9, [Key(EVI, "x-1")])]).shown.keys() == {key}
    kept = with_(noted(Mail(), days=364), noted(Mail(conversation="old"), days=366))
    assert read(entries_of(kept, TODAY)).shown.keys() == {key}


def test_what_it_does_not_know_changes_nothing() -> None:
    assert read([{"at": 1, "what": "other"}, settings_entry(2, Settings(soft=1))]) == Book()
    assert read([answer_entry(1, Key(1, "x-1"), "helped")]) == Book()


@given(
    st.builds(Settings, st.booleans(), st.integers(4, 8), st.integers(8, 12)),
    st.frozensets(st.integers(1, 9)),
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["", *ANSWERS]))),
)
def test_a_book_written_as_a_log_is_the_same_book(
    settings: Settings, muted: frozenset[int], told: list[tuple[int, str]]
) -> None:
    shown = [Shown(Key(pk, f"ab-{pk}"), TODAY, TODAY, "firm", 6, answer) for pk, answer in told]
    book = Book(settings, muted, {one.key: one for one in shown})
    assert read(entries_of(book, TODAY)) == book
