"""Keys as a browser would have made them, and pages asked with a key on loan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from tevoet.vault import age
from tevoet.vault.loans import HEADER
from tevoet.vault.mirrorkey import MirrorKey
from tevoet.vault.models import Keyring

if TYPE_CHECKING:
    from django.test import Client

    from tevoet.people.models import Person


def give_keys(person: Person) -> MirrorKey:
    """Make a keyring for somebody and return the key of the mirror, as only the browser has it."""
    secret = age.make_keys()
    public = age.public_part(secret)
    Keyring.objects.create(
        person=person,
        public=public.canonical().decode(),
        fingerprint=public.fingerprint,
        made_at=timezone.now(),
    )
    return MirrorKey(secret.mirror)


def lend(client: Client, key: MirrorKey) -> dict[str, str]:
    """Lend a key as the page's script does, and return the headers it sends along from then on."""
    answer = client.post("/loan/", {"key": key.secret})
    assert answer.status_code == 201, answer.content
    return {HEADER: answer.json()["half"], "HX-Request": "true"}
