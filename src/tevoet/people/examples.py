"""Example people, whom one may sign in as with one click, on this machine only."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext

from tevoet.people.forms.organisation import KINDS
from tevoet.people.models import Person, Role
from tevoet.people.models.person import PersonQuerySet

LOOPBACK = {"127.0.0.1", "::1"}
HERE = {"localhost", "127.0.0.1", "[::1]"}
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
DOMAINS = (".example", "@example.org", "@example.com")
MOST = 8


@dataclass(frozen=True)
class Example:
    """Somebody the sign-in page offers."""

    key: str
    person: Person
    kind: str


def comes_from_here(request: HttpRequest) -> bool:
    """Say whether a request comes from this machine itself, with no proxy between."""
    host, _ = split_domain_port(request.headers.get("Host", ""))
    forwarded = any(name in request.headers for name in FORWARDED)
    is_loopback = request.META.get("REMOTE_ADDR") in LOOPBACK and host in HERE
    return is_loopback and not forwarded and not settings.PROXIED


def is_here(request: HttpRequest) -> bool:
    """Say whether this is an example, asked for from this machine itself."""
    return bool(settings.EXAMPLE) and comes_from_here(request)


def example_people() -> PersonQuerySet:
    """Return the people with an example address, and who shows only the own mailbox."""
    domains = Q(email__iexact=settings.EXAMPLE_PERSON) if settings.EXAMPLE_PERSON else Q()
    for domain in DOMAINS:
        domains |= Q(email__endswith=domain)
    people: PersonQuerySet = Person.objects.still_here()
    return people.filter(domains).order_by("pk")


def examples_for(request: HttpRequest) -> list[Example]:
    """Return whom the sign-in page may offer: oneself, else the first of each role."""
    if not is_here(request):
        return []
    own = example_people().filter(email__iexact=settings.EXAMPLE_PERSON).first()
    if own is not None:
        return [Example(key_of(own), own, gettext("your own mailbox"))]
    found: dict[tuple[int, str], Example] = {}
    roles = Role.objects.filter(person__in=example_people()).select_related("person__organisation")
    for role in roles:
        kind, person = str(KINDS[Role.Kind(role.kind)]), role.person
        found.setdefault((person.organisation_id, role.kind), Example(key_of(person), person, kind))
    return list(found.values())[:MOST]


def key_of(person: Person) -> str:
    """Return the part of an address that names somebody in the link."""
    return (person.email or "").partition("@")[0]


def find_example(request: HttpRequest, key: str) -> Person | None:
    """Return the example person by a key; nobody elsewhere."""
    if not is_here(request):
        return None
    return example_people().filter(email__startswith=f"{key}@").first()
