"""Typed readers of the environment. A wrong value stops the program loudly and says what to do."""

import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "yes", "true", "on"}
NO = {"0", "no", "false", "off", ""}
SHORTEST_KEY = 32
WELL_KNOWN = "/.well-known/openid-configuration"
TENANT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
DATABASE_SCHEMES = {"postgres", "postgresql"}


def text(name: str, default: str = "") -> str:
    """Return the setting as it is written."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes or no."""
    value = text(name, "yes" if default else "no").lower()
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"{name} is {value!r}: write yes or no.")


def number(name: str, default: int, *, least: int = 0) -> int:
    """Return a whole number of at least `least`."""
    value = text(name, str(default))
    if value.isdecimal() and int(value) >= least:
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number, {least} or more.")


def encryption(name: str, *, signs_in: bool) -> tuple[bool, bool]:
    """Return whether a mail server is spoken to with STARTTLS, and whether with TLS from the start.

    Whoever signs in there never does so in the clear.
    """
    value = text(name, "starttls" if signs_in else "none").lower()
    if value == "none" and signs_in:
        raise ImproperlyConfigured(f"{name} is none, but there is a user: write starttls or tls.")
    if value not in {"starttls", "tls", "none"}:
        raise ImproperlyConfigured(f"{name} is {value!r}: write starttls, tls or none.")
    return value == "starttls", value == "tls"


def names(name: str, default: str = "") -> list[str]:
    """Return a list written with commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """Return a folder of our own, made when it is not there."""
    path = Path(text(name) or default).expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}: {path} cannot be made ({error.strerror}). Name a folder you may write in."
        ) from error
    return path


def oidc() -> dict[str, Any]:
    """Return how to reach the sign-in of the organisation, or nothing when there is none."""
    issuer = text("TEVOET_OIDC_ISSUER").removesuffix(WELL_KNOWN).rstrip("/")
    if not issuer:
        return {}
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise ImproperlyConfigured("TEVOET_OIDC_ISSUER must begin with https://.")
    if not text("TEVOET_OIDC_CLIENT"):
        raise ImproperlyConfigured("TEVOET_OIDC_CLIENT is missing: the name your provider gave us.")
    return {
        "issuer": issuer,
        "client_id": text("TEVOET_OIDC_CLIENT"),
        "secret": text("TEVOET_OIDC_SECRET"),
        "name": text("TEVOET_OIDC_NAME") or parts.hostname or issuer,
        "organisation": text("TEVOET_OIDC_ORGANISATION"),
        "trusts_addresses": flag("TEVOET_OIDC_TRUSTS_ADDRESSES"),
    }


def services() -> dict[str, dict[str, str]]:
    """Return who we are to the services that hand over headers; none is on by itself."""
    given = {
        "microsoft": {
            "client": text("TEVOET_MICROSOFT_CLIENT"),
            "secret": text("TEVOET_MICROSOFT_SECRET"),
            "tenant": text("TEVOET_MICROSOFT_TENANT", "organizations"),
        },
        "gmail": {"client": text("TEVOET_GMAIL_CLIENT"), "secret": text("TEVOET_GMAIL_SECRET")},
    }
    for slug, one in given.items():
        if bool(one["client"]) != bool(one["secret"]):
            missing = "SECRET" if one["client"] else "CLIENT"
            raise ImproperlyConfigured(
                f"TEVOET_{slug.upper()}_{missing} is missing: the service gave both, or leave both."
            )
    if not TENANT.fullmatch(given["microsoft"]["tenant"]):
        raise ImproperlyConfigured(
            "TEVOET_MICROSOFT_TENANT must be the number or the domain of your organisation there."
        )
    return {slug: one for slug, one in given.items() if one["client"]}


def secret_key(home: Path) -> str:
    """Return the signing key: from TEVOET_SECRET_KEY, else from a file made at first use."""
    given = text("TEVOET_SECRET_KEY")
    if given:
        if len(given) < SHORTEST_KEY:
            raise ImproperlyConfigured(
                f"TEVOET_SECRET_KEY is too short: use {SHORTEST_KEY} signs or more."
            )
        return given
    path = home / "secret-key"
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_urlsafe(48))
    except FileExistsError:
        pass  # made at an earlier start
    return path.read_text().strip()


def database(home: Path) -> dict[str, object]:
    """Return Django's settings for TEVOET_DATABASE_URL, or for SQLite in our own folder."""
    url = text("TEVOET_DATABASE_URL")
    if not url or url.startswith("sqlite:"):
        path = Path(url.removeprefix("sqlite://")) if url else home / "tevoet.sqlite3"
        return sqlite(path)
    parts = urlsplit(url)
    if parts.scheme not in DATABASE_SCHEMES or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "TEVOET_DATABASE_URL must look like postgresql://user:password@host:5432/name."
        )
    host = dict(part.split("=", 1) for part in parts.query.split("&") if "=" in part).get("host")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict[str, object]:
    """Return SQLite as it was measured to never lose a write: WAL, IMMEDIATE, FULL."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # What is deleted is overwritten in the file, so that a thief of it finds nothing.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            ),
        },
    }
