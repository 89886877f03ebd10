"""Passkeys: making one, signing in with it, and what does not open."""

import json

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import int_to_base36
from fido2.utils import websafe_encode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.conftest import SignIn, prove
from tests.people.software_key import SoftwareKey, make_with, sign_in_with
from tevoet.people.actions.invitations import invite
from tevoet.people.actions.persons import NewPerson, add_person, leave
from tevoet.people.models import AccountLine, Organisation, Person
from tevoet.people.passkeys import PasskeyNotKnown, passkeys_of, read

NOT_KNOWN = "/accounts/login/"


@pytest.fixture
def key(sign_in: SignIn, anna: Person) -> SoftwareKey:
    """A passkey of Anna."""
    key = SoftwareKey()
    assert make_with(prove(sign_in(anna)), key) == 302
    return key


def test_a_passkey_is_made_to_need_no_name_and_to_unlock_later(
    sign_in: SignIn, anna: Person
) -> None:
    options = prove(sign_in(anna)).get("/me/signing-in/passkeys/options/").json()["publicKey"]
    chosen = options["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert options["extensions"]["prf"] == {}
    assert options["rp"] == {"id": "localhost", "name": "Tevoet"}


def test_a_passkey_signs_in(key: SoftwareKey, anna: Person) -> None:
    browser = Client()
    answer = sign_in_with(browser, key, next="/me/week/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/week/")
    assert browser.get("/me/").status_code == 200
    assert passkeys_of(anna)[0].used_at is not None


def test_the_vault_is_told_the_id_that_a_browser_knows(key: SoftwareKey, anna: Person) -> None:
    assert [(one.name, one.credential) for one in passkeys_of(anna)] == [
        ("Mijn telefoon", key.posted({})["id"])
    ]


def test_nothing_but_what_is_needed_is_kept(sign_in: SignIn, anna: Person) -> None:
    browser, key = prove(sign_in(anna)), SoftwareKey()
    plain = key.made(browser.get("/me/signing-in/passkeys/options/").json())
    plain["clientExtensionResults"] = {"prf": {"results": {"first": "geheim van de sleutel"}}}
    plain["iets"] = plain["response"]["publicKey"] = "geheim van de sleutel"
    filled = {"credential": json.dumps(plain), "name": "Sleutel"}
    assert browser.post("/me/signing-in/passkeys/", filled).status_code == 302
    assert "geheim" not in json.dumps(anna.authenticator_set.get().data)


def test_a_passkey_works_for_one_challenge(key: SoftwareKey) -> None:
    browser = Client()
    options = browser.get("/accounts/passkey/options/").json()
    filled = {"credential": json.dumps(key.used(options))}
    assert browser.post("/accounts/passkey/", filled).headers["Location"] == "/"
    browser.post("/accounts/logout/")
    assert browser.post("/accounts/passkey/", filled).headers["Location"] == NOT_KNOWN
    assert Client().post("/accounts/passkey/", filled).headers["Location"] == NOT_KNOWN


def test_a_removed_passkey_opens_nothing(key: SoftwareKey, sign_in: SignIn, anna: Person) -> None:
    elsewhere = sign_in(anna)
    browser = prove(sign_in(anna))
    page = f"/me/signing-in/passkeys/{anna.authenticator_set.get().pk}/removal/"
    assert browser.get(page).status_code == 200
    assert browser.post(page).status_code == 302
    assert sign_in_with(Client(), key).headers["Location"] == NOT_KNOWN
    assert browser.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302, "every other session ends"


def test_the_last_way_in_stays(key: SoftwareKey, sign_in: SignIn, anna: Person) -> None:
    anna.set_unusable_password()
    anna.save()
    page = f"/me/signing-in/passkeys/{anna.authenticator_set.get().pk}/removal/"
    prove(sign_in(anna)).post(page)
    assert len(passkeys_of(anna)) == 1


def test_a_passkey_gets_another_name(key: SoftwareKey, sign_in: SignIn, anna: Person) -> None:
    page = f"/me/signing-in/passkeys/{anna.authenticator_set.get().pk}/name/"
    assert sign_in(anna).post(page, {"name": "Werk"}).status_code == 302
    assert passkeys_of(anna)[0].name == "Werk"


@pytest.mark.parametrize("act", ["name", "removal"])
def test_dirk_finds_no_passkey_of_anna(
    act: str, key: SoftwareKey, sign_in: SignIn, anna: Person, dirk: Person
) -> None:
    page = f"/me/signing-in/passkeys/{anna.authenticator_set.get().pk}/{act}/"
    assert prove(sign_in(dirk)).post(page).status_code == 404


def test_a_passkey_that_asked_for_nothing_is_refused(sign_in: SignIn, anna: Person) -> None:
    assert make_with(prove(sign_in(anna)), SoftwareKey(is_verified=False)) == 422
    assert passkeys_of(anna) == []


def test_who_left_does_not_come_in_with_a_passkey(key: SoftwareKey, anna: Person) -> None:
    leave(anna, on=timezone.now().date())
    assert sign_in_with(Client(), key).headers["Location"] == NOT_KNOWN


def test_a_passkey_of_anna_does_not_sign_in_bram(key: SoftwareKey, bram: Person) -> None:
    browser = Client()
    plain = key.used(browser.get("/accounts/passkey/options/").json())
    handle = websafe_encode(int_to_base36(bram.pk).encode())
    plain["response"]["userHandle"] = handle
    browser.post("/accounts/passkey/", {"credential": json.dumps(plain)})
    assert browser.get("/me/").status_code == 302


def test_an_account_is_made_with_a_passkey(
    organisation: Organisation, keeper: Person, anna: Person
) -> None:
    eva = add_person(organisation, new=NewPerson(name="Eva", address="eva@voorbeeld.example"))
    path = "/" + invite(eva, by=keeper, now=timezone.now()).split("/", 3)[3]
    browser, key = Client(), SoftwareKey(number=b"passkey of Eva")
    plain = key.made(browser.get(f"{path}options/").json())
    assert browser.post(f"{path}passkey/", {"credential": "{}"}).headers["Location"] == path
    done = browser.post(f"{path}passkey/", {"credential": json.dumps(plain)})
    assert done.headers["Location"] == "/"
    assert browser.get("/me/").status_code == 200
    assert sign_in_with(Client(), key).headers["Location"] == "/"
    kinds = [line.kind for line in AccountLine.objects.filter(whom=eva)]
    assert kinds == ["passkey-added", "begun", "invited"]


def test_a_used_invitation_makes_no_passkey(db: None) -> None:
    assert Client().get("/invitations/niets/options/").status_code == 410
    answer = Client().post("/invitations/niets/passkey/", {"credential": '{"response": {}}'})
    assert answer.status_code in {302, 410}


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=20),
    lambda deeper: (
        some.lists(deeper, max_size=3)
        | some.dictionaries(some.text(max_size=8), deeper, max_size=3)
    ),
    max_leaves=8,
)
BENT = some.fixed_dictionaries(
    {},
    optional={
        "id": ANYTHING,
        "rawId": ANYTHING,
        "type": ANYTHING | some.just("public-key"),
        "clientExtensionResults": ANYTHING,
        "response": ANYTHING
        | some.fixed_dictionaries(
            {},
            optional={
                name: ANYTHING | some.sampled_from(["MQ", "e30", "oA", ""])
                for name in (
                    "clientDataJSON",
                    "attestationObject",
                    "authenticatorData",
                    "signature",
                    "userHandle",
                )
            },
        ),
    },
)


@given(posted=BENT | ANYTHING)
@settings(
    max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_whatever_somebody_makes_up_is_one_refusal(posted: object, anna: Person) -> None:
    browser = Client(raise_request_exception=True)
    browser.get("/accounts/passkey/options/")
    answer = browser.post("/accounts/passkey/", {"credential": json.dumps(posted)})
    assert (answer.status_code, answer.headers["Location"]) == (302, NOT_KNOWN)


@pytest.mark.parametrize("posted", ["[" * 19_000, "x", "", "7", '{"a":' * 5000])
def test_what_is_no_passkey_at_all_is_refused(posted: str) -> None:
    with pytest.raises(PasskeyNotKnown):
        read(posted)
