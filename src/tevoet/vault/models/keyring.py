"""A person's keys: the public part, and the secret part wrapped for each way of unlocking."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tevoet.engines.sealing.keys import PublicKeys
from tevoet.people.models import Connection, Person


class KeyringQuerySet(models.QuerySet["Keyring"]):
    """Questions about many keyrings."""

    def visible_to(self, person: Person) -> Self:
        """Return the keyrings of this person, and of whoever shares a connection."""
        pairs = Connection.objects.visible_to(person).values_list("first", "second")
        others = {pk for pair in pairs for pk in pair}
        return self.filter(person_id__in=others | {person.pk})

    def current(self) -> Self:
        """Leave out what was replaced after a loss."""
        return self.filter(replaced_at__isnull=True)

    def earlier(self, person: Person) -> Self:
        """Keep what this person used before a loss, the latest first."""
        return self.filter(person=person, replaced_at__isnull=False)

    def of(self, person: Person) -> Keyring | None:
        """Return the keyring a person uses now, or None."""
        return self.current().filter(person=person).first()


class Keyring(models.Model):
    """The keys of one person. `public` is canonical JSON; `fingerprint` its SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="keyrings")
    public = models.TextField()
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = KeyringQuerySet.as_manager()

    class Meta:
        """A person uses one keyring at a time."""

        ordering = ("-made_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=models.Q(replaced_at__isnull=True),
                name="one_keyring_in_use",
            ),
        )

    def __str__(self) -> str:
        return self.fingerprint[:12]

    @property
    def keys(self) -> PublicKeys:
        """Return the public part as keys."""
        return PublicKeys.read(self.public.encode())


class WrappingQuerySet(models.QuerySet["Wrapping"]):
    """Questions about many wrappings."""

    def visible_to(self, person: Person) -> Self:
        """Return the wrappings of this person's own keyring in use, and no other."""
        return self.filter(keyring__person=person, keyring__replaced_at__isnull=True)


class Wrapping(models.Model):
    """The secret part of a keyring as an age file, for one way of unlocking."""

    class Way(models.TextChoices):
        """The ways of unlocking."""

        PASSKEY = "passkey", _("passkey")
        PHRASE = "phrase", _("six words")
        RECOVERY = "recovery", _("recovery code")

    keyring = models.ForeignKey(Keyring, models.CASCADE, related_name="wrappings")
    way = models.CharField(max_length=8, choices=Way.choices)
    content = models.BinaryField()
    passkey = models.CharField(max_length=1400, blank=True)
    name = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()

    objects = WrappingQuerySet.as_manager()

    class Meta:
        """The oldest first; six words and a recovery code once each."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("keyring", "way"),
                condition=~models.Q(way="passkey"),
                name="one_phrase_one_recovery_code",
            ),
        )

    def __str__(self) -> str:
        return self.way
