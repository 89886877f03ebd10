"""Ask a service for the permission to read headers, and keep what it gives."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_noop

from tevoet.contact import sources
from tevoet.contact.actions.background import ask_to_read
from tevoet.contact.actions.reading import keyring_of
from tevoet.contact.actions.sources import stop
from tevoet.contact.details import Names, seal
from tevoet.contact.grants import Held, close, keep, opened
from tevoet.contact.models import Grant, Source
from tevoet.contact.services import NAMES, service
from tevoet.people.actions.persons import add_address
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from tevoet.people.models import Person

KEY: Final = "asked-of-a-service"
LASTS: Final = timedelta(minutes=15)


class NotAskedHere(Refusal):
    """Somebody comes back from a service without having been sent there, or much later."""

    slug: ClassVar[str] = "not-asked-here"
    message: ClassVar[str] = gettext_noop(
        "This answer does not belong to a question of yours, or it came too late. Begin again."
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody was sent to a service with; it lies in their own session and works once."""

    slug: str
    state: str
    verifier: str
    at: float

    def is_answered_by(self, slug: str, state: str) -> bool:
        """Say whether an answer belongs to this question."""
        in_time = timezone.now().timestamp() - self.at < LASTS.total_seconds()
        return in_time and slug == self.slug and constant_time_compare(state, self.state)


def ask(owner: Person, *, slug: str, session: MutableMapping[str, object]) -> str:
    """Return where a service asks for the permission; keys come first."""
    keyring_of(owner)
    place, client = service(slug)
    now = timezone.now().timestamp()
    question = Question(slug, secrets.token_urlsafe(32), secrets.token_urlsafe(48), now)
    session[KEY] = asdict(question)
    said = {"state": question.state, "verifier": question.verifier}
    return sources.authorise_url(place, client, back_to=back_to(slug), **said)


def take(
    owner: Person, *, slug: str, session: MutableMapping[str, object], answer: Mapping[str, str]
) -> Source:
    """Take what a service gave, and begin to read.

    Raises NotAskedHere, KeysFirst, ServiceIsOff and the refusals of the services.
    """
    kept = session.pop(KEY, None)
    question = Question(**kept) if isinstance(kept, dict) else None
    if question is None or not question.is_answered_by(slug, answer.get("state", "")):
        raise NotAskedHere
    place, client = service(slug)
    if "code" not in answer:
        raise sources.PermissionNotGiven(service=place.name)
    said = {"code": answer["code"], "verifier": question.verifier}
    tokens = sources.exchange(place, client, back_to=back_to(slug), **said)
    with sources.Asking(place, client, tokens, lambda _: None) as asking:
        address = sources.whose_mailbox(asking)
    return keep_grant(owner, slug, Held(tokens, whose(slug, address)), address)


def back_to(slug: str) -> str:
    """Return where a service sends people back to: always the address of this installation."""
    return f"{settings.ADDRESS}{reverse('contact:service_answer', args=[slug])}"


def whose(slug: str, address: str) -> str:
    """Return a fingerprint of a mailbox, by which the same one is known again."""
    return salted_hmac("tevoet.contact.grants", f"{slug}\n{address.lower()}").hexdigest()


@transaction.atomic
def keep_grant(owner: Person, slug: str, held: Held, address: str) -> Source:
    """Keep what was given: for a mailbox that is here already in place of what it gave before."""
    keyring, now = keyring_of(owner), timezone.now()
    for grant in Grant.objects.visible_to(owner).filter(service=slug).select_related("source"):
        if (before := _before(grant)) and before.whose == held.whose:
            if (last := grant.source.reading) and last.is_going:
                stop(last)
            same = Held(held.tokens, held.whose, before.standing)
            keep(grant, same, given_at=now, next_at=now, ended_at=None, stopped_at=None)
            ask_to_read(grant)
            return grant.source
    if "@" in address:
        with suppress(Refusal):  # it is somebody else's here, and stays so
            add_address(owner, address=address)
    names = seal(keyring, Names(f"{address}, {NAMES[slug]}" if address else str(NAMES[slug])))
    source = Source.objects.create(
        owner=owner, kind=Source.Kind.SERVICE, count=0, names=names, uploaded_at=now
    )
    times = {"given_at": now, "next_at": now}
    grant = Grant.objects.create(source=source, service=slug, content=close(source, held), **times)
    ask_to_read(grant)
    return source


def _before(grant: Grant) -> Held | None:
    try:
        return opened(grant)
    except sources.ConnectAgain:
        return None
