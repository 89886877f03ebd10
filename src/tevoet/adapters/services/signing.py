"""Ask for a permission, and take what is given for it: OAuth 2 with PKCE.

Source: RFC 6749 section 4.1 and 6, RFC 7636 (PKCE), RFC 7009 (withdrawing).
"""

import hashlib
from base64 import urlsafe_b64encode
from contextlib import suppress
from typing import Final
from urllib.parse import urlencode

import httpx

from tevoet.adapters.services.account import Client, Service, Tokens, is_safe
from tevoet.adapters.services.refusals import (
    ConnectAgain,
    PermissionNotGiven,
    PermissionTooWide,
    ServiceNotReached,
    ServiceNotUnderstood,
)
from tevoet.adapters.services.values import Answer, text

PATIENCE_SECONDS: Final = 20.0
MOST_BYTES: Final = 100_000
REFUSED: Final = frozenset({400, 401, 403})
_PREFIX: Final = "https://graph.microsoft.com/"


def challenge_of(verifier: str) -> str:
    """Return what is shown of a secret before it is told (RFC 7636, S256).

    >>> challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    hashed = hashlib.sha256(verifier.encode()).digest()
    return urlsafe_b64encode(hashed).rstrip(b"=").decode()


def authorise_url(
    service: Service, client: Client, *, back_to: str, state: str, verifier: str
) -> str:
    """Return where somebody is asked for the permission."""
    asked = {
        "client_id": client.name,
        "response_type": "code",
        "redirect_uri": back_to,
        "scope": " ".join(sorted(_asked(service))),
        "state": state,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
        **service.extra,
    }
    return f"{service.authorise_at}?{urlencode(asked)}"


def exchange(service: Service, client: Client, *, code: str, verifier: str, back_to: str) -> Tokens:
    """Return what is given for a code.

    Raises `PermissionNotGiven`, `PermissionTooWide`, `ServiceNotReached` and
    `ServiceNotUnderstood`.
    """
    asked = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
    status, answer = _told(service, client, {**asked, "redirect_uri": back_to})
    if status in REFUSED:
        raise PermissionNotGiven(service=service.name)
    tokens = _tokens(service, answer)
    granted = _granted(service, answer)
    if not service.scopes <= granted or not tokens.renewal:
        raise PermissionNotGiven(service=service.name)
    return tokens


def renew(service: Service, client: Client, tokens: Tokens) -> Tokens:
    """Return tokens for another hour; where the service gives no new renewal the old one stays.

    Raises `ConnectAgain` when it refuses, and what `exchange` raises.
    """
    asked = {"grant_type": "refresh_token", "refresh_token": tokens.renewal}
    status, answer = _told(service, client, asked)
    if status in REFUSED:
        raise ConnectAgain(service=service.name)
    fresh = _tokens(service, answer)
    if text(answer, "scope"):
        _granted(service, answer)
    return Tokens(access=fresh.access, renewal=fresh.renewal or tokens.renewal)


def withdraw(service: Service, tokens: Tokens) -> None:
    """Give a permission back, where the service has a way for that; nothing if it does not work."""
    if service.withdraw_at and is_safe(service.withdraw_at):
        with suppress(httpx.HTTPError), httpx.Client(timeout=PATIENCE_SECONDS / 4) as http:
            http.post(service.withdraw_at, data={"token": tokens.renewal})


def _asked(service: Service) -> set[str]:
    if service.slug != "microsoft":
        return set(service.scopes)
    return {f"{_PREFIX}{scope}" for scope in service.scopes} | {"offline_access"}


def _granted(service: Service, answer: Answer) -> set[str]:
    """Return the permissions that were given; refuse those that could read more than headers."""
    granted = {one.removeprefix(_PREFIX) for one in text(answer, "scope").split()}
    more = granted - service.scopes - service.harmless
    if more:
        raise PermissionTooWide(service=service.name, more=", ".join(sorted(more))[:200])
    return granted


def _tokens(service: Service, answer: Answer) -> Tokens:
    access = text(answer, "access_token")
    if not access or text(answer, "token_type").lower() != "bearer":
        raise ServiceNotUnderstood(service=service.name)
    return Tokens(access=access, renewal=text(answer, "refresh_token"))


def _told(service: Service, client: Client, asked: dict[str, str]) -> tuple[int, Answer]:
    """Ask where tokens are given; the secrets go in the body, never in an address."""
    if not is_safe(service.tokens_at):
        raise ServiceNotReached(service=service.name)
    who = {"client_id": client.name, "client_secret": client.secret}
    try:
        with httpx.Client(timeout=PATIENCE_SECONDS) as http:
            answer = http.post(service.tokens_at, data={**asked, **who})
            told = answer.json() if len(answer.content) <= MOST_BYTES else None
    except httpx.HTTPError as error:
        raise ServiceNotReached(service=service.name) from error
    except ValueError as error:
        raise ServiceNotUnderstood(service=service.name) from error
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise ServiceNotReached(service=service.name)
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise ServiceNotReached(service=service.name)
    if not isinstance(told, dict):
        raise ServiceNotUnderstood(service=service.name)
    return answer.status_code, told
