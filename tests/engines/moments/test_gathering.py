"""What readers hand over becomes one reading, with books that add up."""

import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tevoet.engines.moments.gathering import Gathering, Reading
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Channel, Mail, Moment, Participant, Refused, Role
from tevoet.engines.moments.tables import table_of

OPTIONS = ReadOptions(me=frozenset({"anna@example.org"}), now=1_000_000)
ANNA = Participant("anna@example.org", "Anna", Role.SENDER)
BRAM = Participant("bram@example.org", "Bram", Role.TO)
CARLA = Participant("carla@example.org", "", Role.CC)


def mail(number: int, at: int = 0, **values: object) -> Mail:
    """Make a mail from Anna to Bram; mails with one number are copies of one another."""
    plain = Mail(number, number, (), at or number, (ANNA, BRAM), "", is_list=False)
    return plain._replace(**values)  # type: ignore[arg-type] # as the test says


def meeting(number: int, at: int, people: tuple[Participant, ...] = (ANNA, BRAM)) -> Moment:
    return Moment(number, at, Channel.IN_PERSON, ANNA.address, people, 30.0, True, 0, "ics")


def gather(batches: Sequence[Batch], options: ReadOptions = OPTIONS) -> Reading:
    gathering = Gathering(options)
    for batch in batches:
        gathering.add(batch)
    return gathering.finish()


people = st.sampled_from([(ANNA, BRAM), (ANNA, BRAM, CARLA), (ANNA, CARLA)])
mails = st.builds(
    lambda number, whom, parents, automatic: mail(
        number, people=whom, parents=tuple(parents), automatic=automatic
    ),
    st.integers(1, 9),
    people,
    st.lists(st.integers(1, 9), max_size=2, unique=True),
    st.sampled_from(["", "", "", "list", "bounce"]),
)
moments = st.builds(meeting, st.integers(100, 104), st.integers(0, 2), people)
batches = st.builds(
    Batch,
    mails=st.lists(mails, max_size=6),
    moments=st.lists(moments, max_size=3),
    refused=st.lists(st.builds(Refused, st.sampled_from(["no_date", "no_sender"]), st.just("a"))),
    set_aside=st.dictionaries(st.sampled_from(["cancelled", "declined"]), st.integers(1, 3)),
)


def counted(batch: Batch) -> int:
    parts = len(batch.mails) + len(batch.moments) + len(batch.refused)
    return parts + sum(batch.set_aside.values())


@given(st.lists(batches, max_size=4))
def test_the_total_always_adds_up(given_batches: list[Batch]) -> None:
    ledger = gather(given_batches).ledger
    assert ledger.read == sum(map(counted, given_batches))
    assert ledger.read == ledger.kept + ledger.duplicate + ledger.set_aside + ledger.refused


@given(st.lists(batches, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(
    given_batches: list[Batch], rng: random.Random
) -> None:
    parts = [Batch(mails=[one]) for batch in given_batches for one in batch.mails]
    parts += [Batch(moments=[one]) for batch in given_batches for one in batch.moments]
    shuffled = list(parts)
    rng.shuffle(shuffled)
    first, second = gather(parts), gather(shuffled)
    assert list(first.moments()) == list(second.moments())
    assert first.ledger == second.ledger
    assert (first.conversations, first.early_replies) == (
        second.conversations,
        second.early_replies,
    )


@given(st.lists(batches, max_size=3))
def test_duplicates_change_nothing_but_their_count(given_batches: list[Batch]) -> None:
    once, twice = gather(given_batches), gather(given_batches * 2)
    assert list(once.moments()) == list(twice.moments())
    assert twice.ledger.kept == once.ledger.kept
    assert twice.ledger.read == 2 * once.ledger.read


def test_of_two_copies_the_one_with_the_blind_copies_stays() -> None:
    fuller = mail(1, people=(ANNA, BRAM, CARLA))
    for pair in ([mail(1), fuller], [fuller, mail(1)]):
        reading = gather([Batch(mails=pair)])
        assert [one.people for one in reading.moments()] == [(ANNA, BRAM, CARLA)]
        assert reading.ledger.duplicate == 1


def test_a_mail_becomes_a_moment_of_its_conversation() -> None:
    reading = gather([Batch(mails=[mail(1, 10), mail(2, 20, parents=(1,))])])
    assert list(reading.moments()) == [
        Moment(1, 10, Channel.MAIL, ANNA.address, (ANNA, BRAM), None, True, 1, "mail"),
        Moment(2, 20, Channel.MAIL, ANNA.address, (ANNA, BRAM), None, True, 1, "mail"),
    ]
    assert (reading.conversations, reading.largest_conversation, len(reading)) == (1, 2, 2)


def test_what_lies_outside_the_period_is_put_aside_yet_ties_conversations() -> None:
    options = ReadOptions(me=OPTIONS.me, now=OPTIONS.now, since=15, until=30)
    batch = Batch(
        mails=[mail(1, 10), mail(2, 20, parents=(1,)), mail(3, 30)], moments=[meeting(9, 14)]
    )
    reading = gather([batch], options)
    assert [(one.id, one.conversation) for one in reading.moments()] == [(2, 1)]
    assert reading.ledger.automatic == {"outside_period": 3}
    assert reading.ledger.read == 4


def test_refusals_keep_three_places_each() -> None:
    refused = [Refused("no_date", f"inbox, byte {number}") for number in range(5)]
    ledger = gather([Batch(refused=refused)]).ledger
    assert ledger.refusals["no_date"].count == 5
    assert ledger.refusals["no_date"].examples == [f"inbox, byte {number}" for number in range(3)]


def test_names_are_counted_for_every_address() -> None:
    other = ANNA._replace(name="A. (Anna)")
    batch = Batch(mails=[mail(1), mail(2), mail(3, people=(other, CARLA))], moments=[meeting(9, 1)])
    seen = gather([batch]).people
    assert seen.names("anna@example.org") == ["Anna", "A. (Anna)"]
    assert seen.names("carla@example.org") == []
    assert seen.addresses() == ["anna@example.org", "bram@example.org", "carla@example.org"]


def test_reading_nothing_gives_an_empty_reading() -> None:
    reading = gather([])
    assert (len(reading), reading.ledger.read, reading.conversations) == (0, 0, 0)


@given(st.lists(batches, max_size=4))
def test_mails_are_gathered_by_the_table_as_one_by_one(given_batches: list[Batch]) -> None:
    tables = [replace(batch, mails=table_of(batch.mails)) for batch in given_batches]
    assert [one.mails for one in tables] == [one.mails for one in given_batches]
    single = [
        part
        for batch in given_batches
        for part in [replace(batch, mails=[]), *(Batch(mails=[one]) for one in batch.mails)]
    ]
    whole, one_by_one = gather(tables), gather(single)
    assert list(whole.moments()) == list(one_by_one.moments())
    assert whole.ledger == one_by_one.ledger
