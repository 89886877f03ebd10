"""Keep a mailbox on a server, and read it while its owner lends the key: never later.

What reads is a process of its own, which is handed the key and ends with the reading: the password
is nowhere but in its memory, not in the database, in no queue, and not in what serves pages.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.contact import archive as archives
from tevoet.contact import making
from tevoet.contact.access import opened, password_of, seal_access, seal_standing
from tevoet.contact.actions.reading import (
    Signs,
    examples_of,
    finish,
    keyring_of,
    outcome_of,
    run_through,
)
from tevoet.contact.actions.sources import lock_idle, stop
from tevoet.contact.details import Details, Names, seal
from tevoet.contact.joining import fall_behind
from tevoet.contact.models import Arrival, Mailbox, Reading, Source
from tevoet.contact.sources import packed, read_mailbox, whose
from tevoet.people.actions.persons import add_address
from tevoet.people.actions.tries import KeepWaiting, begin_try, forgive, key_of
from tevoet.refusal import Refusal
from tevoet.vault.loans import is_running
from tevoet.vault.mirrorkey import seal_for

if TYPE_CHECKING:
    from collections.abc import Iterable

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


@dataclass(frozen=True, slots=True)
class Lent:
    """A key, and the number of the loan it is on; None for one that is held here."""

    key: MirrorKey | None
    loan: int | None = None

    def is_still(self) -> bool:
        """Say whether the key may still be used."""
        return self.loan is None or is_running(self.loan)


@transaction.atomic
def add(owner: Person, *, access: Access, password: bytes, addresses: Iterable[str] = ()) -> Source:
    """Keep a mailbox with its sealed password; refuses a server that may not be read."""
    access.server()
    keyring, now = keyring_of(owner), timezone.now()
    for address in addresses:
        add_address(owner, address=address)
    names = seal(keyring, Names(access.name))
    source = Source.objects.create(
        owner=owner, kind=Source.Kind.SERVER, count=0, names=names, uploaded_at=now
    )
    sealed = {"access": seal_access(keyring, access), "password": password}
    Mailbox.objects.create(source=source, keyring=keyring, changed_at=now, **sealed)
    return source


def change_password(source: Source, *, password: bytes) -> None:
    """Keep another sealed password in place of the one there is."""
    Mailbox.objects.filter(source=source).update(password=password, changed_at=timezone.now())


def begin(source: Source, *, lent: Lent) -> Reading:
    """Read a mailbox beside the request that asked for it."""
    if not room.acquire(blocking=False):
        raise TooManyAtOnce
    try:
        reading = begun(source, lent)
        start(reading, lent)
    except BaseException:
        room.release()
        raise
    return reading


def read_now(source: Source, *, lent: Lent) -> Reading:
    """Read a mailbox and wait for it."""
    return read(begun(source, lent), lent)


def begun(source: Source, lent: Lent) -> Reading:
    """Write down that a reading begins; refuse it without a key, and after many in vain."""
    if not archives.of(source.owner, lent.key).is_open(source.owner):
        raise archives.MirrorIsLocked
    try:
        begin_try(_tries(source), now=timezone.now())
    except KeepWaiting as waiting:
        raise WaitWithThisMailbox(**waiting.parameters) from waiting
    return _begun(source)


def read(reading: Reading, lent: Lent) -> Reading:
    """Do what a reading is; whatever happens, it ends and says how."""
    return run_through(reading, lambda: _read(reading, lent))


def start(reading: Reading, lent: Lent) -> None:
    """Begin a process that reads, and hand it what is secret where nobody else sees it."""
    assert lent.key is not None  # noqa: S101 - `begun` saw it
    command = [sys.executable, "-m", "django", "read_mailbox"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own command
    told = {"reading": reading.pk, "key": lent.key.secret, "loan": lent.loan}
    threading.Thread(target=_accompany, args=(process, told), daemon=True).start()


def _accompany(process: subprocess.Popen[bytes], told: dict[str, object]) -> None:
    """Wait for what reads, and make room for another."""
    try:
        process.communicate(json.dumps(told).encode())
    finally:
        room.release()


def _read(reading: Reading, lent: Lent) -> None:
    source = reading.source
    mailbox, archive = source.mailbox, archives.of(source.owner, lent.key)
    access, standing = opened(mailbox, archive)
    server, signs = access.server(password_of(mailbox, archive)), Signs(reading)

    def on_progress(done: int, total: int) -> None:
        signs(done, total)
        if not lent.is_still():
            raise LoanEnded

    options, is_first = making.read_options(source.owner, timezone.now()), not standing
    gathered = read_mailbox(server, options, standing, on_progress)
    strangers = whose(gathered, options) if is_first else []
    _take_over(reading, gathered, standing, strangers)
    forgive(_tries(source))


def _tries(source: Source) -> str:
    return key_of("mailbox", str(source.owner_id))


@transaction.atomic
def _begun(source: Source) -> Reading:
    """Write down that a reading begins; of two askers one does."""
    locked, now = lock_idle(source), timezone.now()
    last = locked.reading
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
