"""Removing oneself: all goes, what is between two stays with the other, and it is checked."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection as database
from django.utils import timezone

from tests.conftest import SignIn, prove
from tevoet.contact.actions.limits import set_limits
from tevoet.contact.actions.speaking import speak
from tevoet.contact.models import Limit, Proposal, Spoken
from tevoet.people import reached, traces
from tevoet.people.actions.connections import connect
from tevoet.people.actions.facts import add_phone
from tevoet.people.actions.persons import NewPerson, add_person, change_name, remove_person
from tevoet.people.known import leaving
from tevoet.people.models import Connection, Person, Team
from tevoet.people.staying import Staying
from tevoet.vault.models import Keyring, Revision, Sealed, Wrapping

NOW = timezone.now()
NAME = "Anna Zonderlingen"


def seal(by: Person, connection: Connection | None = None) -> Sealed:
    """Keep a sealed record of one version."""
    record = Sealed.objects.create(id=uuid4(), connection=connection, made_by=by, made_at=NOW)
    Revision.objects.create(sealed=record, number=1, content=b"sealed", by=by, at=NOW)
    return record


@pytest.fixture
def full(connection: Connection, anna: Person, bram: Person, carla: Person) -> Connection:
    """Anna with everything one can have, and words between her and Bram."""
    change_name(anna, name=NAME)
    add_phone(anna, number="020 123 4567")
    speak(connection, by=anna, channel="phone")
    speak(connection, by=bram, channel="video")
    set_limits(connection, owner=anna, voice_days=3, in_person_days=4)
    speak(connect(anna, other=carla), by=carla, channel="phone")
    Proposal.objects.create(owner=bram, address=str(anna.email), person=anna, at=NOW)
    keyring = Keyring.objects.create(person=anna, public="{}", fingerprint="f" * 64, made_at=NOW)
    Wrapping.objects.create(keyring=keyring, way="phrase", content=b"w", made_at=NOW)
    seal(anna)
    seal(bram)
    seal(anna, connection)
    return connection


def test_what_is_between_two_stays_with_the_other(
    full: Connection, sign_in: SignIn, anna: Person, bram: Person, carla: Person
) -> None:
    remove_person(anna)
    full.refresh_from_db()
    assert Sealed.objects.visible_to(bram).count() == 2
    assert Keyring.objects.get().person_id == anna.pk, "its public part proves who wrote"
    assert not Wrapping.objects.exists()
    assert [one.by for one in Spoken.objects.all()] == [bram]
    assert not Limit.objects.exists()
    assert not Connection.objects.visible_to(carla).exists()
    left = Person.objects.get(pk=anna.pk)
    assert (left.name, left.email, left.has_account) == ("iemand die weg is", None, False)
    assert left.removed_on is not None
    assert not full.is_open
    assert sign_in(bram).get(f"/with/{anna.pk}/").status_code in {200, 404}


def test_nothing_points_at_a_number_but_what_stays(full: Connection, anna: Person) -> None:
    stays = Staying(anna).keys
    remove_person(anna)
    for model in reached.models_to_declare():
        for relation in reached.relations(model):
            if relation.related_model is Person:
                rows = set(model._base_manager.filter(**{relation.name: anna}).values_list("pk"))
                kept = {(one,) for one in stays.get(model, set())}
                assert rows <= kept, f"{model._meta.label}.{relation.name}"


def test_no_table_knows_her_any_more(full: Connection, anna: Person) -> None:
    marks = traces.Marks.of(anna)
    assert {NAME, "anna@voorbeeld.example", "+31201234567"} <= set(marks.words)
    before = {str(name) for name, _ in traces.in_tables(marks)}
    assert len(before) >= 3, "the search finds what is there"
    remove_person(anna)
    assert traces.in_tables(marks) == []


@pytest.mark.django_db(transaction=True)
def test_the_file_of_the_database_knows_her_no_more(full: Connection, anna: Person) -> None:
    marks = traces.Marks.of(anna)
    if database.vendor != "sqlite":
        assert traces.in_file(marks) is None
        return
    assert traces.in_file(marks) is True
    remove_person(anna)
    assert traces.in_file(marks) is False


def test_what_is_seen_before_is_what_happens(
    full: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    counted = leaving(Staying(anna))
    going, staying = dict(counted.going), dict(counted.staying)
    browser = prove(sign_in(anna))
    page = browser.get("/me/removal/").content.decode()
    assert "Bram" in page
    answer = browser.post("/me/removal/", {"sure": "on"})
    after = browser.get(answer.headers["Location"]).content.decode()
    for name in (*going, *staying):
        shown = name[:1].upper() + name[1:]
        assert shown in page
        assert shown in after
    assert Sealed.objects.count() == 2, "the words of Bram to himself, and those between the two"
    assert Person.objects.get(pk=anna.pk).removed_on is not None


def test_she_is_signed_out_everywhere(full: Connection, sign_in: SignIn, anna: Person) -> None:
    elsewhere, here = sign_in(anna), prove(sign_in(anna))
    here.post("/me/removal/", {"sure": "on"})
    assert elsewhere.get("/me/").status_code == 302
    left = [one.get_decoded() for one in Session.objects.all()]
    assert [one for one in left if "_auth_user_id" in one] == []


def test_what_another_keeps_of_her_address_is_said(
    full: Connection, sign_in: SignIn, anna: Person, bram: Person, carla: Person
) -> None:
    Proposal.objects.create(owner=carla, address=str(anna.email), person=None, at=NOW)
    browser = prove(sign_in(anna))
    answer = browser.post("/me/removal/", {"sure": "on"})
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "ntwoorden op de vraag" in page


def test_the_other_removes_what_stayed_and_the_number_goes(
    full: Connection, sign_in: SignIn, anna: Person, bram: Person, dirk: Person
) -> None:
    browser = sign_in(bram)
    assert browser.get(f"/with/{anna.pk}/removal/").status_code == 404, "she is still here"
    remove_person(anna)
    page = browser.get("/me/known/").content.decode()
    assert f"/with/{anna.pk}/removal/" in page
    assert f"/with/{anna.pk}/remember/" in page
    assert browser.get(f"/with/{anna.pk}/remember/").status_code == 200
    assert browser.get(f"/keyrings/{anna.pk}/").status_code == 200, "to check who wrote"
    assert browser.get(f"/with/{anna.pk}/removal/").status_code == 200
    assert sign_in(dirk).post(f"/with/{anna.pk}/removal/").status_code == 404
    assert browser.post(f"/with/{anna.pk}/removal/").status_code == 302
    with pytest.raises(ObjectDoesNotExist):
        anna.refresh_from_db()
    assert [one.made_by for one in Sealed.objects.all()] == [bram]


def test_of_two_who_both_go_nothing_is_left(full: Connection, anna: Person, bram: Person) -> None:
    remove_person(anna)
    remove_person(bram)
    assert not Person.objects.filter(pk__in=[anna.pk, bram.pk]).exists()
    assert not Sealed.objects.exists()


def test_without_words_between_two_no_number_is_left(
    connection: Connection, anna: Person, bram: Person
) -> None:
    seal(bram)
    remove_person(anna)
    assert not Person.objects.filter(pk=anna.pk).exists()
    assert not Connection.objects.exists()


def test_a_keeper_does_not_see_a_number(
    full: Connection, team: Team, sign_in: SignIn, anna: Person, keeper: Person
) -> None:
    remove_person(anna)
    page = sign_in(keeper).get("/organisation/").content.decode()
    assert "iemand die weg is" not in page
    assert sign_in(keeper).get(f"/organisation/people/{anna.pk}/").status_code == 404


def test_people_she_added_for_herself_go_along(full: Connection, anna: Person) -> None:
    mine = add_person(anna.organisation, new=NewPerson("Eva"), added_by=anna)
    remove_person(anna)
    assert not Person.objects.filter(pk=mine.pk).exists()


def test_a_common_name_is_not_searched_for(anna: Person, bram: Person) -> None:
    change_name(bram, name="Anna")
    assert "Anna" not in traces.Marks.of(anna).words
    assert apps.get_model("people.Person") is Person


@pytest.mark.parametrize("path", ["/me/copy/", "/me/removal/"])
def test_a_cookie_alone_takes_nothing_along_and_removes_nothing(
    path: str, sign_in: SignIn, anna: Person
) -> None:
    stolen = sign_in(anna)
    answer = stolen.get(path)
    assert answer.headers["Location"].startswith("/accounts/again/")
    stolen.post("/me/removal/", {"sure": "on"})
    assert Person.objects.filter(pk=anna.pk).exists()
