"""Conversations are tied by ids alone, in one order, whatever order they are read in."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.moments.naive_threads import naive_roots, naive_times
from tevoet.engines.moments.conversations import SKEW_LIMIT, Conversations
from tevoet.engines.moments.conversations import tie_conversations as tie_links
from tevoet.engines.moments.links import links_of
from tevoet.engines.moments.records import Mail

HOUR = 3_600


def mail(identity: int, at: int = 0, parents: tuple[int, ...] = (), key: int = 0) -> Mail:
    return Mail(key or 1_000 + identity, identity, parents, at, (), "", is_list=False)


def tie_conversations(mails: list[Mail]) -> Conversations:
    return tie_links(links_of(mails))


ids = st.integers(1, 9)
mail_lists = st.lists(
    st.tuples(ids, st.integers(0, 6), st.lists(ids, max_size=4, unique=True)), max_size=12
).map(
    lambda rows: [
        mail(identity, at * 20 * HOUR, tuple(parents), key=100 + number)
        for number, (identity, at, parents) in enumerate(rows)
    ]
)


@given(mail_lists)
def test_conversations_are_those_of_the_plain_algorithm(mails: list[Mail]) -> None:
    tied = tie_conversations(mails)
    assert dict(zip((one.key for one in mails), tied.ids, strict=True)) == naive_roots(mails)
    assert tied.count == len(set(tied.ids))


@given(mail_lists)
def test_times_are_moved_as_the_plain_algorithm_moves_them(mails: list[Mail]) -> None:
    tied = tie_conversations(mails)
    times, early = naive_times(mails, SKEW_LIMIT)
    assert dict(zip((one.key for one in mails), tied.at, strict=True)) == times
    assert tied.early == early


@given(mail_lists, st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(mails: list[Mail], rng: random.Random) -> None:
    shuffled = list(mails)
    rng.shuffle(shuffled)
    assert by_key(mails, tie_conversations(mails)) == by_key(shuffled, tie_conversations(shuffled))


def by_key(mails: list[Mail], tied: Conversations) -> dict[int, tuple[int, int]]:
    values = zip(tied.ids, tied.at, strict=True)
    return {one.key: value for one, value in zip(mails, values, strict=True)}


def test_a_message_that_was_never_read_holds_two_replies_together() -> None:
    tied = tie_conversations([mail(2, parents=(1,)), mail(3, parents=(1,))])
    assert list(tied.ids) == [1, 1]
    assert (tied.count, tied.largest) == (1, 2)


def test_mails_with_one_subject_but_no_ids_in_common_stay_apart() -> None:
    assert tie_conversations([mail(1), mail(2)]).count == 2


def test_a_circle_of_references_is_broken() -> None:
    tied = tie_conversations([mail(1, 0, (2,)), mail(2, 1, (3,)), mail(3, 2, (1,))])
    assert tied.count == 1
    assert tie_conversations([mail(1, 0, (1,))]).count == 1


def test_a_second_mail_with_the_same_id_keeps_its_own_references() -> None:
    mails = [mail(1), mail(2, 1, (1,)), mail(2, 2, (1,), key=77), mail(2, 3, key=78)]
    assert list(tie_conversations(mails).ids) == [1, 1, 1, 78]


@pytest.mark.parametrize(("before", "at"), [(60, 1_000_000), (SKEW_LIMIT, 1_000_000)])
def test_a_reply_dated_before_its_parent_is_moved_up_to_it(before: int, at: int) -> None:
    tied = tie_conversations([mail(1, at), mail(2, at - before, (1,))])
    assert (tied.at[1], tied.early) == (at, 1)


def test_a_parent_whose_clock_is_off_by_years_moves_nobody() -> None:
    tied = tie_conversations([mail(1, 2_000_000_000), mail(2, 1_700_000_000, (1,))])
    assert (tied.at[1], tied.early) == (1_700_000_000, 1)


def test_a_reply_is_moved_along_a_parent_that_was_not_read() -> None:
    tied = tie_conversations([mail(1, 100), mail(3, 40, (1, 2))])
    assert (list(tied.at), tied.early) == ([100, 100], 1)


def test_a_chain_of_fifty_thousand_replies_needs_no_recursion() -> None:
    mails = [mail(1, 1), *(mail(number, number, (number - 1,)) for number in range(2, 50_001))]
    mails = mails[1::2] + mails[::2]
    tied = tie_conversations(mails)
    assert (tied.count, tied.largest, tied.early) == (1, 50_000, 0)


def test_nothing_ties_to_nothing() -> None:
    tied = tie_conversations([])
    assert (tied.count, tied.largest, tied.early) == (0, 0, 0)
