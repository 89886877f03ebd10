"""The sets stay what they were, and say of themselves what is true."""

from hashlib import sha256

import pytest

from tests.engines.questions.labels import (
    agreement,
    decisions,
    differences,
    kappa,
    labelled,
    settled,
)
from tests.engines.questions.sets import (
    HALVES,
    LABELS,
    LANGUAGES,
    SETS,
    counted,
    digest_of_texts,
    halves,
    path,
    read,
    whole,
)

# Of the locked halves, from before the first rule. The first never changes; the second changes
# only when labels are settled, by somebody who writes no rules, and the README says so.
LOCKED = {
    "nl": (
        "03defe6bebd6342cd7dfcc0623acdae227156711f8dc72263a1ccb98902441f1",
        "bacee2f1562b23a24eef2342c34ef6d744aba679d7241db44b6dab86ea89cba5",
    ),
    "en": (
        "5c195ebd65d6f0d674b6e816e3f748dd5a5208d72e9884b252a10d74bcecc2d6",
        "e08e1a0d4faa9a911bde703f0527aff97bf6006c52d489f7300f9deee4b884d2",
    ),
}
README = (SETS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_locked_sentences_are_the_ones_that_were_locked(language: str) -> None:
    assert digest_of_texts(read(language, "locked")) == LOCKED[language][0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_the_locked_half_are_the_ones_last_settled(language: str) -> None:
    assert sha256(path(language, "locked").read_bytes()).hexdigest() == LOCKED[language][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_enough_sentences_and_none_twice(language: str) -> None:
    texts = {q.text.casefold().strip("?. ") for q in whole(language)}
    assert len(texts) == len(whole(language)) >= 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_parting_again_gives_the_same_halves(language: str) -> None:
    again = halves(labelled(language, "first"))
    assert again == {half: [q.id for q in read(language, half)] for half in HALVES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_final_labels_follow_from_both_readers(language: str) -> None:
    first, second = labelled(language, "first"), labelled(language, "second")
    final = settled(first, second, decisions(language))
    assert {q.id: q.labels for q in whole(language)} == final


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_difference_was_decided_with_a_reason(language: str) -> None:
    first, second = labelled(language, "first"), labelled(language, "second")
    assert second.keys() <= first.keys()
    decided = decisions(language)
    assert sorted(decided) == sorted(differences(first, second))
    assert all(row["final"] in {"0", "1"} and row["note"] for row in decided.values())


def test_the_readme_counts_what_stands_there() -> None:
    assert counted() in README


def test_the_readme_states_the_agreement_once_there_are_two_readers() -> None:
    readers = {one: (labelled(one, "first"), labelled(one, "second")) for one in LANGUAGES}
    both = {one: pair for one, pair in readers.items() if pair[1]}
    assert (agreement(both) if both else "The second labels are not there yet") in README


def test_kappa_is_what_the_textbook_says() -> None:
    here = [True] * 25 + [False] * 25
    there = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(here, there) == pytest.approx(0.4)
    assert kappa([False] * 3, [False] * 3) == 1


def test_a_decision_wins_only_where_the_readers_differ() -> None:
    no, yes = (False,) * len(LABELS), (True,) * len(LABELS)
    decided = {("a", "open"): {"final": "1"}, ("b", "open"): {"final": "1"}}
    final = settled({"a": no, "b": no}, {"a": yes, "b": no}, decided)
    assert final["a"] == (True, *no[1:])
    assert final["b"] == no
