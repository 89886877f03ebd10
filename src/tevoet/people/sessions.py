"""Where somebody is signed in: a list without network addresses, and ways to end it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tevoet.people import cookies, devices
from tevoet.people.models import Person

NOWHERE: Final = "0.0.0.0"  # noqa: S104 - the list wants an address, and we keep none
SEEN, PROVED = "seen_at", "proved_at"
SEEN_EVERY_SECONDS: Final = 600
FRESH_SECONDS: Final = 300


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser somebody is signed in with."""

    pk: int
    device: str
    since: datetime
    seen_at: datetime
    is_here: bool


def begin(request: HttpRequest, person: Person) -> None:
    """Keep that somebody came in here, just now."""
    prove(request)
    request.session[SEEN] = time.time()
    request.session.set_expiry(None)
    write_down(request, person)
    if person.email:
        devices.remember(request, person.email)


def write_down(request: HttpRequest, person: Person) -> None:
    """Put this session in the list."""
    if not request.session.session_key:
        request.session.save()
    device = devices.describe(request.META.get("HTTP_USER_AGENT", ""))
    UserSession.objects.update_or_create(
        session_key=cookies.key_of(request),
        defaults={
            "user": person,
            "ip": NOWHERE,
            "user_agent": device,
            "last_seen_at": timezone.now(),
        },
    )


def see(request: HttpRequest) -> None:
    """Keep when a session was last used, at most every ten minutes."""
    seen = request.session.get(SEEN)
    if seen is not None and time.time() - seen > SEEN_EVERY_SECONDS:
        request.session[SEEN] = time.time()
        listed = UserSession.objects.filter(session_key=cookies.key_of(request))
        listed.update(last_seen_at=timezone.now())


def prove(request: HttpRequest) -> None:
    """Keep that somebody just showed who they are."""
    request.session[PROVED] = time.time()


def is_fresh(request: HttpRequest) -> bool:
    """Say whether somebody showed who they are in the last five minutes.

    On an own machine nobody can be asked: there is no password, and only its user came in.
    """
    if settings.MINE:
        return True
    proved: float = request.session.get(PROVED, 0)
    return 0 <= time.time() - proved < FRESH_SECONDS


def stay(request: HttpRequest, person: Person) -> None:
    """Stay signed in here after all sessions of somebody were ended."""
    update_session_auth_hash(request, person)
    write_down(request, person)


def staying(request: HttpRequest, act: Callable[[], object]) -> Callable[[], None]:
    """Return an act that ends all sessions of who asks, except this one."""

    def acted() -> None:
        act()
        assert isinstance(request.user, Person)  # noqa: S101 - only who is signed in acts
        stay(request, request.user)

    return acted


def signed_in(request: HttpRequest, person: Person) -> list[SignedIn]:
    """Return where somebody is signed in, what was used last first."""
    going_on = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found = UserSession.objects.filter(user=person, session_key__in=going_on)
    here = cookies.key_of(request)
    listed = [
        SignedIn(one.pk, one.user_agent, one.created_at, one.last_seen_at, one.session_key == here)
        for one in found
    ]
    return sorted(listed, key=lambda one: (not one.is_here, -one.seen_at.timestamp()))


def forget_ended(_: datetime) -> int:
    """Take sessions out of the list that ended; return how many."""
    going_on = Session.objects.values("session_key")
    return UserSession.objects.exclude(session_key__in=going_on).delete()[0]


def end_all_of(person: Person) -> None:
    """Delete the sessions of somebody that the list knows, and the list."""
    end(UserSession.objects.filter(user=person))


def end(listed: QuerySet[UserSession]) -> None:
    """Delete sessions that the list knows, and take them out of it."""
    Session.objects.filter(session_key__in=listed.values("session_key")).delete()
    listed.delete()
