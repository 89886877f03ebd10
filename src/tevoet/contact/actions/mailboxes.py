"""Keep a mailbox on a server, and read it while its owner lends the key: never later.

What reads is a thread of the process that was asked, for the password is nowhere but in its memory:
not in the database, and in no queue. It ends with the loan.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.contact import archive as archives
from tevoet.contact import making
from tevoet.contact.access import opened, seal_access, seal_standing
from tevoet.contact.actions.reading import (
    Signs,
    examples_of,
    finish,
    keyring_of,
    outcome_of,
    run_through,
)
from tevoet.contact.actions.sources import IsBeingRead, stop
from tevoet.contact.details import Details, Names, seal
from tevoet.contact.joining import fall_behind
from tevoet.contact.models import Arrival, Mailbox, Reading, Source
from tevoet.contact.sources import packed, read_mailbox, whose
from tevoet.people.actions.persons import add_address
from tevoet.people.actions.tries import KeepWaiting, begin_try, forgive, key_of
from tevoet.refusal import Refusal
from tevoet.vault.mirrorkey import seal_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tevoet.contact.access import Access
    from tevoet.contact.sources import Standing
    from tevoet.engines.moments.gathering import Reading as Gathered
    from tevoet.people.models import Person
    from tevoet.vault.mirrorkey import MirrorKey

AT_ONCE = 4
"""Mailboxes that one process reads at the same time."""

room = threading.BoundedSemaphore(AT_ONCE)


class TooManyAtOnce(Refusal):
    """Other people's mailboxes are being read."""

    slug: ClassVar[str] = "too-many-at-once"
    message: ClassVar[str] = gettext_noop(
        "Other mailboxes are being read right now. Try again in a minute."
    )


class LoanEnded(Refusal):
    """The key was taken back, or lay idle too long."""

    slug: ClassVar[str] = "loan-ended"
    message: ClassVar[str] = gettext_noop(
        "Your mirror was closed while this was being read, so nothing was taken over. "
        "Open it, and read again; leave the page open until it is done."
    )


class WaitWithThisMailbox(Refusal):
    """It was tried in vain too often."""

    slug: ClassVar[str] = "wait-with-this-mailbox"
    message: ClassVar[str] = gettext_noop(
        "Reading a mailbox did not work too many times. You can try again in {minutes} minutes."
    )


class NoPasswordGiven(Refusal):
    """The field was left empty."""

    slug: ClassVar[str] = "no-password-given"
    message: ClassVar[str] = gettext_noop("Type the password of this mailbox.")


@dataclass(frozen=True, slots=True)
class Lent:
    """A key on loan, and what says whether it still is."""

    key: MirrorKey | None
    is_still: Callable[[], bool]


@transaction.atomic
def add(owner: Person, *, access: Access, addresses: Iterable[str] = ()) -> Source:
    """Keep a mailbox with its password sealed; refuses a server that may not be read."""
    access.server()
    keyring, now = keyring_of(owner), timezone.now()
    for address in addresses:
        add_address(owner, address=address)
    names = seal(keyring, Names(access.name))
    source = Source.objects.create(
        owner=owner, kind=Source.Kind.SERVER, count=0, names=names, uploaded_at=now
    )
    sealed = seal_access(keyring, access)
    Mailbox.objects.create(source=source, keyring=keyring, access=sealed, changed_at=now)
    return source


@transaction.atomic
def change_password(source: Source, *, key: MirrorKey | None, password: str) -> None:
    """Seal another password in place of the one there is."""
    access, _ = opened(source.mailbox, archives.of(source.owner, key))
    if not password:
        raise NoPasswordGiven
    keyring = keyring_of(source.owner)
    sealed = seal_access(keyring, replace(access, password=password))
    Mailbox.objects.filter(source=source).update(access=sealed, changed_at=timezone.now())


def begin(source: Source, *, lent: Lent) -> Reading:
    """Read a mailbox beside the request that asked for it."""
    if not room.acquire(blocking=False):
        raise TooManyAtOnce
    try:
        reading, act = prepared(source, lent=lent)
        start(lambda: _aside(reading, act))
    except BaseException:
        room.release()
        raise
    return reading


def read_now(source: Source, *, lent: Lent) -> Reading:
    """Read a mailbox and wait for it."""
    return run_through(*prepared(source, lent=lent))


def prepared(source: Source, *, lent: Lent) -> tuple[Reading, Callable[[], None]]:
    """Open what is sealed and return the reading, and what does it; refuse what cannot be."""
    access, standing = opened(source.mailbox, archives.of(source.owner, lent.key))
    server, name = access.server(), key_of("mailbox", str(source.owner_id))
    now = timezone.now()
    try:
        begin_try(name, now=now)
    except KeepWaiting as waiting:
        raise WaitWithThisMailbox(**waiting.parameters) from waiting
    reading = _begun(source)

    def act() -> None:
        signs = Signs(reading)

        def on_progress(done: int, total: int) -> None:
            signs(done, total)
            if not lent.is_still():
                raise LoanEnded

        options = making.read_options(source.owner, now)
        is_first = not standing
        gathered = read_mailbox(server, options, standing, on_progress)
        strangers = whose(gathered, options) if is_first else []
        _take_over(reading, gathered, standing, strangers)
        forgive(name)

    return reading, act


@transaction.atomic
def _begun(source: Source) -> Reading:
    """Write down that a reading begins; of two askers one does."""
    locked = Source.objects.select_for_update().get(pk=source.pk)
    last, now = locked.reading, timezone.now()
    if last is not None and last.is_going:
        raise IsBeingRead
    if last is not None and last.ended_at is None:
        stop(last)
    return Reading.objects.create(source=locked, started_at=now, last_sign_at=now)


@transaction.atomic
def _take_over(
    reading: Reading, gathered: Gathered, standing: Standing, strangers: list[str]
) -> None:
    """Seal what came in and how far that was, in one go."""
    source = reading.source
    keyring = keyring_of(source.owner)
    added, content = packed(gathered, source.label)
    outcome = {**outcome_of(gathered, added), "strangers": len(strangers)}
    finish(reading, outcome, seal(keyring, Details(strangers, examples_of(gathered))))
    Reading.objects.filter(pk=reading.pk).update(bytes_read=0, bytes_total=0)  # they were messages
    Mailbox.objects.filter(source=source).update(standing=seal_standing(keyring, standing))
    if added.fresh:
        sealed = seal_for(keyring, content)
        Arrival.objects.create(reading=reading, keyring=keyring, content=sealed)
        fall_behind(source.owner, arrived=True)
    else:
        Reading.objects.filter(pk=reading.pk).update(joined_at=timezone.now())


def start(act: Callable[[], None]) -> None:
    """Do something beside the request that asks for it."""
    threading.Thread(target=act, daemon=True).start()


def _aside(reading: Reading, act: Callable[[], None]) -> None:
    """Read in a thread, which has connections of its own to the database."""
    try:
        run_through(reading, act)
    finally:
        room.release()
        connections.close_all()
