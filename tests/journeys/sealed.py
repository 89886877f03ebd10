"""People with keys, in the browser: made in Python, unlocked on a page with words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils import timezone

from tevoet.engines.sealing.body import Place
from tevoet.engines.sealing.canonical import canonical
from tevoet.vault import age
from tevoet.vault.actions.records import Offer, add_revision
from tevoet.vault.models import Keyring

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tevoet.engines.sealing.keys import PublicKeys, SecretKeys
    from tevoet.people.models import Person
    from tevoet.vault.models import Sealed

UNLOCK = """async ([secret, keyring]) => {
  const { importKeys } = await import("/static/vault/keys.js");
  const { unlocked } = await import("/static/vault/unlocked.js");
  await unlocked(await importKeys(secret), keyring);
}"""
LOCK = """async () => (await import("/static/vault/keyring.js")).lock()"""


@dataclass(frozen=True)
class Keys:
    """Somebody's keys, with the keyring that stands for them."""

    person: Person
    secret: SecretKeys
    keyring: Keyring

    @property
    def public(self) -> PublicKeys:
        """Return what others may know."""
        return age.public_part(self.secret)

    def reflect(self, words: str, *, ago: int = 0) -> Sealed:
        """Write words to oneself, so many minutes ago."""
        at = timezone.now() - timedelta(minutes=ago)
        number = uuid4()
        content = age.seal(
            canonical({"prompt": "trust-me", "words": words}).decode(),
            Place(str(number), "reflection"),
            at=f"{at:%Y-%m-%dT%H:%M:%SZ}",
            readers=[self.public],
            secret=self.secret,
        )
        kept, _ = add_revision(Offer(number, 1, content), by=self.person, now=at)
        return kept.sealed

    def unlock(self, page: Page) -> None:
        """Unlock in a browser, on a page with words."""
        page.evaluate(UNLOCK, [self.secret.canonical().decode(), str(self.keyring.pk)])


def make_keys(person: Person) -> Keys:
    """Make keys for somebody."""
    secret = age.make_keys()
    public = age.public_part(secret)
    keyring = Keyring.objects.create(
        person=person,
        public=public.canonical().decode(),
        fingerprint=public.fingerprint,
        made_at=timezone.now(),
    )
    return Keys(person, secret, keyring)


def lock(page: Page) -> None:
    """Lock, in one tap."""
    page.evaluate(LOCK)
