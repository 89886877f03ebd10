"""The link that stops mail with one click: signed, without a session, and for that alone."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from tevoet.people.models import Person
from tevoet.smallthings.models import Kind

SIGNER = signing.Signer(salt="tevoet.mail-stop")


def link(person: Person, kind: Kind) -> str:
    """Return the whole address that stops mail of one kind to one person."""
    token = SIGNER.sign(f"{person.pk}-{kind}")
    return settings.ADDRESS + reverse("smallthings:stop", args=[token])


def read(token: str) -> tuple[Person, Kind] | None:
    """Return whose mail of which kind a link stops, None when it is not one of ours."""
    try:
        number, _, kind = SIGNER.unsign(token).partition("-")
    except signing.BadSignature:
        return None
    person = Person.objects.filter(pk=number).first()
    return (person, Kind(kind)) if person and kind in Kind.values else None
