"""Someone with an address: the account model, who may never sign in."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from tevoet.people.days import ORDINARY_WEEK, is_holiday
from tevoet.people.models.organisation import Organisation


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about many people."""

    def visible_to(self, person: Person) -> Self:
        """Return oneself, and whoever shares a team or a connection with this person.

        A keeper also sees everybody of the own organisation, but nobody whom somebody else
        added for themselves. Each way of seeing is a subquery of its own: joined, they multiply.
        """
        seen = models.Q(pk=person.pk) | models.Q(added_by=person)
        for way in ("roles__team__roles__person", "first_of__second", "second_of__first"):
            seen |= models.Q(pk__in=Person.objects.filter(**{way: person}).values("pk"))
        if person.is_keeper:
            seen |= models.Q(
                organisation_id=person.organisation_id,
                added_by__isnull=True,
                removed_on__isnull=True,
            )
        return self.filter(seen)

    def of(self, organisation: Organisation) -> Self:
        """Keep who is of an organisation, leaving out whom somebody added for themselves."""
        return self.filter(organisation=organisation, added_by__isnull=True)

    def found(self, words: str) -> Self:
        """Keep who has these words in the name, or in that of a team; no words keep everybody."""
        in_team = models.Q(pk__in=Person.objects.filter(roles__team__name__icontains=words))
        return self.filter(models.Q(name__icontains=words) | in_team) if words else self

    def with_roles(self) -> Self:
        """Fetch along what lists of people show."""
        return self.prefetch_related("roles__team", "invitations")

    def accounts(self) -> Self:
        """Keep who can sign in."""
        return self.still_here().filter(email__isnull=False, blocked_at__isnull=True)

    def with_days(self) -> Self:
        """Fetch along what `works_on` and `is_away` ask, in a fixed number of queries."""
        return self.select_related("organisation", "away").prefetch_related("working_days")

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
    """Someone with an address. `email` is the sign-in address, empty for who never signs in.

    Of who removed oneself (`removed_on`) only a number is left, on which hangs what stayed with
    others: see `tevoet.people.actions.removal`.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    name = models.CharField(max_length=120)
    email = models.EmailField(null=True, blank=True, unique=True)
    added_by = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="added"
    )
    language = models.CharField(max_length=8, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=8, blank=True)
    place = models.CharField(max_length=120, blank=True)
    left_on = models.DateField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    blocked_at = models.DateTimeField(null=True, blank=True)
    signed_out_at = models.DateTimeField(null=True, blank=True)
    last_login = None  # Nobody needs to know when somebody was last here.

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
        return self.left_on is None and self.blocked_at is None

    @property
    def is_keeper(self) -> bool:
        """Say whether this person keeps the installation of the own organisation."""
        return self.roles.filter(kind="keeper").exists()

    def leads(self, other: Person) -> bool:
        """Say whether this person leads a team that the other is a member of."""
        mine = self.roles.filter(kind="leader")
        return mine.filter(team__roles__person=other, team__roles__kind="member").exists()

    @property
    def has_account(self) -> bool:
        """Say whether this person can sign in, in whatever way."""
        return self.left_on is None and bool(self.email)

    @property
    def zone(self) -> ZoneInfo:
        """Return the own time zone, else the organisation's."""
        return ZoneInfo(self.time_zone or self.organisation.time_zone)

    def get_session_auth_hash(self) -> str:
        """Return what every session of this person holds: a new one ends them all."""
        parts = (self.password, str(self.signed_out_at and self.signed_out_at.timestamp()))
        return salted_hmac(
            "tevoet.people.session", "\n".join(parts), algorithm="sha256"
        ).hexdigest()

    def today(self, now: datetime) -> date:
        """Return the day it is for this person."""
        return now.astimezone(self.zone).date()

    def is_away(self, on: date) -> bool:
        """Say whether this person is on leave or ill on a day."""
        away = getattr(self, "away", None)
        return away is not None and away.since <= on <= away.until

    def has_holiday(self, on: date) -> bool:
        """Say whether a day is a public holiday where this person works."""
        own = self if self.country else self.organisation
        return is_holiday(on, country=own.country, subdivision=own.subdivision)

    def hours_on(self, on: date) -> tuple[time, time] | None:
        """Return the hours this person works on a day, by the own clock; none when not at all."""
        if self.left_on is not None and self.left_on <= on:
            return None
        if self.has_holiday(on) or self.is_away(on):
            return None
        week = {day.weekday: (day.starts, day.ends) for day in self.working_days.all()}
        return (week or ORDINARY_WEEK).get(on.weekday())

    def works_on(self, on: date) -> bool:
        """Say whether this person works on a day: not on leave, ill, free, or on a holiday."""
        return self.hours_on(on) is not None
