"""Headers of a service are read in the background, sealed on arrival, and opened by nobody here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.adapters.services.standin.server import StandIn, says, stand_in
from tests.contact.letters import ANNA
from tests.lent.services import connect, fill, meet, read_waiting, switch_on, waiting_reading
from tests.lent.test_mailboxes import everything
from tevoet.contact import archive as archives
from tevoet.contact import sources as door
from tevoet.contact import waiting as limits
from tevoet.contact.actions import background
from tevoet.contact.actions.sources import remove
from tevoet.contact.grants import keep, opened
from tevoet.contact.joining import catch_up
from tevoet.contact.models import Arrival, Grant, Reading, Source
from tevoet.contact.sources import ConnectAgain
from tevoet.people.models import Connection, Person
from tevoet.vault.mirrorkey import MirrorKey


@pytest.fixture
def standin(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A stand-in with six mails and two meetings in it, switched on."""
    with stand_in() as made:
        switch_on(made, settings, monkeypatch)
        fill(made, *range(6))
        meet(made, 2, 9)
        yield made


@pytest.fixture
def as_anna(sign_in: Callable[[Person], Client], anna: Person) -> Client:
    """Anna, signed in, in English."""
    client = sign_in(anna)
    client.cookies["tevoet-language"] = "en-gb"
    return client


@pytest.fixture
def source(as_anna: Client, key: MirrorKey, connection: Connection, standin: StandIn) -> Source:
    """Anna's Microsoft 365, connected and not read yet."""
    return connect(as_anna)


def joined(owner: Person, key: MirrorKey) -> int:
    """Open the mirror, and count the moments."""
    archive = archives.of(owner, key)
    catch_up(owner, archive)
    with door.Moments(archive.moments(owner).content) as moments:
        return moments.count()


def due(source: Source) -> Source:
    """Let three hours pass, and what is due begin."""
    Grant.objects.update(next_at=timezone.now())
    background.begin_due(timezone.now())
    return Source.objects.get(pk=source.pk)


def test_it_is_read_without_a_key_and_sealed(
    source: Source, standin: StandIn, key: MirrorKey
) -> None:
    reading = read_waiting(source)
    assert (reading.state, reading.outcome["kept"]) == (Reading.State.ARRIVED, 8)
    arrival = Arrival.objects.get()
    assert bytes(arrival.content).startswith(b"age-encryption.org/v1")
    assert not archives.of(source.owner).is_open(source.owner)
    assert joined(source.owner, key) == 8


def test_nothing_readable_is_left_on_the_server(source: Source, standin: StandIn) -> None:
    read_waiting(source)
    kept = everything()
    secrets = (b"access-1", b"renewal-1", b"our-secret", b"deltatoken", b"AAMk", b"Kamer 3")
    assert [one for one in (*secrets, b"@example.org>") if one in kept] == []


def test_only_what_is_new_comes_the_second_time(
    source: Source, standin: StandIn, key: MirrorKey
) -> None:
    read_waiting(source)
    assert joined(source.owner, key) == 8
    fill(standin, 7)
    again = read_waiting(due(source))
    assert again.outcome["read"] == 1
    assert joined(source.owner, key) == 9


def test_where_nothing_is_new_nothing_is_kept(source: Source, standin: StandIn) -> None:
    read_waiting(source)
    checked_at = Grant.objects.get().checked_at
    read_waiting(due(source))
    assert (Reading.objects.count(), Arrival.objects.count()) == (1, 1)
    grant = Grant.objects.get()
    assert checked_at is not None
    assert grant.checked_at is not None
    assert grant.checked_at > checked_at


def test_a_meeting_that_was_cancelled_since_goes_again(
    source: Source, standin: StandIn, key: MirrorKey
) -> None:
    read_waiting(source)
    assert joined(source.owner, key) == 8
    standin.graph.events[0]["isCancelled"] = True
    read_waiting(due(source))
    assert joined(source.owner, key) == 7
    kept = Reading.objects.latest("pk").outcome
    assert (kept["kept"], kept["duplicate"]) == (0, 1)


def test_of_two_calendars_that_wait_the_last_counts(
    source: Source, standin: StandIn, key: MirrorKey
) -> None:
    read_waiting(source)
    meet(standin, 9)
    read_waiting(due(source))
    assert joined(source.owner, key) == 7


