"""People who work together, and who is what in it."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.people.models.organisation import Organisation
from tevoet.people.models.person import Person


class TeamQuerySet(models.QuerySet["Team"]):
    """Questions about many teams."""

    def visible_to(self, person: Person) -> Self:
        """Return the teams this person is in, leads or coaches; for a keeper, all of the own."""
        seen = models.Q(roles__person=person)
        if person.is_keeper:
            seen |= models.Q(organisation_id=person.organisation_id)
        return self.filter(seen).distinct()

    def of(self, organisation: Organisation) -> Self:
        """Keep the teams of an organisation."""
        return self.filter(organisation=organisation)

    def with_numbers(self) -> Self:
        """Count along how many people are in each."""
        return self.annotate(number=models.Count("roles__person", distinct=True))


class Team(models.Model):
    """People who work together, with one or more leaders."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)

    objects = TeamQuerySet.as_manager()

    class Meta:
        """In the order of the alphabet; a name once per organisation."""

        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "name"), name="one_team_name_per_organisation"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """What somebody is: leader, member or coach of a team, or keeper of an organisation."""

    class Kind(models.TextChoices):
        """The four roles."""

        LEADER = "leader"
        MEMBER = "member"
        COACH = "coach"
        KEEPER = "keeper"

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="roles")
    kind = models.CharField(max_length=8, choices=Kind.choices)

    class Meta:
        """One role of a kind per person and team; only a keeper has no team."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("person", "team", "kind"), name="one_role_of_a_kind"),
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(kind="keeper"), name="keeper_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="keeper", team__isnull=True)
                | (~models.Q(kind="keeper") & models.Q(team__isnull=False)),
                name="only_a_keeper_has_no_team",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
