"""What every table keeps, declared field by field, so that nothing is kept without a reason.

Each app declares its tables in `kept.py`; `settings.KEPT` names those modules. A field is readable,
with the reason why the server must read it, or it is sealed, a key, or opaque. `mine` names the
ways from a row to the person who may know it; `others` the ways by which a row is about somebody
and yet another's alone. A rule test fails on a field or a way that nobody declared.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
Show = Callable[[object], object]


class Kind(TextChoices):
    """Who can read a field."""

    READABLE = "readable", _("readable")
    SEALED = "sealed", _("sealed")
    KEY = "key", _("key")
    OPAQUE = "opaque", _("number or fingerprint")


class Group(TextChoices):
    """Under which heading a table stands on pages for people."""

    YOU = "you", _("Who you are")
    TWO = "two", _("With whom you work")
    CONTACT = "contact", _("Your contact")
    TALKS = "talks", _("Your talks")
    WORDS = "words", _("Sealed words and keys")
    SIGNING_IN = "signing-in", _("Signing in")
    SERVER = "server", _("What keeps the server going")


@dataclass(frozen=True)
class Field:
    """One field: who can read it, what it is called, and why it is there.

    `show` puts its value into words where Django cannot.
    """

    kind: Kind
    label: Words
    why: Words = ""
    show: Show | None = None

    @property
    def is_told(self) -> bool:
        """Say whether a person is shown the value itself."""
        return self.kind is Kind.READABLE

    @property
    def is_closed(self) -> bool:
        """Say whether it takes a key to read it, or is one."""
        return self.kind in {Kind.SEALED, Kind.KEY}


@dataclass(frozen=True)
class Table:
    """One table of the database: what it is called, whose its rows are, and its fields.

    `theirs` is what it is called when it is about you and somebody else's alone. Of a table that
    `is_narrowed` somebody knows only what the model's own `visible_to` lets them see.
    """

    label: str
    group: Group
    name: Words
    fields: Mapping[str, Field]
    mine: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    theirs: Words = ""
    is_narrowed: bool = False

    @property
    def shown(self) -> list[Field]:
        """Return the fields that say something; a table about nobody has none."""
        return [field for field in self.fields.values() if field not in UNSAID]


def readable(label: Words, why: Words, *, show: Show | None = None) -> Field:
    """Declare what the server reads, and why it must."""
    return Field(Kind.READABLE, label, why, show)


def sealed(label: Words, why: Words = "") -> Field:
    """Declare what only the people named on the page can read."""
    return Field(Kind.SEALED, label, why)


def key(label: Words, why: Words) -> Field:
    """Declare a key, and why it opens nothing here."""
    return Field(Kind.KEY, label, why)


def opaque(label: Words, why: Words) -> Field:
    """Declare what says nothing by itself."""
    return Field(Kind.OPAQUE, label, why)


NUMBER = opaque(_("number of the row"), _("It tells one row from another."))
OURS = _("Of the program itself, about nobody.")
NOBODY = opaque(OURS, OURS)
UNSAID = (NUMBER, NOBODY)


def of_nobody(label: str, name: str, *fields: str) -> Table:
    """Declare a table that holds nothing about a person."""
    return Table(label, Group.SERVER, name, dict.fromkeys(fields, NOBODY))


def tables() -> dict[str, Table]:
    """Return what every app declares, by the name of the table."""
    return {table.label: table for table in _declared()}


def _declared() -> Iterator[Table]:
    for dotted in settings.KEPT:
        yield from import_module(dotted).TABLES
