"""A keyring is made once, well, and is never overwritten in silence."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.conftest import SignIn, prove
from tests.vault.waysmade import (
    PASSKEY,
    SALT,
    age_file,
    base64,
    for_passkey,
    for_passphrase,
    new_keys,
    two_ways,
)
from tevoet.people.models import Connection, Person
from tevoet.vault.actions.keyrings import make_keyring
from tevoet.vault.models import Keyring, Sealed, Wrapping

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def hers(sign_in: SignIn, anna: Person) -> Client:
    """Anna's browser, in which she just showed who she is."""
    return prove(sign_in(anna))


def test_new_keys_are_kept_with_their_ways(hers: Client, anna: Person) -> None:
    made = new_keys()
    answer = hers.post("/me/keys/", made.posted())
    keyring = Keyring.objects.get()
    assert answer.status_code == 201
    assert answer.json()["keyring"] == str(keyring.pk)
    assert keyring.person == anna
    assert keyring.fingerprint == made.public.fingerprint
    assert sorted(way.way for way in keyring.wrappings.all()) == ["phrase", "recovery"]


def test_a_passkey_comes_along_with_its_name(hers: Client) -> None:
    passkey = {"for_passkey": base64(for_passkey()), "passkey": PASSKEY, "name": "Laptop"}
    assert hers.post("/me/keys/", new_keys().posted(**passkey)).status_code == 201
    kept = Wrapping.objects.get(way="passkey")
    assert (kept.passkey, kept.name, bytes(kept.content)) == (PASSKEY, "Laptop", for_passkey())


@pytest.mark.parametrize(
    ("changed", "slug"),
    [
        ({"public": ""}, "not-whole"),
        ({"public": "{}"}, "not-canonical"),
        ({"public": "x" * 500}, "not-whole"),
        ({"for_phrase": ""}, "not-whole"),
        ({"for_phrase": "not base64!"}, "not-whole"),
        ({"for_phrase": base64(b"no age file")}, "not-an-age-file"),
        ({"for_phrase": base64(for_passphrase(15))}, "weak"),
        ({"for_phrase": base64(for_passphrase(16))}, "weak"),
        ({"for_recovery": base64(for_passphrase(18))}, "too-costly"),
        ({"for_recovery": base64(for_passphrase(21))}, "too-costly"),
        ({"for_phrase": base64(for_passkey())}, "not-an-age-file"),
        ({"for_phrase": base64(age_file("X25519 " + "A" * 43))}, "not-an-age-file"),
        ({"for_phrase": base64(age_file(*[f"scrypt {SALT} 17"] * 2))}, "not-an-age-file"),
        ({"for_phrase": base64(for_passphrase() + bytes(5000))}, "not-an-age-file"),
        ({"for_passkey": base64(for_passkey())}, "not-whole"),
        ({"for_passkey": base64(for_passkey()), "passkey": "AGE-SECRET-KEY-1QQ"}, "not-whole"),
        ({"for_passkey": base64(for_passphrase()), "passkey": PASSKEY}, "not-an-age-file"),
    ],
)
def test_keys_that_are_not_made_well_are_refused(
    hers: Client, changed: dict[str, str], slug: str
) -> None:
    answer = hers.post("/me/keys/", new_keys().posted(**changed))
    assert (answer.status_code, answer.json()["slug"]) == (422, slug)
    assert not Keyring.objects.exists()


def test_keys_are_not_overwritten(hers: Client) -> None:
    hers.post("/me/keys/", new_keys().posted())
    answer = hers.post("/me/keys/", new_keys().posted())
    assert (answer.status_code, answer.json()["slug"]) == (422, "keyring-is-there")
    assert Keyring.objects.count() == 1


def test_the_keys_of_somebody_else_are_refused(hers: Client, bram: Person) -> None:
    made = new_keys()
    make_keyring(bram, public=made.public.canonical().decode(), ways=two_ways(), now=NOW)
    answer = hers.post("/me/keys/", made.posted())
    assert (answer.status_code, answer.json()["slug"]) == (422, "keys-in-use")


