"""What Tevoet knows about me: everything, found from the models, and nothing of others."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection as database
from django.db import models
from django.utils import timezone

from tests.conftest import SignIn
from tevoet.contact.actions.limits import set_limits
from tevoet.contact.actions.speaking import speak
from tevoet.contact.models import Proposal, Spoken
from tevoet.people import reached
from tevoet.people.actions.facts import add_phone, go_away
from tevoet.people.actions.persons import NewPerson, add_person
from tevoet.people.declared import tables
from tevoet.people.known import find, holdings
from tevoet.people.models import Connection, Organisation, Person, Team
from tevoet.vault.models import Keyring, Revision, Sealed

NOW = timezone.now()


def told(person: Person, label: str) -> list[str]:
    """Return every row of a table about somebody as one text each."""
    found = find(person, label)
    assert found is not None
    facts = [found.facts(row) for row in found.rows.order_by("pk")]
    return ["; ".join(f"{name}: {words}" for name, words in one) for one in facts]


@pytest.fixture
def between(connection: Connection, anna: Person, bram: Person) -> Sealed:
    """A sealed record between Anna and Bram, with a version by each."""
    record = Sealed.objects.create(id=uuid4(), connection=connection, made_by=anna, made_at=NOW)
    for number, by in ((1, anna), (2, bram)):
        Revision.objects.create(sealed=record, number=number, content=b"x" * 2048, by=by, at=NOW)
    return record


@pytest.fixture
def planted() -> Iterator[type[models.Model]]:
    """A table that somebody added and forgot to declare."""

    class Planted(models.Model):  # noqa: DJ008 - it lives for one test
        about = models.ForeignKey(Person, models.CASCADE, related_name="+")
        shoe_size = models.IntegerField(default=42)

        class Meta:
            app_label = "people"

    with database.schema_editor() as editor:
        editor.create_model(Planted)
    yield Planted
    with database.schema_editor() as editor:
        editor.delete_model(Planted)
    del apps.all_models["people"]["planted"]
    apps.clear_cache()


def test_everything_is_counted_and_can_be_read(
    between: Sealed, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    add_phone(anna, number="020 123 4567")
    go_away(anna, since=date(2026, 12, 24), until=date(2026, 12, 31))
    browser = sign_in(anna)
    overview = browser.get("/me/known/").content.decode()
    for one in holdings(anna):
        link = f'href="/me/known/{one.slug}/"'
        assert (link in overview) == bool(one.number), one.slug
        assert browser.get(f"/me/known/{one.slug}/").status_code == 200
    assert told(anna, "people.phonenumber")[0].endswith("+31 20 123 4567")
    assert "Bram" in told(anna, "people.connection")[0]


def test_what_is_sealed_is_named_with_size_and_day(between: Sealed, anna: Person) -> None:
    first, second = told(anna, "vault.revision")
    assert "2,0" in first.replace(".", ",")
    assert str(between.pk) in first
    assert "Bram" in second, "what the other wrote between us is known to both"
    assert "xxx" not in first


def test_what_others_keep_for_themselves_is_not_shown(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    speak(connection, by=bram, channel="phone")
    set_limits(connection, owner=bram, voice_days=3, in_person_days=4)
    Proposal.objects.create(owner=bram, address="a@b.example", person=anna, at=NOW)
    connection.mutes.create(by=bram, until=date(2027, 1, 1))
    for one in holdings(anna):
        if one.table and one.table.others:
            assert one.number == 0, one.slug
    assert find(bram, "contact.spoken").number == 1  # type: ignore[union-attr]  # it is a table


def test_what_is_dirks_is_not_there(sign_in: SignIn, anna: Person, dirk: Person) -> None:
    add_phone(dirk, number="020 123 4568")
    assert told(anna, "people.phonenumber") == []
    assert "Dirk" not in sign_in(anna).get("/me/known/people.person/").content.decode()
    assert sign_in(anna).get("/me/known/people.team/").status_code == 404
    assert sign_in(anna).get("/me/known/no.table/").status_code == 404


def test_no_password_and_no_secret_is_shown(sign_in: SignIn, anna: Person) -> None:
    Keyring.objects.create(person=anna, public='{"v":1}', fingerprint="f" * 64, made_at=NOW)
    pages = [sign_in(anna).get(f"/me/known/{slug}/").content.decode() for slug in SECRETIVE]
    assert anna.password not in "".join(pages)
    assert "f" * 64 not in "".join(pages)


SECRETIVE = ("people.person", "vault.keyring")


def test_people_added_for_myself_are_known_to_me_alone(
    organisation: Organisation, anna: Person, bram: Person
) -> None:
    new = NewPerson("Eva", "eva@elders.example", "020 123 4569")
    add_person(organisation, new=new, added_by=anna)
    assert len(told(anna, "people.person")) == 2
    assert any("eva@" in one for one in told(anna, "people.personaddress"))
    assert len(told(bram, "people.person")) == 1


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_table_is_found_by_itself(
    planted: type[models.Model], sign_in: SignIn, anna: Person, dirk: Person
) -> None:
    planted._base_manager.create(about=anna)
    assert planted in reached.models_to_declare()
    assert reached.undeclared_ways(planted) == {"about"}, "the rule test fails until it is declared"
    assert told(anna, "people.planted") == ["about: Anna; shoe size: 42"]
    assert told(dirk, "people.planted") == []
    assert "/me/known/people.planted/" in sign_in(anna).get("/me/known/").content.decode()


def test_what_is_readable_stands_on_its_page(sign_in: SignIn, anna: Person) -> None:
    page = sign_in(anna).get("/me/readable/").content.decode()
    assert page.count("<details>") == len([one for one in tables().values() if one.shown])


def test_the_pages_cost_no_more_questions_with_more_rows(
    team: Team,
    connection: Connection,
    sign_in: SignIn,
    anna: Person,
    django_assert_max_num_queries: object,
) -> None:
    browser = sign_in(anna)
    for count in range(25):
        Spoken.objects.create(
            connection=connection, by=anna, channel="phone", at=NOW - timedelta(days=count)
        )
    with django_assert_max_num_queries(60):  # type: ignore[operator]  # pytest-django's own fixture
        browser.get("/me/known/")
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # the same
        page = browser.get("/me/known/contact.spoken/").content.decode()
    assert page.count("<dl") == 20
    assert "?page=2" in page
