"""Which service, who we are there, and what it gave us to come in with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Where a service is, and what is asked of it.

    `scopes` are the permissions that are needed; of them `harmless` may come along unasked, and
    with any other nothing is read. `extra` is asked along with the permission.
    """

    slug: str
    name: str
    authorise_at: str
    tokens_at: str
    read_at: str
    withdraw_at: str = ""
    scopes: frozenset[str]
    harmless: frozenset[str] = frozenset()
    extra: Mapping[str, str] = field(default_factory=dict)

    def is_at(self, url: str) -> bool:
        """Say whether an address is one of this service's own, to which its token may go."""
        asked, own = urlsplit(url), urlsplit(self.read_at)
        is_same = (asked.scheme, asked.netloc) == (own.scheme, own.netloc)
        return is_same and asked.path.startswith(f"{own.path}/") and is_safe(url)


def is_safe(url: str) -> bool:
    """Say whether what goes to an address is encrypted on the way, or stays on this machine.

    >>> [is_safe(one) for one in ("https://a.example/", "http://a.example/", "http://127.0.0.1/")]
    [True, False, True]
    """
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Who we are to a service: the name and the secret it gave whoever installed this."""

    name: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What opens a mailbox's headers: for an hour, and to ask for another hour with."""

    access: str = field(repr=False)
    renewal: str = field(repr=False)


def microsoft(tenant: str) -> Service:
    """Return Microsoft 365 as people of one organisation, or of all ("organizations"), reach it.

    Source: Microsoft identity platform, authorization code flow; Microsoft Graph v1.0.
    """
    entrance = f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0"
    return Service(
        slug="microsoft",
        name="Microsoft 365",
        authorise_at=f"{entrance}/authorize",
        tokens_at=f"{entrance}/token",
        read_at="https://graph.microsoft.com/v1.0",
        scopes=frozenset({"Mail.ReadBasic", "Calendars.ReadBasic"}),
        harmless=frozenset({"openid", "profile", "email", "offline_access", "User.Read"}),
        extra={"prompt": "select_account"},
    )


def gmail() -> Service:
    """Return Gmail. Source: Google Identity, OAuth 2.0 for web servers; Gmail API v1."""
    return Service(
        slug="gmail",
        name="Gmail",
        authorise_at="https://accounts.google.com/o/oauth2/v2/auth",
        tokens_at="https://oauth2.googleapis.com/token",
        withdraw_at="https://oauth2.googleapis.com/revoke",
        read_at="https://gmail.googleapis.com/gmail/v1",
        scopes=frozenset({"https://www.googleapis.com/auth/gmail.metadata"}),
        harmless=frozenset({"openid"}),
        extra={"access_type": "offline", "prompt": "consent"},
    )