def test_nothing_can_be_replaced_before_it_is_made(hers: Client) -> None:
    assert prove(hers).get("/me/keys/replacement/").headers["Location"] == "/me/keys/"
    assert not Keyring.objects.exists()


def test_new_keys_after_a_loss_leave_the_old_ones_and_their_ways(
    hers: Client, anna: Person
) -> None:
    first, second = new_keys(), new_keys()
    hers.post("/me/keys/", first.posted())
    prove(hers).get("/me/keys/replacement/")
    assert hers.post("/me/keys/replacement/", second.posted()).status_code == 201
    assert Keyring.objects.count() == 2
    assert Wrapping.objects.count() == 4
    used = Keyring.objects.of(anna)
    assert used is not None
    assert used.fingerprint == second.public.fingerprint
    assert len(hers.get("/me/keys/ways/").json()["ways"]) == 2


def test_a_stolen_session_does_not_replace_keys(
    hers: Client, sign_in: SignIn, anna: Person
) -> None:
    hers.post("/me/keys/", new_keys().posted())
    stolen = sign_in(anna)
    assert stolen.get("/me/keys/replacement/").headers["Location"].startswith("/accounts/again/")
    answer = stolen.post("/me/keys/replacement/", new_keys().posted())
    assert (answer.status_code, answer.json()["slug"]) == (422, "not-proved-lately")
    assert Keyring.objects.count() == 1


def test_the_page_about_a_loss_says_what_stays_closed_and_who_can_help(
    hers: Client, anna: Person, bram: Person, connection: Connection
) -> None:
    hers.post("/me/keys/", new_keys().posted())
    keyring = Keyring.objects.get()
    kept = {"made_by": anna, "made_at": NOW}
    Sealed.objects.create(pk=keyring.pk, **kept)  # what is pinned is no text of hers
    Sealed.objects.create(**kept)
    Sealed.objects.create(connection=connection, made_by=bram, made_at=NOW)
    Sealed.objects.create(connection=connection, **kept)
    page = prove(hers).get("/me/keys/replacement/").content.decode()
    assert "1 tekst die je aan jezelf schreef" in page
    assert "2 teksten tussen jou en Bram, tot Bram die opnieuw verzegelt." in page


def test_a_leader_does_not_get_the_ways_of_somebody_else(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection
) -> None:
    make_keyring(bram, public=new_keys().public.canonical().decode(), ways=two_ways(), now=NOW)
    assert sign_in(anna).get("/me/keys/ways/").json() == {
        "keyring": None,
        "public": None,
        "fingerprint": None,
        "ways": [],
    }


def test_public_keys_are_told_to_the_other_of_a_connection(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection
) -> None:
    made = new_keys()
    public = made.public.canonical().decode()
    make_keyring(bram, public=public, ways=two_ways(), now=NOW)
    told = sign_in(anna).get(f"/keyrings/{bram.pk}/").json()
    assert (told["public"], told["fingerprint"]) == (public, made.public.fingerprint)
    assert sign_in(bram).get(f"/keyrings/{bram.pk}/").json() == told
    assert sign_in(bram).get(f"/keyrings/{anna.pk}/").json()["public"] is None


def test_public_keys_are_told_to_nobody_else(
    sign_in: SignIn, bram: Person, carla: Person, dirk: Person, connection: Connection
) -> None:
    assert sign_in(carla).get(f"/keyrings/{bram.pk}/").status_code == 404
    assert sign_in(dirk).get(f"/keyrings/{bram.pk}/").status_code == 404


def test_the_ways_of_an_earlier_keyring_are_handed_to_its_owner_alone(
    hers: Client, sign_in: SignIn, bram: Person, connection: Connection
) -> None:
    hers.post("/me/keys/", new_keys().posted())
    first = Keyring.objects.get()
    prove(hers).get("/me/keys/replacement/")
    hers.post("/me/keys/replacement/", new_keys().posted())
    told = hers.get(f"/me/keys/ways/?keyring={first.pk}").json()
    assert told["fingerprint"] == first.fingerprint
    assert len(told["ways"]) == 2
    assert sign_in(bram).get(f"/me/keys/ways/?keyring={first.pk}").status_code == 404
    assert hers.get("/me/keys/ways/?keyring=1").status_code == 422
