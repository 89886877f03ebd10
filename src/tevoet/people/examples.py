"""Example people, whom one may sign in as with one click, on this machine only."""

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.http.request import split_domain_port

from tevoet.people.models import Person
from tevoet.people.models.person import PersonQuerySet

LOOPBACK = {"127.0.0.1", "::1"}
HERE = {"localhost", "127.0.0.1", "[::1]"}
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
DOMAINS = (".example", "@example.org", "@example.com")
MOST = 6


def is_here(request: HttpRequest) -> bool:
    """Say whether a request comes from this machine itself, with no proxy between."""
    host, _ = split_domain_port(request.headers.get("Host", ""))
    forwarded = any(name in request.headers for name in FORWARDED)
    is_loopback = request.META.get("REMOTE_ADDR") in LOOPBACK and host in HERE
    return bool(settings.EXAMPLE) and not settings.PROXIED and is_loopback and not forwarded


def example_people() -> PersonQuerySet:
    """Return the people with an example address who could sign in."""
    domains = Q()
    for domain in DOMAINS:
        domains |= Q(email__endswith=domain)
    people: PersonQuerySet = Person.objects.still_here()
    return people.filter(domains).order_by("pk")


def examples_for(request: HttpRequest) -> list[tuple[str, Person]]:
    """Return whom the sign-in page may offer, each with a key; nobody elsewhere."""
    if not is_here(request):
        return []
    people = example_people().filter(roles__isnull=False).distinct().prefetch_related("roles")
    return [((person.email or "").partition("@")[0], person) for person in people[:MOST]]


def find_example(request: HttpRequest, key: str) -> Person | None:
    """Return the example person by a key; nobody elsewhere."""
    if not is_here(request):
        return None
    return example_people().filter(email__startswith=f"{key}@").first()
