"""One more revision of a sealed record: of two at once exactly one, and only what is sealed."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import SignIn
from tests.vault.files import Desk, sealed_for
from tevoet.engines.sealing.header import FILE_LIMIT
from tevoet.people.models import Connection, Person
from tevoet.refusal import Refusal
from tevoet.vault.actions.records import Offer, RevisionTaken, add_revision, remove_record
from tevoet.vault.models import Revision, Sealed

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
RECORD = UUID("7e40e7a4-0000-4000-8000-000000000001")
AT_ONCE = 4


def at_once(act: Callable[[int], object]) -> list[object]:
    """Do something a few times at the same moment; return what came out, or was refused."""
    together, came = Barrier(AT_ONCE), []

    def one(number: int) -> None:
        together.wait()
        try:
            came.append(act(number))
        except (Refusal, Sealed.DoesNotExist) as refusal:
            came.append(refusal)
        finally:
            database.close()

    threads = [Thread(target=one, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [1, 2])
def test_of_those_who_save_at_once_exactly_one_is_first(
    number: int, connection: Connection, anna: Person, bram: Person
) -> None:
    if number > 1:
        add_revision(Offer(RECORD, 1, sealed_for(2), connection), by=anna, now=NOW)
    contents = [sealed_for(2) for _ in range(AT_ONCE)]

    def save(turn: int) -> bytes:
        offer = Offer(RECORD, number, contents[turn], connection)
        kept, is_new = add_revision(offer, by=(anna, bram)[turn % 2], now=NOW)
        assert is_new
        return bytes(kept.content)

    came = at_once(save)
    won = [one for one in came if isinstance(one, bytes)]
    lost = [one for one in came if isinstance(one, RevisionTaken)]
    assert (len(won), len(lost)) == (1, AT_ONCE - 1)
    assert {bytes(one.there.content) for one in lost} == set(won)
    assert bytes(Revision.objects.get(number=number).content) == won[0]


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_sent_many_times_at_once_are_kept_once(anna: Person) -> None:
    content = sealed_for(1)
    came = at_once(lambda _: add_revision(Offer(RECORD, 1, content), by=anna, now=NOW)[1])
    assert sorted(came, key=str) == [False] * (AT_ONCE - 1) + [True]
    assert Revision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_record_that_is_removed_meanwhile_does_not_come_back(anna: Person) -> None:
    kept, _ = add_revision(Offer(RECORD, 1, sealed_for(1)), by=anna, now=NOW)

    def change(turn: int) -> object:
        if turn == 0:
            return remove_record(kept.sealed, by=anna)
        return add_revision(Offer(RECORD, 2, sealed_for(1)), by=anna, now=NOW)

    at_once(change)
    assert not Sealed.objects.exists()
    assert not Revision.objects.exists()


def test_the_page_hears_what_is_there(sign_in: SignIn, anna: Person) -> None:
    desk, first = Desk(sign_in(anna)), sealed_for(1)
    desk.keep(first, record=RECORD)
    again = desk.keep(first, record=RECORD)
    assert (again.status_code, again.json()["revision"]) == (200, 1)
    taken = desk.keep(sealed_for(1), record=RECORD)
    assert taken.status_code == 409
    assert taken.json()["there"] == again.json()
    second = desk.keep(sealed_for(1), 2, record=RECORD)
    late = desk.keep(sealed_for(1), record=RECORD)
    assert late.json()["there"] == second.json(), "the newest that is there"
    assert "Je woorden" in taken.json()["message"]


def test_the_same_bytes_of_the_other_are_not_taken_for_mine(
    connection: Connection, anna: Person, bram: Person
) -> None:
    content = sealed_for(2)
    add_revision(Offer(RECORD, 1, content, connection), by=anna, now=NOW)
    with pytest.raises(RevisionTaken):
        add_revision(Offer(RECORD, 1, content, connection), by=bram, now=NOW)


def with_more(before: bytes, more: bytes) -> bytes:
    """Put one more stanza in an age file."""
    return before.replace(b"\n--- ", b"\n" + more + b"--- ", 1)


WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "no age file": (lambda: os.urandom(600), "content-not-sealed"),
    "plain words": (lambda: b"Ik zag het verkeerd." * 30, "content-not-sealed"),
    "nothing": (lambda: b"", "content-not-sealed"),
    "cut off": (lambda: sealed_for(1)[:250], "content-not-sealed"),
    "one more reader": (lambda: sealed_for(2), "for-other-readers"),
    "nobody": (lambda: b"age-encryption.org/v1\n--- " + b"A" * 43 + b"\n" + b"x" * 400,
               "content-not-sealed"),
    "a passphrase": (lambda: with_more(sealed_for(1), b"-> scrypt " + b"A" * 22 + b" 17\n"
                                       + b"A" * 43 + b"\n"), "for-other-ways"),
    "a foreign way": (lambda: with_more(sealed_for(1), b"-> ssh-ed25519 x y\n\n"),
                      "for-other-ways"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_only_what_is_sealed_for_its_readers_is_kept(
    name: str, sign_in: SignIn, anna: Person
) -> None:
    make, slug = WRONG[name]
    answer = Desk(sign_in(anna)).keep(make())
    assert (answer.status_code, answer.json()["slug"]) == (422, slug)
    assert answer.json()["message"]
    assert not Sealed.objects.exists()


def test_between_two_it_is_for_two(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    answer = Desk(sign_in(anna)).keep(sealed_for(1), other=bram.pk)
    assert (answer.status_code, answer.json()["slug"]) == (422, "for-other-readers")


def test_a_version_is_not_skipped(sign_in: SignIn, anna: Person) -> None:
    desk = Desk(sign_in(anna))
    desk.keep(sealed_for(1), record=RECORD)
    answer = desk.keep(sealed_for(1), 3, record=RECORD)
    assert (answer.status_code, answer.json()["slug"]) == (422, "revision-gap")


@pytest.mark.parametrize("more", [1, 5 * 1024 * 1024])
def test_what_is_too_large_is_refused_with_words(more: int, sign_in: SignIn, anna: Person) -> None:
    answer = Desk(sign_in(anna)).keep(sealed_for(1, os.urandom(FILE_LIMIT + more)))
    assert (answer.status_code, answer.json()["slug"]) == (413, "content-too-large")
    assert "64 kB" in answer.json()["message"]


@pytest.mark.parametrize("posted", [{}, {"revision": 1}, {"revision": "één"}, {"revision": 0}])
def test_what_is_not_whole_is_said_to(
    posted: dict[str, object], sign_in: SignIn, anna: Person
) -> None:
    answer = sign_in(anna).post(f"/sealed/{uuid4()}/", posted)
    assert answer.status_code in {404, 422}
    assert not Sealed.objects.exists()


def test_the_list_comes_in_fifties_with_the_newest_of_each(sign_in: SignIn, anna: Person) -> None:
    content, numbers = sealed_for(1), [uuid4() for _ in range(103)]
    for place, number in enumerate(numbers):
        at = NOW + timedelta(minutes=place // 2)  # some at the same time
        add_revision(Offer(number, 1, content), by=anna, now=at)
    add_revision(Offer(numbers[7], 2, content), by=anna, now=NOW)
    browser, found, after = sign_in(anna), [], ""
    for expected in (50, 50, 3):
        page = browser.get(f"/sealed/?own{after}").json()
        assert len(page["records"]) == expected
        found += page["records"]
        after = f"&after={page['after']}"
    assert page["after"] is None
    assert {row["record"] for row in found} == {str(number) for number in numbers}
    assert {row["record"]: row["revision"] for row in found}[str(numbers[7])] == 2


def test_it_asks_as_much_for_ten_as_for_twenty(sign_in: SignIn, anna: Person) -> None:
    browser, counted = sign_in(anna), []
    for number in range(1, 21):
        add_revision(Offer(uuid4(), 1, sealed_for(1)), by=anna, now=NOW)
        if number % 10 == 0:
            with CaptureQueriesContext(database) as asked:
                assert len(browser.get("/sealed/?own").json()["records"]) == number
            counted.append(len(asked))
    assert counted[0] == counted[1]


def keep_over_https(person: Person, **headers: str) -> int:
    """Save as a script does over https that says nothing of the page it stands on."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    page = browser.get("/me/", secure=True)
    token = page.context["csrf_token"]
    answer = browser.post(
        f"/sealed/{uuid4()}/", {"csrfmiddlewaretoken": str(token)}, secure=True, headers=headers
    )
    return answer.status_code


def test_a_script_need_not_say_on_which_page_it_is(anna: Person) -> None:
    assert keep_over_https(anna, origin="https://testserver") == 404, "it came past the token"
    assert keep_over_https(anna) == 403, "without an origin a page has to be named"
    assert keep_over_https(anna, origin="null") == 403
    assert keep_over_https(anna, origin="https://evil.example") == 403
