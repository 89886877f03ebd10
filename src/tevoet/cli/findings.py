"""What `tevoet doctor` looks at: one small function per question, each with one answer."""

import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection

from tevoet.cli import tables
from tevoet.cli.heartbeat import last_beat
from tevoet.cli.language import gettext as _
from tevoet.contact.models import Archive
from tevoet.vault import held

Kind = Literal["good", "advice", "unsafe"]
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LEAST_FREE_BYTES = 1024**3
EARLIEST = 1_790_000_000  # September 2026: a clock before this has never been set
OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Finding:
    """One answer: its name, whether it is good, and a sentence that says what to do."""

    name: str
    kind: Kind
    sentence: str


def good(name: str, sentence: str, /, **values: object) -> Finding:
    """Nothing has to be done."""
    return Finding(name, "good", sentence.format(**values))


def advice(name: str, sentence: str, /, **values: object) -> Finding:
    """Something could be done."""
    return Finding(name, "advice", sentence.format(**values))


def unsafe(name: str, sentence: str, /, **values: object) -> Finding:
    """Something must be done."""
    return Finding(name, "unsafe", sentence.format(**values))


def is_at_home() -> bool:
    """Say whether only this machine can reach us."""
    return (urlsplit(settings.ADDRESS).hostname or "") in {"localhost", "127.0.0.1", "::1"}


def python() -> Finding:
    """Is Python new enough?"""
    written = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return unsafe("python", _("Python {version}: install 3.11 or newer."), version=written)
    return good("python", _("Python {version}."), version=written)


def address() -> Finding:
    """Do people come in over https?"""
    if settings.HTTPS or is_at_home():
        return good("address", _("People type {address}."), address=settings.ADDRESS)
    return unsafe(
        "address",
        _(
            "{address} is not https: passwords can be read on the way."
            " Put Caddy before it and set TEVOET_ADDRESS."
        ),
        address=settings.ADDRESS,
    )


def hosts() -> Finding:
    """Does the server answer to its own name, and to no other?"""
    name = urlsplit(settings.ADDRESS).hostname or ""
    if "*" in settings.ALLOWED_HOSTS:
        return unsafe("hosts", _("TEVOET_HOSTS has *: name the hosts instead."))
    if name not in [host.strip("[]") for host in settings.ALLOWED_HOSTS]:
        return unsafe(
            "hosts", _("{name} is not in TEVOET_HOSTS, so nobody gets in. Add it."), name=name
        )
    return good("hosts", _("It answers to {hosts}."), hosts=", ".join(settings.ALLOWED_HOSTS))


def example() -> Finding:
    """Are the example people for this machine only?"""
    if settings.EXAMPLE and not is_at_home():
        return unsafe(
            "example", _("TEVOET_EXAMPLE lets anybody in without a password. Take it away.")
        )
    return good("example", _("No open door for example people."))


def home() -> Finding:
    """May only we read the home folder?"""
    return private("home", Path(settings.HOME), "700")


def secret_key() -> Finding:
    """May only we read the signing key?"""
    path = Path(settings.HOME) / "secret-key"
    if not path.exists():
        return good("secret-key", _("The signing key comes from TEVOET_SECRET_KEY."))
    return private("secret-key", path, "600")


def private(name: str, path: Path, mode: str) -> Finding:
    """Say whether others may look into a file or folder."""
    if path.stat().st_mode & OTHERS:
        return unsafe(
            name, _("Others may read {path}. Type: chmod {mode} {path}"), path=path, mode=mode
        )
    return good(name, _("Only we may read {path}."), path=path)


def database() -> Finding:
    """Does the database answer?"""
    try:
        connection.ensure_connection()
    except DatabaseError:
        return unsafe("database", _("The database does not answer. Check TEVOET_DATABASE_URL."))
    return good("database", _("The database answers ({kind})."), kind=connection.vendor)


def migrations() -> Finding:
    """Are the tables those of this version?"""
    try:
        behind = len(tables.missing())
    except DatabaseError:
        behind = -1
    if behind:
        return unsafe(
            "migrations",
            _(
                "The tables are not those of this version."
                " Type: tevoet upgrade (when new: tevoet init)"
            ),
        )
    return good("migrations", _("The tables are those of this version."))


