"""Somebody goes with everything that is theirs; the other keeps what is between the two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import SET_NULL
from django.utils import timezone, translation
from django.utils.translation import gettext

from tevoet.people import reached
from tevoet.people.declared import tables
from tevoet.people.models import Connection, Person
from tevoet.people.staying import Staying, stayed

KEPT = {"id", "organisation"}  # of a row of which only the number is to be left


def let_go(person: Person) -> dict[str, int]:
    """Delete a person with every row that hangs on it; return how many of what went, by model.

    What stays with others hangs on a number without a name.
    """
    numbers = [one.other(person) for one in stayed(person)]
    staying = Staying(person)
    if person.email:
        end_sessions(person)
    if staying.is_any:
        gone = delete_all_but(person, staying)
        leave_a_number(person)
    else:
        gone = Counter(person.delete()[1])
    sweep(numbers)
    return dict(gone)


def end_sessions(person: Person) -> None:
    """Sign somebody out everywhere."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def delete_all_but(person: Person, staying: Staying) -> Counter[str]:
    """Delete every row that is a person's or points at one, but for what stays."""
    gone: Counter[str] = Counter()
    declared = tables()
    for model in reached.models_to_declare():
        stays = staying.keys.get(model, set()) | ({person.pk} if model is Person else set())
        for relation in reached.relations(model):
            if relation.related_model is Person:
                gone.update(delete_by(relation, person, stays))
        rows = reached.rows_of(model, person, declared.get(model._meta.label))
        gone.update(rows.exclude(pk__in=stays).delete()[1])
    return gone


def delete_by(relation: reached.Relation, person: Person, stays: set[object]) -> dict[str, int]:
    """Delete the rows that point at a person by one field, or let them point at nobody."""
    pointing = relation.model._base_manager.filter(**{relation.name: person})
    if relation.remote_field.on_delete is SET_NULL:
        pointing.update(**{relation.name: None})
        return {}
    gone: dict[str, int] = pointing.exclude(pk__in=stays).delete()[1]
    return gone


def leave_a_number(person: Person) -> None:
    """Empty the row of a person, so that what stays with others hangs on a number alone."""
    today = person.today(timezone.now())
    for column in person._meta.concrete_fields:
        if column.name not in KEPT:
            setattr(person, column.attname, column.get_default())
    with translation.override(person.organisation.language):
        person.name = gettext("somebody who is gone")
    person.left_on = person.removed_on = today
    person.set_unusable_password()
    person.save()


@transaction.atomic
def remove_what_stayed(connection: Connection) -> None:
    """Delete what stayed of who is gone; with the last of it, the number goes too."""
    two = [connection.first, connection.second]
    connection.delete()
    sweep([one for one in two if one.removed_on is not None])


def sweep(numbers: Iterable[Person]) -> None:
    """Delete the numbers of who is gone on which nothing hangs any more."""
    for one in numbers:
        if not Connection.objects.visible_to(one).exists():
            one.delete()
