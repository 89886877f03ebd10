"""Ways to unlock come and go, but only by whoever holds the keys, and never the last that lasts."""

import pytest
from django.test import Client

from tests.conftest import SignIn, prove
from tests.vault.waysmade import PASSKEY, Made, for_passkey, for_passphrase, new_keys
from tevoet.people.models import Person
from tevoet.vault.models import Wrapping


@pytest.fixture
def hers(sign_in: SignIn, anna: Person) -> Client:
    """Anna's browser, in which she just showed who she is."""
    return prove(sign_in(anna))


@pytest.fixture
def made(hers: Client) -> Made:
    """Anna's keys, that six words and a code open."""
    keys = new_keys()
    assert hers.post("/me/keys/", keys.posted()).status_code == 201
    return keys


def with_passkey(hers: Client, made: Made, name: str = "Laptop") -> Wrapping:
    """Let a passkey open Anna's keys too."""
    posted = made.posted_way("passkey", for_passkey(), passkey=PASSKEY, name=name)
    assert hers.post("/me/keys/ways/", posted).status_code == 201
    return Wrapping.objects.get(way="passkey")


def ending(hers: Client, made: Made, way: Wrapping) -> int:
    """Take a way away as the page's script does; return what the server says."""
    signature = made.sign("ending", way.way, bytes(way.content), way.passkey)
    return hers.post(f"/me/keys/ways/{way.pk}/ending/", {"signature": signature}).status_code


def test_a_passkey_is_added_and_taken_away(hers: Client, made: Made) -> None:
    assert ending(hers, made, with_passkey(hers, made)) == 302
    assert not Wrapping.objects.filter(way="passkey").exists()


def test_the_same_passkey_is_kept_once(hers: Client, made: Made) -> None:
    with_passkey(hers, made, "Laptop")
    assert with_passkey(hers, made, "Telefoon").name == "Telefoon"


def test_new_six_words_take_the_place_of_the_old(hers: Client, made: Made) -> None:
    before = Wrapping.objects.get(way="phrase")
    content = for_passphrase() + b"new"
    answer = hers.post("/me/keys/ways/", made.posted_way("phrase", content))
    after = Wrapping.objects.get(way="phrase")
    assert answer.status_code == 201
    assert bytes(after.content) == content
    assert not Wrapping.objects.filter(pk=before.pk).exists()


def test_a_stolen_session_cannot_shut_the_owner_out(hers: Client, made: Made) -> None:
    thief = new_keys()
    posted = thief.posted_way("phrase", for_passphrase() + b"mine")
    answer = hers.post("/me/keys/ways/", posted)
    assert (answer.status_code, answer.json()["slug"]) == (422, "not-by-your-keys")
    assert ending(hers, thief, Wrapping.objects.get(way="recovery")) == 422
    assert Wrapping.objects.count() == 2


def test_a_signature_for_one_way_does_for_no_other(hers: Client, made: Made) -> None:
    way = Wrapping.objects.get(way="phrase")
    other = Wrapping.objects.get(way="recovery")
    signature = made.sign("ending", way.way, bytes(way.content))
    address = f"/me/keys/ways/{other.pk}/ending/"
    assert hers.post(address, {"signature": signature}).status_code == 422
    signature = made.sign("new", other.way, bytes(other.content))
    assert hers.post(address, {"signature": signature}).status_code == 422


def test_the_last_way_that_outlives_a_device_stays(hers: Client, made: Made) -> None:
    with_passkey(hers, made)
    assert ending(hers, made, Wrapping.objects.get(way="phrase")) == 302
    assert ending(hers, made, Wrapping.objects.get(way="recovery")) == 422
    assert ending(hers, made, Wrapping.objects.get(way="passkey")) == 302
    assert Wrapping.objects.get().way == "recovery"


@pytest.mark.parametrize(
    ("changed", "slug"),
    [
        ({"way": "escrow"}, "not-whole"),
        ({"signature": ""}, "not-whole"),
        ({"signature": "x"}, "not-by-your-keys"),
        ({"age": ""}, "not-whole"),
        ({"way": "passkey"}, "not-whole"),
        ({"way": "recovery"}, "not-by-your-keys"),
    ],
)
def test_a_way_that_is_not_whole_is_refused(
    hers: Client, made: Made, changed: dict[str, str], slug: str
) -> None:
    posted = {**made.posted_way("phrase", for_passphrase()), **changed}
    answer = hers.post("/me/keys/ways/", posted)
    assert (answer.status_code, answer.json()["slug"]) == (422, slug)


def test_a_weak_way_is_refused_even_when_signed(hers: Client, made: Made) -> None:
    posted = made.posted_way("phrase", for_passphrase(16))
    assert hers.post("/me/keys/ways/", posted).json()["slug"] == "weak"


def test_a_way_before_any_keys_is_refused(hers: Client) -> None:
    posted = new_keys().posted_way("phrase", for_passphrase())
    assert hers.post("/me/keys/ways/", posted).json()["slug"] == "no-keyring-yet"


def test_a_way_of_somebody_else_is_not_there(
    hers: Client, made: Made, sign_in: SignIn, bram: Person, dirk: Person
) -> None:
    way = Wrapping.objects.get(way="phrase")
    for person in (bram, dirk):
        assert sign_in(person).get(f"/me/keys/ways/{way.pk}/ending/").status_code == 404
        assert ending(sign_in(person), made, way) == 404


def test_more_passkeys_than_anybody_has_are_refused(hers: Client, made: Made) -> None:
    for number in range(21):
        passkey = f"{PASSKEY}{'QPZRY9X8GF2TVDW0S3JN5'[number]}"
        posted = made.posted_way("passkey", for_passkey(), passkey=passkey)
        answer = hers.post("/me/keys/ways/", posted)
    assert answer.json()["slug"] == "too-many-passkeys"
    assert Wrapping.objects.filter(way="passkey").count() == 20
