"""What somebody had on their own machine comes along to the Tevoet of the team, once."""

import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.conftest import SignIn, make_person
from tests.contact.letters import BRAM, EVI, mailbox, ping_pong
from tests.keys import opened, read_now
from tevoet.contact.actions.limits import not_now, set_limits
from tevoet.contact.actions.proposals import belongs_to, is_me, works_not_with, works_with
from tevoet.contact.actions.sources import remove
from tevoet.contact.actions.speaking import speak, take_back
from tevoet.contact.details import names
from tevoet.contact.models import Limit, NotNow, Proposal, Reading, Source, Spoken
from tevoet.contact.sources import Moments
from tevoet.people.actions.connections import connect, mute
from tevoet.people.actions.facts import add_phone
from tevoet.people.actions.persons import add_address
from tevoet.people.export import zipped
from tevoet.people.models import Connection, Mute, Organisation, Person
from tevoet.vault import held

ANNA = "anna@voorbeeld.example"
AT_HOME = "anna@thuis.example"
NOBODY = "reclame@winkel.example"
SECOND = "bram.prive@voorbeeld.example"
PHONE = "+31612345678"


@pytest.fixture
def alone(db: None) -> Person:
    """Anna as she is on her own machine, where she told a lot."""
    organisation = Organisation.objects.create(name="My mirror")
    person = make_person(organisation, "Anna", "thuis.example")
    add_address(person, address=ANNA)
    held.hold(person)
    return person


@pytest.fixture
def told(alone: Person, tmp_path: Path) -> Person:
    """The same, after she read two files and told who is who."""
    read_now(alone, paths=[mailbox(tmp_path / "bram.mbox", ping_pong(BRAM, 4))])
    again = ping_pong(BRAM, 4) + ping_pong(EVI, 3, first=50)
    read_now(alone, paths=[mailbox(tmp_path / "all.mbox", again)], name="Everything")
    bram = works_with(alone, address=BRAM, name="Bram").person
    evi = works_with(alone, address=EVI, name="Evi").person
    assert bram is not None
    assert evi is not None
    belongs_to(alone, address=SECOND, other=bram)
    works_not_with(alone, address=NOBODY)
    is_me(alone, address="anna@oud.example")
    add_phone(bram, number=PHONE)
    for other, days in ((bram, 7), (evi, 9)):
        connection = connect(alone, other=other)
        set_limits(connection, owner=alone, voice_days=days, in_person_days=20)
        speak(connection, by=alone, channel="phone", at=timezone.now() - timedelta(days=days))
        not_now(connection, owner=alone)
        mute(connection, by=alone, until=(timezone.now() + timedelta(days=30)).date())
    take_back(speak(connect(alone, other=bram), by=alone, channel="video"))
    return alone


@pytest.fixture
def along(told: Person, tmp_path: Path) -> Path:
    """What she took along."""
    path = tmp_path / "tevoet.zip"
    path.write_bytes(zipped(told))
    return path


def bring(owner: Person, path: Path) -> dict[str, int]:
    """Give a zip as any file, and return what came of it."""
    reading = read_now(owner, paths=[path])
    assert not reading.refusal, (reading.message, reading.outcome)
    counted: dict[str, int] = reading.outcome["along"]
    return counted


def kept(owner: Person) -> dict[str, int]:
    """Return how many moments the archive holds in all, and of each source that came along."""
    archive = opened(owner)
    with Moments(archive.moments(owner).content) as moments:
        return {"": moments.count()}


def everything(owner: Person) -> list[object]:
    """Return all that was told, in a form that can be compared."""
    tables = (Proposal, Limit, NotNow)
    told = [list(model.objects.visible_to(owner).order_by("pk").values()) for model in tables]
    taps = list(Spoken.objects.visible_to(owner).order_by("pk").values())
    mutes = list(Mute.objects.filter(by=owner).values())
    sources = list(Source.objects.visible_to(owner).exclude(origin="").order_by("pk").values())
    return [*told, taps, mutes, sources, kept(owner)]


def test_moments_come_along_under_the_names_of_their_sources(
    connection: Connection, anna: Person, along: Path
) -> None:
    counted = bring(anna, along)
    assert (counted["sources"], counted["moments"]) == (2, 14)
    assert kept(anna) == {"": 9}
    archive = opened(anna)
    came = Source.objects.visible_to(anna).filter(kind=Source.Kind.ALONG).order_by("uploaded_at")
    assert [names(archive, one.names).name for one in came] == ["bram.mbox", "Everything"]
    outcomes = [one.reading.outcome for one in came if one.reading]
    assert [(one["kept"], one["duplicate"], one["read"]) for one in outcomes] == [
        (5, 0, 5),
        (4, 5, 9),
    ]
    assert all(one.reading and one.reading.state is Reading.State.DONE for one in came)


def test_what_was_told_holds_for_whom_one_knows_here(
    connection: Connection, anna: Person, bram: Person, along: Path
) -> None:
    counted = bring(anna, along)
    assert {one.address: one.person for one in Proposal.objects.visible_to(anna)} == {
        BRAM: bram,
        SECOND: bram,
        PHONE: bram,
        NOBODY: None,
        "anna@oud.example": anna,
    }
    assert {"anna@oud.example", AT_HOME} <= {one.address for one in anna.addresses.all()}
    limit = Limit.objects.visible_to(anna).get()
    assert (limit.connection, limit.voice_days) == (connection, 7)
    tap = Spoken.objects.visible_to(anna).get()
    assert (tap.connection, tap.channel, tap.made_at) == (connection, "phone", tap.at)
    assert NotNow.objects.visible_to(anna).get().connection == connection
    assert Mute.objects.get(by=anna).connection == connection
    assert (counted["people"], counted["unknown"], counted["taps"]) == (1, 1, 1)


