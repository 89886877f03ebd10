"""The three questions of a look-back and their five answers. Our own, CC0, and not validated."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence to agree with or not, and how it is asked of the other."""

    key: str
    words: Words
    short: Words


ITEMS = (
    Item("heard", _("I was really listened to."), _("Listened to")),
    Item("seen", _("I felt seen as a person."), _("Seen as a person")),
    Item("counted", _("What I brought up counted."), _("What I brought up counted")),
)
FIVE: tuple[tuple[str, Words], ...] = (
    ("1", _("not at all")),
    ("2", _("a little")),
    ("3", _("partly")),
    ("4", _("largely")),
    ("5", _("fully")),
)
"""From the least to the most. Skipping is no answer, and never the middle."""