def test_a_long_mailbox_comes_in_parts(
    source: Source, standin: StandIn, key: MirrorKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tevoet.adapters.services.reading.MOST", 3)
    monkeypatch.setattr("tevoet.adapters.services.reading.read.__defaults__", (3,))
    read_waiting(source)
    read_waiting(source)
    assert not Reading.objects.filter(ended_at=None).exists()
    assert Arrival.objects.count() == 2
    assert joined(source.owner, key) == 8


def test_a_reading_that_breaks_off_takes_nothing_over(source: Source, standin: StandIn) -> None:
    standin.faults["/v1.0/me/calendarView"] = [says(400)]
    reading = read_waiting(source)
    assert (reading.state, reading.refusal) == (Reading.State.REFUSED, "service-not-understood")
    assert not Arrival.objects.exists()
    assert opened(Grant.objects.get()).standing == {}
    assert read_waiting(due(source)).outcome["kept"] == 8


def test_new_tokens_are_kept_though_the_reading_breaks_off(
    source: Source, standin: StandIn
) -> None:
    standin.entrance.hour_passes()
    standin.faults["/v1.0/me/calendarView"] = [says(400)]
    read_waiting(source)
    assert opened(Grant.objects.get()).tokens.renewal == "renewal-2"


def test_a_withdrawn_permission_ends_it_until_it_is_given_again(
    source: Source, standin: StandIn, as_anna: Client, key: MirrorKey
) -> None:
    read_waiting(source)
    standin.entrance.withdraw_all()
    fill(standin, 7)
    assert read_waiting(due(source)).refusal == "connect-again"
    assert opened(Grant.objects.get()).tokens.renewal == ""
    assert background.begin_due(timezone.now() + timedelta(days=2)) == 0
    assert b"Connect again" in as_anna.get(f"/sources/{source.pk}/").content
    assert connect(as_anna) == source
    assert read_waiting(source).outcome["read"] == 1
    assert joined(source.owner, key) == 9


def test_a_permission_that_grew_is_thrown_away(source: Source, standin: StandIn) -> None:
    scope = "Mail.ReadBasic Calendars.ReadBasic Mail.Read"
    standin.entrance.renewals = {"renewal-1": scope}
    standin.entrance.hour_passes()
    assert read_waiting(source).refusal == "permission-too-wide"
    assert opened(Grant.objects.get()).tokens.access == ""
    assert not Arrival.objects.exists()


def test_another_account_is_another_source(
    source: Source, standin: StandIn, as_anna: Client
) -> None:
    standin.graph.owner = "anna.other@example.org"
    assert connect(as_anna) != source


def test_removing_takes_along_what_waits_and_what_opens(
    source: Source, standin: StandIn, key: MirrorKey
) -> None:
    read_waiting(source)
    joined(source.owner, key)
    fill(standin, 7)
    read_waiting(due(source))
    remove(Source.objects.get())
    assert not Grant.objects.exists()
    assert not Arrival.objects.exists()
    assert joined(source.owner, key) == 0
    assert not Source.objects.exists()


def test_gmail_takes_its_permission_back(
    as_anna: Client,
    key: MirrorKey,
    standin: StandIn,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    source = connect(as_anna, "gmail")
    read_waiting(source)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined] # a context
        remove(Source.objects.get())
    assert standin.entrance.renewals == {}


def test_it_can_be_stopped_and_go_on(source: Source, as_anna: Client, standin: StandIn) -> None:
    read_waiting(source)
    later = timezone.now() + timedelta(days=2)
    as_anna.post(f"/sources/{source.pk}/background/ending/")
    assert background.begin_due(later) == 0
    as_anna.post(f"/sources/{source.pk}/background/")
    assert background.begin_due(later) == 1
    assert waiting_reading(source)
    assert background.begin_due(later + timedelta(days=2)) == 0


def test_nobody_who_left_or_is_blocked_is_read(source: Source, anna: Person) -> None:
    read_waiting(source)
    later = timezone.now() + timedelta(days=2)
    Person.objects.filter(pk=anna.pk).update(blocked_at=timezone.now())
    assert background.begin_due(later) == 0


def test_what_the_keeper_switches_off_rests(source: Source, settings: Settings) -> None:
    read_waiting(source)
    settings.SERVICES = {}
    assert background.begin_due(timezone.now() + timedelta(days=2)) == 0


def test_what_waits_has_an_end(
    source: Source,
    standin: StandIn,
    as_anna: Client,
    key: MirrorKey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOST_PARTS", 2)
    monkeypatch.setattr(limits, "MANY", 1)
    for number in (20, 21, 22):
        if Reading.objects.filter(ended_at=None).exists():
            read_waiting(source)
        fill(standin, number)
        now = timezone.now() + timedelta(days=number)
        background.begin_due(now)
    assert Arrival.objects.count() == 2
    page = as_anna.get(f"/sources/{source.pk}/").content.decode()
    assert "2 sealed parts wait for you since" in page
    assert as_anna.post(f"/sources/{source.pk}/background/reading/").status_code == 422
    joined(source.owner, key)
    assert background.begin_due(timezone.now() + timedelta(days=60)) == 1


def test_whoever_does_not_look_is_read_once_a_day(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_waiting(source)
    monkeypatch.setattr(limits, "MANY", 1)
    now = timezone.now() + timedelta(days=1)
    background.begin_due(now)
    assert Grant.objects.get().next_at == now + timedelta(days=1)


def test_the_key_of_the_server_is_needed(source: Source, settings: Settings) -> None:
    grant = Grant.objects.get()
    settings.SECRET_KEY = "another-key-of-thirty-two-signs-and-more"
    with pytest.raises(ConnectAgain):
        opened(grant)
    assert read_waiting(source).refusal == "connect-again"


def test_what_was_given_opens_for_its_own_source_alone(source: Source, as_anna: Client) -> None:
    grant = Grant.objects.get()
    held = opened(grant)
    other = Source.objects.create(owner=source.owner, uploaded_at=timezone.now())
    Grant.objects.filter(pk=grant.pk).update(source=other)
    with pytest.raises(ConnectAgain):
        opened(Grant.objects.get())
    keep(Grant.objects.get(), held)
    assert opened(Grant.objects.get()) == held


def test_the_address_at_the_service_counts_as_ones_own(source: Source) -> None:
    assert source.owner.addresses.filter(address=ANNA).exists()


def test_only_the_last_accounts_stay(
    source: Source, standin: StandIn, key: MirrorKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "KEPT_READINGS", 2)
    read_waiting(source)
    for number in range(10, 14):
        fill(standin, number)
        joined(source.owner, key)
        read_waiting(due(source))
    assert Reading.objects.count() == 3
