"""Everyday facts: how to write and call, when somebody works, and who is away."""

from django.db import models
from django.db.models.functions import Lower

from tevoet.people.models.person import Person


class PersonAddress(models.Model):
    """A mail address somebody writes from or is written to.

    `claimed_at` is set when somebody added it for oneself: nobody else said that it is theirs.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    address = models.EmailField()
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One address belongs to a person once."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(Lower("address"), "person", name="one_address_per_person"),
        )

    def __str__(self) -> str:
        return self.address


class PhoneNumber(models.Model):
    """A number to call, in E.164 form."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="phone_numbers")
    number = models.CharField(max_length=20)
    label = models.CharField(max_length=40, blank=True)

    class Meta:
        """The first one is the one to call."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("person", "number"), name="one_number_per_person"),
        )

    def __str__(self) -> str:
        return self.number


class WorkingDay(models.Model):
    """The hours somebody works on one day of the week (0 is Monday)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="working_days")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        """One stretch per day of the week."""

        ordering = ("weekday",)
        constraints = (
            models.UniqueConstraint(fields=("person", "weekday"), name="one_stretch_a_day"),
            models.CheckConstraint(
                condition=models.Q(starts__lt=models.F("ends")), name="a_day_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="seven_days_a_week"),
        )

    def __str__(self) -> str:
        return f"{self.weekday}: {self.starts}–{self.ends}"


class Away(models.Model):
    """Leave or illness, until and with a day. The reason is nobody's business and not kept."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="away")
    since = models.DateField()
    until = models.DateField()

    def __str__(self) -> str:
        return f"{self.person} until {self.until}"
