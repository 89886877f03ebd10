"""How the sign-in library behaves here."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop

from tevoet.people import devices, secondstep, sessions
from tevoet.people.actions import accounts, tries
from tevoet.people.actions.factors import CodeNotRight
from tevoet.people.models import Person
from tevoet.people.pages import told
from tevoet.refusal import Refusal


class WrongPassword(Refusal):
    """Somebody who is signed in mistyped the own password."""

    slug: ClassVar[str] = "wrong-password"
    message: ClassVar[str] = gettext_noop("This is not your password.")


class Backend(BaseBackend):
    """Know people by address and password; fetch a signed-in person in one query."""

    def authenticate(
        self,
        request: HttpRequest | None,
        email: str = "",
        password: str = "",
        **_: object,
    ) -> Person | None:
        """Return whose password this is; for nobody it takes as long as for somebody."""
        person = with_address(email)
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password) else None

    def get_user(self, user_id: int) -> Person | None:
        """Return the person of a session; nobody who left or is blocked."""
        people = Person.objects.still_here().filter(blocked_at__isnull=True)
        found: Person | None = people.filter(pk=user_id).select_related("organisation").first()
        return found


def with_address(address: str) -> Person | None:
    """Return who signs in with an address."""
    found: Person | None = Person.objects.still_here().filter(email=address.lower()).first()
    return found


class Adapter(DefaultAccountAdapter):
    """Nobody signs up alone; wrong tries are counted by account and place."""

    error_messages = {  # noqa: RUF012 - as the library has it
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "This address and this password do not belong together."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse signing up without an invitation."""
        return False

    def get_login_stages(self) -> list[str]:
        """Ask for a code after a password, of who turned that on; nothing else."""
        return ["tevoet.people.secondstep.SecondStep"]

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Leave it to our own pages, see `access.freshly_proved`."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """Return whose password this is, unless too many were wrong here."""
        address = credentials.get("email", "")
        key = password_key(request, address)
        try:
            tried = tries.begin_try(key, now=timezone.now())
        except tries.KeepWaiting as refusal:
            raise forms.ValidationError(told(refusal), code=refusal.slug) from refusal
        found = Backend().authenticate(request, **credentials)
        if found is None:
            tries.slow_down(tried, with_address(address))
        else:
            tries.forgive(key)
        return found

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Give somebody the password that was chosen after a mail."""
        assert isinstance(user, Person)  # noqa: S101 - the only kind of account
        accounts.change_password(user, password=password)
        tries.forgive(password_key(self.request, user.email or ""))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign somebody in, and put the session in the list."""
        assert isinstance(user, Person)  # noqa: S101 - the only kind of account
        enter(request, user)


class PasskeyAdapter(DefaultMFAAdapter):
    """Passkeys belong to the one address people type."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return whose passkeys they are."""
        return {"id": urlsplit(settings.ADDRESS).hostname or "localhost", "name": "Tevoet"}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, object]:
        """Return what the device shows beside a passkey; who is invited has an address only."""
        assert isinstance(user, Person)  # noqa: S101 - the only kind of account
        entity: dict[str, object] = super().get_public_key_credential_user_entity(user)
        first = user.addresses.first()
        name = user.email or (first.address if first else user.name)
        return entity | {"name": name, "display_name": user.name}


def password_key(request: HttpRequest, address: str) -> str:
    """Return under which key wrong passwords for an account are counted here."""
    return tries.key_of("password", address.lower(), devices.place(request, address))


def code_key(request: HttpRequest, person: Person) -> str:
    """Return under which key wrong codes of somebody are counted.

    A code has six digits and comes after the right password, so all unknown places count as one.
    """
    place = devices.place(request, person.email or "", elsewhere="any")
    return tries.key_of("code", str(person.pk), place)


def check_password(request: HttpRequest, person: Person, password: str) -> None:
    """Let somebody who is signed in say the own password once more."""
    key = password_key(request, person.email or "")
    tried = tries.begin_try(key, now=timezone.now())
    if not person.check_password(password):
        tries.slow_down(tried, person)
        raise WrongPassword
    tries.forgive(key)


def check_code(request: HttpRequest, person: Person, code: str) -> None:
    """Let somebody whose password was right say a code."""
    key = code_key(request, person)
    tried = tries.begin_try(key, now=timezone.now())
    if not secondstep.check(person, code):
        tries.slow_down(tried, person)
        raise CodeNotRight
    tries.forgive(key)


def enter(request: HttpRequest, person: Person) -> None:
    """Sign somebody in who just proved who they are."""
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    sessions.begin(request, person)
