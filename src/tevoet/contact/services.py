"""Which services people may let Tevoet read headers from: those the keeper switched on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.utils.translation import gettext_noop

from tevoet.contact import sources
from tevoet.contact.models import Grant
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from tevoet.contact.sources import Client, Service

NAMES = dict(Grant.Service.choices)


class ServiceIsOff(Refusal):
    """The keeper did not switch it on, or switched it off since."""

    slug: ClassVar[str] = "service-is-off"
    message: ClassVar[str] = gettext_noop(
        "Your keeper did not switch this service on. Export your mailbox as a file and give that."
    )


def offered() -> list[tuple[str, str]]:
    """Return the services that are switched on, with their names."""
    return [(slug, str(NAMES[slug])) for slug in NAMES if slug in settings.SERVICES]


def service(slug: str) -> tuple[Service, Client]:
    """Return a service and who we are to it; raises ServiceIsOff."""
    ours = settings.SERVICES.get(slug)
    if ours is None:
        raise ServiceIsOff
    client = sources.Client(name=ours["client"], secret=ours["secret"])
    return sources.place_of(slug, ours.get("tenant", "")), client