def mirrors() -> Finding:
    """Does anybody's mirror still stand open?"""
    try:
        count = Archive.objects.filter(keyring=None).exclude(content=b"").count()
    except DatabaseError:  # said above: the tables are not those of this version
        count = 0
    if count:
        return advice(
            "mirrors",
            _(
                "The mirrors of {count} people were read before they had keys, and stand open."
                " Ask them to make keys: that seals them."
            ),
            count=count,
        )
    return good("mirrors", _("Every mirror is sealed."))


def held_keyrings() -> Finding:
    """Does no keyring lie here that should not?"""
    path = Path(settings.HOME) / held.FOLDER
    if path.exists() and not held.may_hold():
        return unsafe(
            "held-keyrings",
            _("Keyrings of the example or of one person lie in {path}. Take them away."),
            path=path,
        )
    if held.may_hold() and not is_at_home():
        return unsafe(
            "held-keyrings",
            _("This machine holds keyrings, and others can reach it. Take TEVOET_MINE away."),
        )
    return good("held-keyrings", _("No keyring lies where it should not."))


def worker() -> Finding:
    """Is somebody doing what waits?"""
    beat = last_beat(Path(settings.HOME))
    if beat is None or not beat.is_warm:
        return advice("worker", _("Tevoet does not run now. Type: tevoet serve"))
    if "worker" not in beat.alive:
        return unsafe(
            "worker", _("The worker does not run, so mailboxes are not read. Look in the log.")
        )
    return good("worker", _("The pages and the worker run."))


def mail() -> Finding:
    """Can invitations and forgotten passwords be mailed?"""
    if settings.EMAIL_HOST:
        return good("mail", _("Mail goes out by {host}."), host=settings.EMAIL_HOST)
    return advice("mail", _("No mail server: hand out links yourself, or set TEVOET_SMTP_HOST."))


def organisation() -> Finding:
    """Does the sign-in of the organisation answer?"""
    if not settings.OIDC:
        return good("organisation", _("People sign in here only."))
    url = f"{settings.OIDC['issuer']}/.well-known/openid-configuration"
    try:
        said = requests.get(url, timeout=5).json()["issuer"]
    except (requests.RequestException, ValueError, KeyError, TypeError):
        return unsafe(
            "organisation", _("{url} does not answer. Check TEVOET_OIDC_ISSUER."), url=url
        )
    if said.rstrip("/") != settings.OIDC["issuer"]:
        return advice(
            "organisation",
            _("It calls itself {said}: write that in TEVOET_OIDC_ISSUER."),
            said=said,
        )
    return good("organisation", _("The sign-in of the organisation answers ({said})."), said=said)


def clock() -> Finding:
    """Is the clock set? Everything here counts days."""
    newest = (Path(settings.HOME) / "secret-key", Path(settings.HOME))
    written = max((path.stat().st_mtime for path in newest if path.exists()), default=0.0)
    if time.time() < max(EARLIEST, written - 3600):
        return Finding(
            "clock", "unsafe", _("The clock is not right. Type: timedatectl set-ntp true")
        )
    return good("clock", _("The clock is set."))


def disk() -> Finding:
    """Is there room to read a mailbox?"""
    free = shutil.disk_usage(settings.HOME).free
    written = f"{free / 1024**3:.1f} GB"
    if free < LEAST_FREE_BYTES:
        return unsafe("disk", _("Only {free} is free on the disk. Make room."), free=written)
    return good("disk", _("{free} is free on the disk."), free=written)


def deploy() -> Finding:
    """Does Django itself see something unsafe? Https on this machine only is asked above."""
    if settings.DEBUG:
        return unsafe("settings", _("DEBUG is on and shows secrets. Take it away."))
    if not settings.HTTPS:
        return good("settings", _("DEBUG is off."))
    try:
        with Path(os.devnull).open("w") as nowhere:
            call_command("check", deploy=True, fail_level="WARNING", stdout=nowhere, stderr=nowhere)
    except SystemCheckError as error:
        return unsafe("settings", "{reason}", reason=error)
    return good("settings", _("Django's own check of the settings is clean."))


QUESTIONS: tuple[Callable[[], Finding], ...] = (
    python,
    address,
    hosts,
    example,
    home,
    secret_key,
    database,
    migrations,
    mirrors,
    held_keyrings,
    worker,
    mail,
    organisation,
    clock,
    disk,
    deploy,
)


def findings() -> Iterator[Finding]:
    """Yield one answer to each question."""
    return (ask() for ask in QUESTIONS)
