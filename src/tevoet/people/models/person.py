"""Someone with an address: the account model, who may never sign in."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from tevoet.people.models.organisation import Organisation


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about many people."""

    def visible_to(self, person: Person) -> Self:
        """Return oneself, and whoever shares a team or a connection with this person.

        A keeper also sees everybody in the own organisation that is in a team or was invited.
        """
        shared = models.Q(roles__team__roles__person=person, roles__team__isnull=False)
        linked = models.Q(first_of__second=person) | models.Q(second_of__first=person)
        seen = models.Q(pk=person.pk) | shared | linked
        if person.pk and person.is_keeper:
            seen |= models.Q(
                models.Q(roles__isnull=False) | models.Q(invitations__isnull=False),
                organisation_id=person.organisation_id,
            )
        return self.filter(seen).distinct()

    def still_here(self) -> Self:
        """Leave out who left."""
        return self.filter(left_on__isnull=True)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]  # dynamic base, as Django documents
    """Make people the way the sign-in library asks for."""

    def get_by_natural_key(self, email: str | None) -> Person:
        """Find an account by its sign-in address, whatever the case."""
        found: Person = self.get(email__iexact=email)
        return found


class Person(AbstractBaseUser):
    """Someone with an address. `email` is the sign-in address, empty for who never signs in."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    name = models.CharField(max_length=120)
    email = models.EmailField(null=True, blank=True, unique=True)
    language = models.CharField(max_length=8, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=8, blank=True)
    place = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    left_on = models.DateField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager()

    class Meta:
        """In the order of the alphabet; sign-in addresses differ in more than case."""

        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(Lower("email"), name="one_person_per_sign_in"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # a record of leaving, not a boolean
        """Say whether this person may still sign in."""
        return self.left_on is None

    @property
    def is_keeper(self) -> bool:
        """Say whether this person keeps the installation of the own organisation."""
        return self.roles.filter(kind="keeper").exists()

    @property
    def has_account(self) -> bool:
        """Say whether this person can sign in."""
        return bool(self.email) and self.has_usable_password()


class PersonAddress(models.Model):
    """A mail address somebody writes from or is written to."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    address = models.EmailField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One address belongs to a person once."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(Lower("address"), "person", name="one_address_per_person"),
        )

    def __str__(self) -> str:
        return self.address
