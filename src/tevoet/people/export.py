"""What Tevoet knows about one person: counted, and as files to take along.

Every app adds its part: `settings.EXPORTS` names functions that take a person and return a
`Part`. `settings.REMOVALS` names functions that take a person and delete what does not hang on
the person's own row; they return how many of what went, by the name of the model.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from tevoet.people.models import Away, Connection, Person

Files = Iterable[tuple[str, bytes]]


@dataclass(frozen=True)
class Counted:
    """So many of something, in words."""

    label: str
    number: int


@dataclass(frozen=True)
class Part:
    """What one app keeps about a person; `files` is only asked when they are taken along."""

    counts: tuple[Counted, ...]
    files: Callable[[], Files]


def parts(person: Person) -> list[Part]:
    """Ask every app what it keeps about a person."""
    return [import_string(dotted)(person) for dotted in settings.EXPORTS]


def zipped(person: Person) -> bytes:
    """Return everything of a person as one zip file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts(person):
            for name, content in part.files():
                archive.writestr(name, content)
    return kept.getvalue()


def people_part(person: Person) -> Part:
    """Return what this app keeps about a person."""
    connections = Connection.objects.visible_to(person)
    counts = (
        Counted(_("mail addresses"), person.addresses.count()),
        Counted(_("phone numbers"), person.phone_numbers.count()),
        Counted(_("days in the working week"), person.working_days.count()),
        Counted(_("roles"), person.roles.count()),
        Counted(_("connections"), connections.count()),
        Counted(_("people you added for yourself"), person.added.count()),
    )
    return Part(counts, lambda: [("people.json", as_json(gather(person)))])


def gather(person: Person) -> dict[str, object]:
    """Return everything of a person in this app as plain values."""
    own = ("name", "email", "language", "time_zone", "country", "subdivision", "place")
    connections = Connection.objects.visible_to(person).select_related("first", "second")
    return {
        "person": {name: getattr(person, name) for name in own},
        "organisation": person.organisation.name,
        "addresses": rows(person.addresses.all(), "address"),
        "phone_numbers": rows(person.phone_numbers.all(), "number", "label"),
        "working_days": rows(person.working_days.all(), "weekday", "starts", "ends"),
        "away": rows(Away.objects.filter(person=person), "since", "until"),
        "roles": rows(person.roles.all(), "kind", "team__name"),
        "mutes": rows(person.mutes.all(), "connection_id", "until"),
        "connections": [
            {"id": c.pk, "with": c.other(person).name, "since": c.made_at, "ended_at": c.ended_at}
            for c in connections
        ],
        "added": rows(person.added.all(), "name", "addresses__address"),
    }


def rows(records: QuerySet[Model], *names: str) -> list[dict[str, object]]:
    """Return records as plain values."""
    return list(records.values(*names))


def as_json(kept: object) -> bytes:
    """Write plain values as JSON."""
    return json.dumps(kept, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()
