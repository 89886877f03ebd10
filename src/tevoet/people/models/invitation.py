"""A link that works once."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from tevoet.people.models.person import Person
from tevoet.people.models.team import Team


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about many invitations."""

    def usable(self, now: datetime) -> Self:
        """Keep what was not used and is not too old."""
        return self.filter(used_at__isnull=True, expires_at__gt=now)


class Invitation(models.Model):
    """A link that lets one person make an account, once. Only a hash of its secret is kept.

    Without a person it invites a coach of a team, who already has an account somewhere; and
    without a team too, the first keeper, who is still to say the own name.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    team = models.ForeignKey(
        Team, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="invited")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.person}, until {self.expires_at:%Y-%m-%d}"
