"""Anna connected to a stand-in of Microsoft 365, as her browser does it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
from django.utils import timezone

from tests.adapters.services.made import event, letter
from tests.adapters.services.standin.graph import INBOX, SENT
from tests.contact.letters import ANNA, BRAM
from tevoet.contact import sources as door
from tevoet.contact.actions.background import read
from tevoet.contact.models import Reading, Source

if TYPE_CHECKING:
    import pytest
    from django.test import Client
    from pytest_django import Settings

    from tests.adapters.services.standin.server import StandIn

Json = dict[str, object]
OURS = {"client": "our-name", "secret": "our-secret", "tenant": "organizations"}


def switch_on(standin: StandIn, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch both services on, here on loopback."""
    settings.SERVICES = {"microsoft": OURS, "gmail": OURS}
    places = {"microsoft": standin.microsoft, "gmail": standin.google}
    monkeypatch.setattr(door, "place_of", lambda slug, tenant: places[slug]())
    standin.graph.owner = standin.gmail.owner = ANNA


def back_from(client: Client, slug: str = "microsoft") -> str:
    """Say yes at the service, and return the address that leads back."""
    asked = client.get(f"/sources/services/{slug}/asking/")
    assert asked.status_code == 302, asked.content
    back = urlsplit(httpx.get(asked.headers["Location"]).headers["Location"])
    return f"{back.path}?{back.query}"


def connect(client: Client, slug: str = "microsoft") -> Source:
    """Connect a service."""
    answer = client.get(back_from(client, slug))
    assert answer.status_code == 302, answer.content
    return Source.objects.latest("pk")


def waiting_reading(source: Source) -> Reading:
    """Return the reading that waits for its turn."""
    return Reading.objects.select_related("source__owner__organisation", "source__grant").get(
        source=source, started_at=None, ended_at=None
    )


def read_waiting(source: Source) -> Reading:
    """Do the reading that waits, as the worker does."""
    reading = waiting_reading(source)
    Reading.objects.filter(pk=reading.pk).update(started_at=timezone.now())
    return read(reading)


def days_ago(days: int, minutes: int = 0) -> datetime:
    """Return a time of these days."""
    return timezone.now().astimezone(UTC) - timedelta(days=days, minutes=minutes)


def of_today(number: int) -> Json:
    """Return a mail of these days between Anna and Bram, in turn."""
    at = f"{days_ago(3, 600 - number):%Y-%m-%dT%H:%M:%SZ}"
    two = (ANNA, BRAM) if number % 2 else (BRAM, ANNA)
    return letter(number, *two, sentDateTime=at, receivedDateTime=at, conversationIndex="")


def fill(standin: StandIn, *numbers: int) -> None:
    """Let mails come in, or go out."""
    for number in numbers:
        folder = SENT if number % 2 else INBOX
        standin.graph.messages.setdefault(folder, []).append(of_today(number))


def meet(standin: StandIn, *days: int) -> None:
    """Put meetings in the calendar, so many days ago."""
    standin.graph.events = [
        {**event(day, f"{days_ago(day):%Y-%m-%d}"), "organizer": named(ANNA), **invited()}
        for day in days
    ]


def named(address: str) -> Json:
    """Return a recipient."""
    return {"emailAddress": {"name": "", "address": address}}


def invited() -> Json:
    """Return who was invited and said yes."""
    return {"attendees": [{**named(BRAM), "type": "required", "status": {"response": "accepted"}}]}
