"""What happened to accounts, and wrong tries to come in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tevoet.people.models.organisation import Organisation
from tevoet.people.models.person import Person

FREE_TRIES: Final = 10
QUIET: Final = timedelta(minutes=15)
LONGEST_WAIT: Final = timedelta(hours=4)
A_DAY: Final = timedelta(days=1)


class AccountLineQuerySet(models.QuerySet["AccountLine"]):
    """Questions about many lines."""

    def visible_to(self, person: Person) -> Self:
        """Return the lines about oneself; for a keeper, all of the own organisation."""
        seen = models.Q(whom=person)
        if person.is_keeper:
            seen |= models.Q(organisation_id=person.organisation_id)
        return self.filter(seen).select_related("whom", "by")

    def about(self, person: Person) -> Self:
        """Keep the lines about one person."""
        return self.filter(whom=person)

    def of(self, organisation: Organisation) -> Self:
        """Keep the lines of an organisation."""
        return self.filter(organisation=organisation)


class AccountLine(models.Model):
    """What somebody did to an account: when, who, whose and what kind. No address, no text.

    `by` is nobody when the program did it, or when who did it was removed. The line that somebody
    was removed is about nobody: their name went along.
    """

    class Kind(models.TextChoices):
        """What can happen to an account."""

        INVITED = "invited", _("invited")
        BEGUN = "begun", _("account made")
        BLOCKED = "blocked", _("blocked")
        UNBLOCKED = "unblocked", _("no longer blocked")
        LEFT = "left", _("left")
        REMOVED = "removed", _("removed")
        SIGNED_OUT = "signed-out", _("signed out elsewhere")
        PASSKEY_ADDED = "passkey-added", _("passkey added")
        PASSKEY_REMOVED = "passkey-removed", _("passkey removed")
        STEP_ADDED = "step-added", _("second step turned on")
        STEP_REMOVED = "step-removed", _("second step turned off")
        SPARE_CODES = "spare-codes", _("new spare codes")
        ADDRESS = "address", _("another address to sign in with")
        PASSWORD = "password", _("another password")
        SLOWED = "slowed", _("made to wait after wrong tries")
        ORGANISATION = "organisation", _("first signed in by way of the organisation")
        KEEPER = "keeper", _("made keeper")
        NO_KEEPER = "no-keeper", _("no longer keeper")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="account_lines")
    whom = models.ForeignKey(Person, models.CASCADE, null=True, related_name="account_lines")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="account_acts")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    at = models.DateTimeField()

    objects = AccountLineQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("organisation", "-at"), name="lines_of_organisation"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"


class WrongTriesQuerySet(models.QuerySet["WrongTries"]):
    """Questions about many counts."""

    def forgotten(self, now: datetime) -> Self:
        """Keep what nobody needs any more."""
        return self.filter(last_at__lt=now - LONGEST_WAIT - A_DAY)


class WrongTries(models.Model):
    """How often something was wrong for one account from one place; `key` says which, to nobody.

    A try counts before it is judged, so that many at the same moment count too; the right one
    takes the count away.
    """

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    objects = WrongTriesQuerySet.as_manager()

    class Meta:
        """What was quiet longest goes first."""

        indexes = (models.Index(fields=("last_at",), name="tries_by_moment"),)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"

    @property
    def wait(self) -> timedelta:
        """Return how long to wait after the last try: from the tenth on, twice as long each time.

        Ten tries need no wait, and the first wait is as long as the window they are counted in:
        so no quarter of an hour has more than ten.
        """
        if self.count < FREE_TRIES:
            return timedelta(0)
        doubled: int = 2 ** min(self.count - FREE_TRIES, 8)
        return min(QUIET * doubled, LONGEST_WAIT)

    def is_over(self, now: datetime) -> bool:
        """Say whether it has been quiet for so long that counting begins anew."""
        quiet = QUIET if self.count < FREE_TRIES else self.wait + A_DAY
        return now - self.last_at > quiet

    def still_waits(self, now: datetime) -> timedelta:
        """Return how long there is still to wait."""
        return max(self.last_at + self.wait - now, timedelta(0))
