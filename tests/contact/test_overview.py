"""What the pages are told of one owner's contact."""

from datetime import UTC, datetime, timedelta

from tests.keys import overview_of
from tevoet.contact.models import Spoken
from tevoet.people.actions.connections import mute
from tevoet.people.models import Connection, Person

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_without_anything_read_nothing_is_visible(connection: Connection, anna: Person) -> None:
    seen = overview_of(anna, NOW)
    assert (seen.locked, seen.made_at, seen.period, seen.proposals) == (False, None, None, 0)
    (bram,) = seen.contacts
    assert (bram.voice_days, bram.in_person_days, bram.last_at, bram.weeks) == (
        None,
        None,
        None,
        [],
    )
    assert bram.hints[0].reason == "voice_not_visible"


def test_a_tap_is_visible_at_once(connection: Connection, anna: Person) -> None:
    at = NOW - timedelta(days=3)
    Spoken.objects.create(connection=connection, by=anna, channel="phone", at=at)
    (bram,) = overview_of(anna, NOW).contacts
    assert (bram.voice_days, bram.in_person_days, bram.last_channel) == (3, None, "phone")


def test_bram_does_not_see_what_anna_tapped(
    connection: Connection, anna: Person, bram: Person
) -> None:
    Spoken.objects.create(connection=connection, by=anna, channel="in_person", at=NOW)
    (seen,) = overview_of(bram, NOW).contacts
    assert (seen.other.pk, seen.voice_days) == (anna.pk, None)


def test_a_mute_lasts_until_and_with_its_day(connection: Connection, anna: Person) -> None:
    mute(connection, by=anna, until=NOW.date())
    seen = [overview_of(anna, NOW + timedelta(days=days)).contacts[0] for days in (0, 1)]
    assert [one.muted_until for one in seen] == [NOW.date(), None]
    assert [bool(one.hints) for one in seen] == [False, True]