def test_nobody_is_made_up(connection: Connection, anna: Person, along: Path) -> None:
    before = set(Person.objects.values_list("pk", flat=True))
    bring(anna, along)
    assert set(Person.objects.values_list("pk", flat=True)) == before
    assert not Proposal.objects.visible_to(anna).filter(address=EVI).exists()


def test_bringing_it_twice_changes_nothing(
    connection: Connection, anna: Person, along: Path
) -> None:
    bring(anna, along)
    before = everything(anna)
    counted = bring(anna, along)
    assert everything(anna) == before
    assert {name for name, count in counted.items() if count} == {"known", "people", "unknown"}


def test_what_was_said_here_stays(
    connection: Connection, anna: Person, bram: Person, along: Path
) -> None:
    works_not_with(anna, address=SECOND)
    set_limits(connection, owner=anna, voice_days=3, in_person_days=4)
    bring(anna, along)
    assert Proposal.objects.visible_to(anna).get(address=SECOND).person is None
    assert Limit.objects.visible_to(anna).get().voice_days == 3
    tap = Spoken.objects.visible_to(anna).get()
    take_back(tap)
    bring(anna, along)
    assert not Spoken.objects.visible_to(anna).standing().exists()


def test_the_same_mailbox_read_here_before_counts_once(
    connection: Connection, anna: Person, along: Path, tmp_path: Path
) -> None:
    read_now(anna, paths=[mailbox(tmp_path / "here.mbox", ping_pong(BRAM, 4))])
    bring(anna, along)
    assert kept(anna) == {"": 9}


def test_one_source_of_several_can_be_removed_and_brought_again(
    connection: Connection, anna: Person, along: Path
) -> None:
    bring(anna, along)
    came = Source.objects.visible_to(anna).filter(kind=Source.Kind.ALONG).order_by("-uploaded_at")
    remove(came[0])
    assert kept(anna) == {"": 5}
    assert bring(anna, along)["sources"] == 1
    assert kept(anna) == {"": 9}


def test_whom_another_ended_with_stays_out(
    connection: Connection, anna: Person, bram: Person, along: Path
) -> None:
    connection.ended_at, connection.ended_by = timezone.now(), bram
    connection.save()
    counted = bring(anna, along)
    assert (counted["people"], counted["unknown"]) == (0, 2)
    assert not Spoken.objects.exclude(by__name="Anna", connection__first__name="Anna").exists()
    assert not Limit.objects.visible_to(anna).exists()


def test_the_zip_of_another_is_refused(dirk: Person, along: Path) -> None:
    held.hold(dirk)
    reading = read_now(dirk, paths=[along])
    assert [one["reason"] for one in reading.outcome["refusals"]] == ["along_of_another"]
    assert not Source.objects.filter(kind=Source.Kind.ALONG).exists()
    assert not dirk.addresses.filter(address=ANNA).exists()


def test_why_a_zip_is_refused_stands_on_its_page(
    connection: Connection, anna: Person, along: Path, sign_in: SignIn
) -> None:
    with zipfile.ZipFile(along, "a") as archive:
        archive.writestr("../elsewhere.txt", "not of Tevoet")
    reading = read_now(anna, paths=[along])
    page = sign_in(anna).get(f"/sources/{reading.source_id}/").content.decode()
    assert "In deze zip zitten bestanden die niet van Tevoet komen." in page
    assert kept(anna) == {"": 0}


def test_an_address_of_a_colleague_is_not_taken(
    connection: Connection, anna: Person, carla: Person, told: Person, tmp_path: Path
) -> None:
    add_address(told, address="carla@voorbeeld.example")
    path = tmp_path / "tevoet.zip"
    path.write_bytes(zipped(told))
    bring(anna, path)
    assert not anna.addresses.filter(address="carla@voorbeeld.example").exists()


def test_it_can_be_given_among_other_files(
    connection: Connection, anna: Person, along: Path, tmp_path: Path
) -> None:
    inbox = mailbox(tmp_path / "new.mbox", ping_pong(BRAM, 2, first=80))
    reading = read_now(anna, paths=[inbox, along])
    assert (reading.outcome["kept"], reading.outcome["along"]["sources"]) == (3, 2)
    assert kept(anna) == {"": 12}


def test_its_page_says_what_came_along(
    connection: Connection, anna: Person, along: Path, sign_in: SignIn
) -> None:
    reading = read_now(anna, paths=[along])
    page = sign_in(anna).get(f"/sources/{reading.source_id}/").content.decode()
    assert "14 contactmomenten kwamen mee van je eigen computer" in page
    assert "1 persoon is hier niet bekend" in page
    listed = sign_in(anna).get("/sources/").content.decode()
    assert "meegekomen van mijn eigen computer" in listed


def test_what_came_along_twice_over_is_the_same_source(
    connection: Connection, anna: Person, along: Path, tmp_path: Path
) -> None:
    bring(anna, along)
    with zipfile.ZipFile(along) as before:
        labels = {one["label"] for one in json.loads(before.read("moments/sources.json"))}
    path = tmp_path / "once-more.zip"
    path.write_bytes(zipped(anna))
    with zipfile.ZipFile(path) as after:
        told = json.loads(after.read("moments/sources.json"))
    origins = {one.origin for one in Source.objects.visible_to(anna)} - {""}
    assert labels.isdisjoint(origins)
    assert origins <= {one["label"] for one in told}
