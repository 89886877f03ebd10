"""'We spoke': one tap, private, and it can be taken back."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection as database
from django.test import Client
from django.urls import reverse

from tests.conftest import SignIn
from tests.keys import overview_of
from tevoet.contact import overview
from tevoet.contact.actions.speaking import NotOneOfTheTwo, NotSpokenYet, speak, take_back
from tevoet.contact.models import Spoken
from tevoet.people.models import Connection, Person


def tap(client: Client, other: Person, **fields: str) -> int:
    """Tap "we spoke" and return the status of the answer."""
    address = reverse("contact:spoken", args=[other.pk])
    return client.post(address, {"channel": "phone", **fields}).status_code


def test_a_tap_resets_the_clock_in_the_same_second(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    now = datetime.now(UTC)
    speak(connection, by=anna, channel="in_person", at=now - timedelta(days=24))
    before = overview.of(anna, now).contacts[0]
    assert (before.voice_days, before.in_person_days) == (24, 24)
    assert tap(sign_in(anna), bram) == 302
    after = overview_of(anna).contacts[0]
    assert (after.voice_days, after.in_person_days, after.last_channel) == (0, 24, "phone")


def test_meeting_in_person_resets_both_clocks(connection: Connection, anna: Person) -> None:
    speak(connection, by=anna, channel="in_person")
    seen = overview_of(anna).contacts[0]
    assert (seen.voice_days, seen.in_person_days, seen.hints) == (0, 0, [])


def test_taking_back_sets_the_clock_back(
    connection: Connection, anna: Person, sign_in: SignIn
) -> None:
    spoken = speak(connection, by=anna, channel="video")
    answer = sign_in(anna).post(reverse("contact:spoken_undo", args=[spoken.pk]))
    assert answer.status_code == 302
    assert overview_of(anna).contacts[0].voice_days is None
    assert overview_of(anna).taps == []


def test_a_day_can_be_given(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    day = datetime.now(UTC).date() - timedelta(days=4)
    tap(sign_in(anna), bram, on=day.isoformat())
    assert overview_of(anna).contacts[0].voice_days in {4, 5}


def test_a_day_to_come_is_refused(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    day = datetime.now(UTC).date() + timedelta(days=4)
    assert tap(sign_in(anna), bram, on=day.isoformat()) == 422
    with pytest.raises(NotSpokenYet):
        speak(connection, by=anna, channel="phone", at=datetime.now(UTC) + timedelta(hours=1))
    assert not Spoken.objects.exists()


def test_an_unknown_channel_is_refused(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    assert tap(sign_in(anna), bram, channel="mail") == 422


def test_htmx_gets_the_part_with_undo(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    address = reverse("contact:spoken", args=[bram.pk])
    answer = sign_in(anna).post(address, {"channel": "phone"}, headers={"HX-Request": "true"})
    undo = reverse("contact:spoken_undo", args=[Spoken.objects.get().pk])
    assert undo in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_the_next_page_is_one_of_ours(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    address = reverse("contact:spoken", args=[bram.pk])
    anna_signed_in = sign_in(anna)
    for asked, led in (("/people/", "/people/"), ("https://elders.example/", "/"), ("", "/")):
        answer = anna_signed_in.post(address, {"channel": "phone", "next": asked})
        assert answer.headers["Location"] == led


def test_anna_does_not_see_what_bram_tapped(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    spoken = speak(connection, by=bram, channel="in_person")
    assert overview_of(anna).contacts[0].voice_days is None
    answer = sign_in(anna).post(reverse("contact:spoken_undo", args=[spoken.pk]))
    assert answer.status_code == 404


def test_dirk_cannot_tap_or_take_back(
    connection: Connection, anna: Person, dirk: Person, sign_in: SignIn
) -> None:
    spoken = speak(connection, by=anna, channel="phone")
    dirk_signed_in = sign_in(dirk)
    assert tap(dirk_signed_in, anna) == 404
    undo = reverse("contact:spoken_undo", args=[spoken.pk])
    assert dirk_signed_in.post(undo).status_code == 404
    with pytest.raises(NotOneOfTheTwo):
        speak(connection, by=dirk, channel="phone")


def test_one_cannot_speak_with_oneself(
    connection: Connection, anna: Person, sign_in: SignIn
) -> None:
    assert tap(sign_in(anna), anna) == 404


def test_a_stranger_is_asked_to_sign_in(connection: Connection, bram: Person) -> None:
    answer = Client().post(reverse("contact:spoken", args=[bram.pk]), {"channel": "phone"})
    assert answer.status_code == 302
    assert not Spoken.objects.exists()


def test_two_taps_in_a_row_are_one(connection: Connection, anna: Person, bram: Person) -> None:
    first = speak(connection, by=anna, channel="phone")
    assert speak(connection, by=anna, channel="phone") == first
    assert speak(connection, by=anna, channel="in_person") != first
    assert speak(connection, by=bram, channel="phone") != first
    take_back(first)
    assert speak(connection, by=anna, channel="phone") != first


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_time_are_one(connection: Connection, anna: Person) -> None:
    def tapping() -> None:
        speak(connection, by=anna, channel="phone")
        database.close()

    taps = [Thread(target=tapping) for _ in range(4)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()
    assert Spoken.objects.standing().count() == 1
