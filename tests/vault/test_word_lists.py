"""The lists that six words are drawn from: large enough, and no slip makes another word."""

from math import log2

import pytest

from tests.word_lists import LEFT_OUT, LISTS, SIZE, distinct, neighbours

LANGUAGES = ("nl", "en")


def words(language: str) -> list[str]:
    """Return a list as the pages load it."""
    return (LISTS / f"words-{language}.txt").read_text().splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_words_hold_77_bits(language: str) -> None:
    assert len(words(language)) == len(set(words(language))) == SIZE
    assert 6 * log2(SIZE) > 77


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_in_the_order_of_the_alphabet(language: str) -> None:
    assert words(language) == sorted(words(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_can_be_typed_on_any_keyboard(language: str) -> None:
    assert all(word.replace("-", "").isascii() and word.islower() for word in words(language))
    assert all(3 <= len(word) <= 9 for word in words(language))


def test_no_dutch_word_is_one_slip_from_another() -> None:
    assert sorted(distinct(words("nl"))) == words("nl")


def test_no_word_is_in_both_lists() -> None:
    assert set(words("nl")) & set(words("en")) == set()


def test_what_was_left_out_is_out() -> None:
    assert set(words("nl")) & set(LEFT_OUT.read_text().split()) == set()


def test_a_slip_is_seen() -> None:
    assert {"ater", "wter", "awter", "waters", "later"} - set(neighbours("water")) == set()
    assert list(distinct(["water", "waters", "later", "lantaarn"])) == ["water", "lantaarn"]
