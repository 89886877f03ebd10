"""Passkeys: our door to the library's WebAuthn.

A passkey is made so that it needs no name typed (resident key), asks for finger, face or code
(user verification), and can later unlock sealed words (`prf`). What the browser learns from `prf`
stays there, see `static/people/passkey.js`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ClassVar, Final, ParamSpec, TypeVar

from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from fido2.utils import websafe_decode, websafe_encode

from tevoet.people.models import Person
from tevoet.refusal import Refusal

P = ParamSpec("P")
R = TypeVar("R")
Credential = dict[str, Any]  # what a browser posts: whatever somebody made up
LARGEST: Final = 20_000
KEPT_OF_ONE: Final = ("id", "rawId", "type")
KEPT_OF_ITS_ANSWER: Final = ("clientDataJSON", "attestationObject")
MADE_UP = (ValidationError, ValueError, TypeError, KeyError, IndexError, AttributeError)


class PasskeyNotKnown(Refusal):
    """One answer for every passkey that does not open: made up, removed, of nobody, too late."""

    slug: ClassVar[str] = "passkey-not-known"
    message: ClassVar[str] = gettext_noop(
        "This passkey does not work here, or it took too long. Try once more, or sign in another"
        " way."
    )


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey of somebody; `credential` is its id in base64url, as a browser gives it."""

    pk: int
    name: str
    credential: str
    made_at: datetime
    used_at: datetime | None


def guarded(judge: Callable[P, R]) -> Callable[P, R]:
    """Answer whatever somebody made up with one refusal."""

    @wraps(judge)
    def judged(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return judge(*args, **kwargs)
        except MADE_UP as error:
            raise PasskeyNotKnown from error

    return judged


def read(posted: str) -> Credential:
    """Return what a browser posted, as plain values."""
    try:
        found = json.loads(posted) if len(posted) <= LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise PasskeyNotKnown
    return found


def bare(credential: Credential) -> Credential:
    """Return of a new passkey only what is needed to know it again, whatever a browser posted."""
    answer = credential["response"]
    return {
        **{name: credential[name] for name in KEPT_OF_ONE},
        "response": {name: answer[name] for name in KEPT_OF_ITS_ANSWER},
        "clientExtensionResults": {},
    }


def kept(person: Person) -> QuerySet[Authenticator]:
    """Return somebody's passkeys as they are kept, the oldest first."""
    rows: QuerySet[Authenticator] = Authenticator.objects.filter(
        user=person, type=Authenticator.Type.WEBAUTHN
    )
    return rows.order_by("pk")


def passkeys_of(person: Person) -> list[Passkey]:
    """Return somebody's passkeys, the oldest first."""
    return [shown(one) for one in kept(person)]


def shown(one: Authenticator) -> Passkey:
    """Return a passkey as pages and the vault know it."""
    wrapped = auth.WebAuthn(one)
    known = wrapped.authenticator_data.credential_data
    credential = websafe_encode(known.credential_id) if known else ""
    return Passkey(one.pk, wrapped.name, credential, one.created_at, one.last_used_at)


def relying_party() -> str:
    """Return the name that passkeys made here belong to: that of the one address people type."""
    return str(get_adapter().get_public_key_credential_rp_entity()["id"])


def options_to_make(person: Person) -> dict[str, Any]:
    """Return what a browser needs to make a passkey; the session keeps the challenge."""
    options = auth.begin_registration(person, passwordless=True)
    public = dict(options["publicKey"])
    public["extensions"] = {**public.get("extensions", {}), "prf": {}}
    return {"publicKey": public}


def options_to_ask(person: Person | None = None) -> dict[str, Any]:
    """Return what a browser needs to ask for a passkey: of anybody, or of one person."""
    found: dict[str, Any] = auth.begin_authentication(person)
    return found


@guarded
def make(person: Person, *, credential: Credential, name: str) -> Authenticator:
    """Keep a passkey that a browser just made."""
    credential = bare(credential)
    auth.parse_registration_response(credential)
    binding = auth.complete_registration(credential)
    if not binding.is_user_verified():
        raise PasskeyNotKnown
    row: Authenticator = auth.WebAuthn.add(person, name, credential).instance
    return row


@guarded
def check(person: Person, *, credential: Credential) -> Authenticator:
    """Return the passkey of somebody that a browser just used."""
    auth.parse_authentication_response(credential)
    row: Authenticator = auth.complete_authentication(person, credential)
    row.record_usage()
    return row


@guarded
def find(credential: Credential) -> Authenticator:
    """Return the passkey, of whomever, that a browser just used.

    For a number of nobody as much is done as for somebody's.
    """
    handle = credential["response"]["userHandle"]
    pk = int(websafe_decode(handle).decode(), 36)
    person = Person.objects.filter(pk=pk).first() or Person(pk=0)
    return check(person, credential=credential)


def sign_in(request: HttpRequest, passkey: Authenticator, *, way: str) -> HttpResponse:
    """Sign in whose passkey it is, and go on to `way`."""
    try:
        login = Login(user=passkey.user, redirect_url=way)
        answer: HttpResponse = flows.perform_passwordless_login(request, passkey, login)
    except ImmediateHttpResponse as error:
        answer = error.response
    return answer
