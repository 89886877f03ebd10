"""A link that works once."""

from __future__ import annotations

from django.db import models

from tevoet.people.models.person import Person


class Invitation(models.Model):
    """A link that lets one person make an account, once. Only a hash of its secret is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="invited")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.person}, {self.made_at:%Y-%m-%d}"
