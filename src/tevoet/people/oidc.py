"""Signing in by way of the organisation (OpenID Connect): our door to the library's.

Nobody is made by it: somebody comes in who was invited with an address that the organisation says
is theirs. After the first time the number it knows them by counts, and no longer the address.
"""

from hashlib import sha256
from typing import Any, ClassVar, Final, NoReturn

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.base.provider import ProviderException
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_noop
from requests import RequestException

from tevoet.people.actions.welcome import OURS, welcome
from tevoet.people.pages import told
from tevoet.refusal import Refusal

YES: Final = (True, "true", "True")
Said = dict[str, Any]  # JSON of somebody else's server


class OrganisationOutOfReach(Refusal):
    """The sign-in of the organisation did not answer, or not as it should."""

    slug: ClassVar[str] = "organisation-out-of-reach"
    message: ClassVar[str] = gettext_noop(
        "Signing in with {name} did not work. Try once more, or sign in another way."
    )


class Talk(OpenIDConnectOAuth2Adapter):
    """How we talk with the sign-in of the organisation: it answers to the address people type."""

    def get_callback_url(self, request: HttpRequest, app: object) -> str:
        """Return where somebody comes back."""
        return str(settings.ADDRESS) + reverse("people:organisation_back")


class Provider(OpenIDConnectProvider):
    """The sign-in of the organisation. Of what it says of somebody only the number is kept."""

    oauth2_adapter_class = Talk

    def extract_extra_data(self, data: Said) -> Said:
        """Keep nothing of what was said."""
        return {}

    def extract_uid(self, data: Said) -> str:
        """Return the number somebody has there; both answers must be about the same one."""
        said = [data[part].get("sub") for part in ("id_token", "userinfo") if part in data]
        if not said or not said[0] or len(set(said)) > 1:
            raise ProviderException("the answers are about nobody, or about two")
        issuer = sha256(settings.OIDC["issuer"].encode()).hexdigest()[:12]
        return f"{issuer} {said[0]}"

    def extract_email_addresses(self, data: Said) -> list[EmailAddress]:
        """Return the address that was said, and whether it was checked there."""
        both: list[Said] = [data.get("userinfo", {}), data.get("id_token", {})]
        said = next((one for one in both if "email" in one), {})
        checked = said.get("email_verified") in YES or settings.OIDC["trusts_addresses"]
        address = str(said.get("email", ""))
        return [EmailAddress(email=address, verified=bool(checked))] if address else []


class Adapter(DefaultSocialAccountAdapter):
    """Whom the sign-in of the organisation lets in here."""

    def list_apps(self, *args: Any, **kwargs: Any) -> list[SocialApp]:
        """Return how to reach the sign-in of the organisation."""
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=OURS,
                name=settings.OIDC["name"],
                client_id=settings.OIDC["client_id"],
                secret=settings.OIDC["secret"],
                settings={"server_url": settings.OIDC["issuer"], "scope": ["openid", "email"]},
            )
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Make nobody."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Said) -> Any:
        """Take nothing over: names and addresses are the keeper's and one's own."""
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find who was invited, the first time."""
        sociallogin.state["process"] = AuthProcess.LOGIN
        if sociallogin.is_existing:
            return
        checked = [one.email.lower() for one in sociallogin.email_addresses if one.verified]
        try:
            known = welcome(checked, number=sociallogin.account.uid)
        except Refusal as refusal:
            turn_back(request, refusal)
        sociallogin.account, sociallogin.user = known, known.user

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say that it did not work, whatever it was."""
        turn_back(request, OrganisationOutOfReach(name=settings.OIDC["name"]))


def turn_back(request: HttpRequest, refusal: Refusal) -> NoReturn:
    """Lead somebody back to the sign-in page, which says why."""
    messages.error(request, told(refusal))
    raise ImmediateHttpResponse(redirect("account_login"))


def name() -> str:
    """Return how the sign-in of the organisation is called; empty when there is none."""
    return str(settings.OIDC.get("name", ""))


def begin(request: HttpRequest, *, way: str, again: bool) -> HttpResponse:
    """Lead somebody to the sign-in of the organisation; `again` asks for the password there."""
    asked = {"auth_params": {"prompt": "login", "max_age": "0"}} if again else {}
    try:
        provider = Adapter(request).get_provider(request, OURS)
        answer: HttpResponse = provider.redirect(request, AuthProcess.LOGIN, next_url=way, **asked)
    except (RequestException, ValueError, KeyError):
        messages.error(request, told(OrganisationOutOfReach(name=name())))
        answer = redirect("account_login")
    return answer


def come_back(request: HttpRequest) -> HttpResponse:
    """Take up what the sign-in of the organisation says."""
    talk = Talk(request, OURS)
    view = OAuth2CallbackView.adapter_view(talk)  # type: ignore[no-untyped-call]  # of the library
    try:
        answer: HttpResponse = view(request)
    except (ValueError, KeyError):
        messages.error(request, told(OrganisationOutOfReach(name=name())))
        answer = redirect("account_login")
    return answer
