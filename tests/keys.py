"""Keys as a browser would have made them, and pages asked with a key on loan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from tevoet.contact import archive as archives
from tevoet.contact import overview
from tevoet.contact.actions import sources
from tevoet.contact.joining import catch_up
from tevoet.vault import age, held
from tevoet.vault.loans import HEADER
from tevoet.vault.mirrorkey import MirrorKey
from tevoet.vault.models import Keyring

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from django.test import Client

    from tevoet.contact.archive import Archive
    from tevoet.contact.models import Reading
    from tevoet.contact.overview import Overview
    from tevoet.engines.sealing.keys import SecretKeys
    from tevoet.people.models import Person


def give_keys(person: Person) -> MirrorKey:
    """Make a keyring for somebody and return the key of the mirror, as only the browser has it."""
    return MirrorKey(give_keyring(person).mirror)


def give_keyring(person: Person) -> SecretKeys:
    """Make a keyring for somebody and return its secret part, as only the browser has it."""
    secret = age.make_keys()
    public = age.public_part(secret)
    Keyring.objects.create(
        person=person,
        public=public.canonical().decode(),
        fingerprint=public.fingerprint,
        made_at=timezone.now(),
    )
    return secret


def lend(client: Client, key: MirrorKey) -> dict[str, str]:
    """Lend a key as the page's script does, and return the headers it sends along from then on."""
    answer = client.post("/loan/", {"key": key.secret})
    assert answer.status_code == 201, answer.content
    return {HEADER: answer.json()["half"], "HX-Request": "true"}


def opened(owner: Person) -> Archive:
    """Return somebody's archive as their own machine opens it, brought up to date."""
    archive = archives.of(owner, held.mirror_key_of(owner))
    catch_up(owner, archive)
    return archive


def read_now(owner: Person, *, paths: Iterable[Path], name: str = "") -> Reading:
    """Read files and join them with the archive, as on one's own machine."""
    return sources.read_now(owner, paths=paths, name=name, key=held.mirror_key_of(owner))


def overview_of(owner: Person, now: datetime | None = None) -> Overview:
    """Return what somebody sees of their own contact, as on one's own machine."""
    return overview.of(owner, now or timezone.now(), opened(owner))
