"""What stays with the other when one of two removes everything: the talks that have words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from tevoet.talks.models import LookBack, Meeting, Promise, Talk
from tevoet.vault.staying import words_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet

    from tevoet.people.models import Person


def talks_with_words(person: Person) -> Iterator[QuerySet[Model]]:
    """Yield the talks of somebody on which words hang that stay, with what says when they met."""
    words = words_between(person).values("pk")
    talks = Talk.objects.filter(Q(look_backs__sealed__in=words) | Q(promises__sealed__in=words))
    talks = Talk.objects.filter(pk__in=talks.values("pk"))
    yield talks
    yield Meeting.objects.filter(talk__in=talks)
    yield LookBack.objects.filter(sealed__in=words)
    yield Promise.objects.filter(sealed__in=words)
