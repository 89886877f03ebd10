"""Who an address belongs to, as its owner answered."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.engines.moments.handles import shown
from tevoet.people.models import Person


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about many answers."""

    def visible_to(self, person: Person) -> Self:
        """Return the answers this person gave; nobody sees those of another."""
        return self.filter(owner=person)


class Proposal(models.Model):
    """One address of the owner's summary, and what the owner said of it.

    `person` is whose address it is: somebody the owner works with, or the owner. Without a person
    it is not someone the owner works with.
    """

    owner = models.ForeignKey(Person, models.CASCADE, related_name="proposals")
    address = models.CharField(max_length=320)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="answered_as"
    )
    at = models.DateTimeField()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        """The last answer first; one answer per address."""

        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "address"), name="one_answer_per_address"),
        )

    def __str__(self) -> str:
        return self.address

    @property
    def written(self) -> str:
        """Return the address as people read it."""
        return shown(self.address)
