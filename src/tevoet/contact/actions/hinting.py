"""Say what became of a hint, how hints are to be, and note which were shown: all sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.contact.actions.reading import keyring_of
from tevoet.contact.clock import day_of
from tevoet.contact.hintnotes import add, put_together
from tevoet.engines.mirror.hintbook import FEWEST, MOST, Key, Settings, Shown
from tevoet.engines.mirror.hintlog import (
    answer_entry,
    forget_entry,
    mute_entry,
    settings_entry,
    shown_entry,
)
from tevoet.refusal import Refusal
from tevoet.vault.models import Keyring

if TYPE_CHECKING:
    from tevoet.contact.archive import Archive
    from tevoet.contact.records import Contact, Overview
    from tevoet.people.models import Connection, Person


class TurnsOutOfReach(Refusal):
    """The two thresholds lie within bounds, and the firm one is not the lower."""

    slug: ClassVar[str] = "turns-out-of-reach"
    message: ClassVar[str] = gettext_noop(
        "Choose numbers from {fewest} to {most}, the second not lower than the first."
    )


def answer_hint(owner: Person, *, key: Key, answer: str) -> None:
    """Say whether one called after a hint, and whether it helped; empty takes it back."""
    add(keyring_of(owner), [answer_entry(_now(), key, answer)])


def set_hints(owner: Person, *, on: bool, soft: int, firm: int) -> None:
    """Choose whether there are hints, and from how many turns."""
    chosen = Settings(on=on, soft=soft, firm=firm)
    if not chosen.are_sane:
        raise TurnsOutOfReach(fewest=FEWEST, most=MOST)
    add(keyring_of(owner), [settings_entry(_now(), chosen)])


def mute_hints(connection: Connection, *, owner: Person, muted: bool) -> None:
    """Give no more hints about somebody, or give them again."""
    add(keyring_of(owner), [mute_entry(_now(), connection.pk, muted=muted)])


def forget_hints(owner: Person, key: Key | None = None) -> None:
    """Forget one hint that was shown, or all of them."""
    add(keyring_of(owner), [forget_entry(_now(), None if key is None else [key])])


def note_shown(owner: Person, archive: Archive, contact: Contact, seen: Overview) -> None:
    """Note once a day that the hint about somebody is shown, as far as it can be kept."""
    hint, keyring, today = contact.call, Keyring.objects.of(owner), day_of(owner, timezone.now())
    if hint is None or keyring is None or not archive.is_open(owner):
        return
    key = Key(contact.connection, hint.exchange)
    earlier = seen.book.shown.get(key)
    if earlier is None or earlier.last_on != today:
        fresh = Shown(key, today, today, hint.strength, hint.turns)
        add(keyring, [shown_entry(_now(), fresh)])
        put_together(owner, archive, today)


def _now() -> int:
    return int(timezone.now().timestamp() * 1000)
