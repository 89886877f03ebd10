"""Who may do what with taps, limits, sources and proposals: each is its owner's alone."""

from datetime import UTC, datetime

from tests.keys import give_keyring
from tests.sweep.rule import SIGNED_IN, Rule, act, form, may, show
from tests.sweep.world import World
from tevoet.contact.access import Access
from tevoet.contact.actions.mailboxes import add
from tevoet.contact.grants import EMPTY, Held, close
from tevoet.contact.models import Grant, Source, Spoken
from tevoet.people.models import Person
from tevoet.vault.models import Keyring

Parts = dict[str, object] | None
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINE = may(SIGNED_IN)
BETWEEN_TWO = may(frozenset({"leader", "member"}))


def somebody(world: World, role: str, target: str) -> Parts:
    """Somebody to have a connection with."""
    other = world.other(role, target)
    return {"pk": other.pk} if other else None


def owner(world: World, role: str, target: str) -> Person:
    """Whoever asks, or the leader of another corner."""
    mine = world.people.get(role, world.corners["own"].member)
    return mine if target == "own" else world.corners[target].leader


def tap(world: World, role: str, target: str) -> Parts:
    """A tap of "we spoke"."""
    tapped = Spoken(connection=world.corners[target].connection, by=owner(world, role, target))
    tapped.channel, tapped.at = Spoken.Channel.PHONE, NOW
    tapped.save()
    return {"pk": tapped.pk}


def source(world: World, role: str, target: str) -> Parts:
    """A source whose files are gone."""
    whose = owner(world, role, target)
    return {"pk": Source.objects.create(owner=whose, uploaded_at=NOW).pk}


def mailbox(world: World, role: str, target: str) -> Parts:
    """A mailbox on a server, of which no key is lent."""
    whose = owner(world, role, target)
    if Keyring.objects.of(whose) is None:
        give_keyring(whose)
    access = Access("imap.example.org", 993, "anna@example.org")
    return {"pk": add(whose, access=access, password=b"age-encryption.org/v1").pk}


def service(world: World, role: str, target: str) -> Parts:
    """A service, which is not switched on here."""
    return {"slug": "microsoft"}


def at_service(world: World, role: str, target: str) -> Parts:
    """A mailbox at a service that is not switched on any more."""
    whose = owner(world, role, target)
    made = Source.objects.create(owner=whose, kind=Source.Kind.SERVICE, uploaded_at=NOW)
    given = {"service": Grant.Service.MICROSOFT, "given_at": NOW, "next_at": NOW}
    Grant.objects.create(source=made, content=close(made, Held(EMPTY)), **given)
    return {"pk": made.pk}


RULES = {
    "contact:spoken": Rule(act(422), BETWEEN_TWO, somebody),
    "contact:spoken_undo": Rule(act(), MINE, tap),
    "contact:not_now": Rule(act(), BETWEEN_TWO, somebody),
    "contact:not_now_undo": Rule(act(), BETWEEN_TWO, somebody),
    "contact:plan": Rule(act(422), BETWEEN_TWO, somebody),
    "contact:limits": Rule(form(), BETWEEN_TWO, somebody),
    "contact:manner": Rule(act(), BETWEEN_TWO, somebody),
    "contact:manner_ending": Rule(act(), BETWEEN_TWO, somebody),
    "contact:left_out": Rule(form(302), BETWEEN_TWO, somebody),
    "contact:left_out_ending": Rule(act(), BETWEEN_TWO, somebody),
    "contact:sources": Rule(form(), MINE),
    "contact:source": Rule(show(), MINE, source),
    "contact:interruption": Rule(act(), MINE, source),
    "contact:resumption": Rule(act(422), MINE, source),
    "contact:removal": Rule(act(), MINE, source),
    "contact:mailbox": Rule(form(), MINE),
    "contact:mailbox_reading": Rule(act(422), MINE, mailbox),
    "contact:mailbox_password": Rule(act(422), MINE, mailbox),
    "contact:hints": Rule(show(), MINE),
    "contact:hint_answers": Rule(act(), MINE),
    "contact:hint_settings": Rule(act(422), MINE),
    "contact:hint_mutes": Rule(act(), MINE),
    "contact:hint_removal": Rule(act(), MINE),
    "contact:service": Rule(show(404), MINE, service),
    "contact:service_asking": Rule(show(404), MINE, service),
    "contact:service_answer": Rule(show(404), MINE, service),
    "contact:background": Rule(act(), MINE, at_service),
    "contact:background_ending": Rule(act(), MINE, at_service),
    "contact:background_reading": Rule(act(422), MINE, at_service),
    "contact:proposals": Rule(form(), MINE),
}
