"""The second step after a password: a code of an app, or a spare code. Our door to the library's.

Who signs in with a passkey needs none: a passkey asks for the finger, face or code of the device.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.core.cache import cache
from django.http import HttpRequest

from tevoet.people.models import Person

Type = Authenticator.Type
PERIODS: Final = 2 * app_settings.TOTP_TOLERANCE + 1


class SecondStep(AuthenticateStage):
    """Ask for a code of who turned that on, unless a passkey was used."""

    def _should_handle(self, request: HttpRequest) -> bool:
        """Say whether a code is still to come; a passkey by itself does not ask for one."""
        person = self.login.user
        assert isinstance(person, Person)  # noqa: S101 - nobody else signs in
        return is_on(person) and not did_use_passwordless_login(request, person)


@dataclass(frozen=True, slots=True)
class Offer:
    """What an app needs to make codes: a secret, and the same as a drawing."""

    secret: str
    url: str
    drawing: str


def is_on(person: Person) -> bool:
    """Say whether somebody asks for a code after the own password."""
    return Authenticator.objects.filter(user=person, type=Type.TOTP).exists()


def offer(person: Person, secret: str) -> Offer:
    """Return what an app is told."""
    adapter = get_adapter()
    url = adapter.build_totp_url(person, secret)
    return Offer(secret=secret, url=url, drawing=adapter.build_totp_svg(url))


def is_right(secret: str, code: str) -> bool:
    """Say whether an app made this code now."""
    return bool(validate_totp_code(secret, plain(code)))


def keep(person: Person, secret: str) -> None:
    """Ask for codes of this secret from now on."""
    TOTP.activate(person, secret)


def drop(person: Person) -> bool:
    """Ask for no code any more; say whether one was asked for."""
    found = Authenticator.objects.filter(user=person, type__in=(Type.TOTP, Type.RECOVERY_CODES))
    return found.delete()[0] > 0


def new_spare_codes(person: Person) -> list[str]:
    """Make spare codes; earlier ones stop working."""
    Authenticator.objects.filter(user=person, type=Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(person).get_unused_codes()
    return codes


def spare_codes(person: Person) -> list[str]:
    """Return the spare codes that were not used."""
    found = Authenticator.objects.filter(user=person, type=Type.RECOVERY_CODES).first()
    codes: list[str] = RecoveryCodes(found).get_unused_codes() if found else []
    return codes


def check(person: Person, code: str) -> bool:
    """Say whether somebody has this code, and let it work no second time."""
    code = plain(code)
    kinds = (Type.TOTP, Type.RECOVERY_CODES)
    for one in Authenticator.objects.filter(user=person, type__in=kinds):
        if one.wrap().validate_code(code):
            one.record_usage()
            return one.type == Type.RECOVERY_CODES or is_first_use(person, code)
    return False


def is_first_use(person: Person, code: str) -> bool:
    """Say whether a code of an app was not used before, as long as it is right."""
    seconds = PERIODS * app_settings.TOTP_PERIOD
    return cache.add(
        f"code-used-{person.pk}-{sha256(code.encode()).hexdigest()}", "yes", timeout=seconds
    )


def plain(code: str) -> str:
    """Return a code without the spaces people type."""
    return "".join(code.split())
