"""What this app adds to the archive that somebody takes along: sealed words, and what opens them.

Everything stays sealed as it is kept. Whoever has the six words or the recovery code opens it with
the ordinary `age` tool; a page in the archive says how.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.text import slugify

from tevoet.ui.look import sheet
from tevoet.vault.models import Keyring, Revision, Sealed, Wrapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tevoet.people.models import Person

NAMES = {
    Wrapping.Way.PHRASE: "six-words",
    Wrapping.Way.RECOVERY: "recovery-code",
    Wrapping.Way.PASSKEY: "passkey",
}
PAGE = "how-to-open.html"


def files_of(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield sealed words, keyrings, and the page that says how they are opened."""
    keyrings = list(Keyring.objects.filter(person=person).prefetch_related("wrappings"))
    for keyring in keyrings:
        yield from keyring_files(keyring)
    yield from words_of(person)
    if keyrings:
        context = {"keyrings": keyrings, "folder": folder_of(keyrings[0]), "sheet": sheet()}
        yield PAGE, render_to_string("vault/opening.html", context).encode()


def folder_of(keyring: Keyring) -> str:
    """Return the folder of a keyring in the archive."""
    return f"keyring/{keyring.fingerprint[:12]}"


def keyring_files(keyring: Keyring) -> Iterator[tuple[str, bytes]]:
    """Yield the public part of a keyring, and its secret part as each way wraps it."""
    folder, seen = folder_of(keyring), Counter[str]()
    yield f"{folder}/public.json", keyring.public.encode()
    for way in keyring.wrappings.all():
        name = NAMES[Wrapping.Way(way.way)]
        seen[name] += 1
        number = f"-{seen[name]}" if way.way == Wrapping.Way.PASSKEY else ""
        yield f"{folder}/{name}{number}.age", bytes(way.content)


def words_of(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield every version of every sealed record that is somebody's to read."""
    mine = Sealed.objects.visible_to(person)
    versions = Revision.objects.filter(sealed__in=mine).order_by("sealed__made_at", "number")
    along = versions.select_related("sealed__connection__first", "sealed__connection__second")
    for one in along.iterator(chunk_size=100):
        name = f"words/{place_of(one.sealed, person)}/{one.sealed_id}-{one.number}.age"
        yield name, bytes(one.content)


def place_of(record: Sealed, person: Person) -> str:
    """Return the folder of a record: to oneself, or with whom it is."""
    if record.connection is None:
        return "mine"
    other = record.connection.other(person)
    return f"with-{slugify(other.name) or 'somebody'}-{other.pk}"
