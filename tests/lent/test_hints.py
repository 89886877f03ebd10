"""What the server keeps of hints: something sealed, also when the mirror is locked."""

from pathlib import Path

from django.utils import timezone

from tests.conftest import SignIn
from tests.keys import give_keys, lend
from tevoet.contact import archive as archives
from tevoet.contact.actions import hinting
from tevoet.contact.actions.sources import read_now
from tevoet.contact.hintnotes import book_of, put_together
from tevoet.contact.joining import catch_up
from tevoet.contact.models import HintNote
from tevoet.engines.mirror.hintbook import Book, Settings
from tevoet.people.models import Connection, Person
from tevoet.vault.mirrorkey import MirrorKey


def with_key(anna: Person, key: MirrorKey) -> Book:
    """Open the book with a key."""
    archive = archives.of(anna, key)
    catch_up(anna, archive)
    return book_of(anna, archive)


def test_the_server_keeps_nothing_it_can_read_and_an_answer_counts_while_locked(
    anna: Person, bram: Person, key: MirrorKey, inbox: Path, sign_in: SignIn
) -> None:
    browser = sign_in(anna)
    read_now(anna, paths=[inbox], key=key)
    headers = lend(browser, key)
    page = browser.get(f"/with/{bram.pk}/", headers=headers).content.decode()
    assert "Waarom deze wenk?" in page
    (shown,) = with_key(anna, key).shown.values()
    locked = browser.get(f"/with/{bram.pk}/").content.decode()
    assert "Waarom deze wenk?" not in locked
    told = {**shown.key._asdict(), "answer": "not_called"}
    assert browser.post("/hints/answers/", told).status_code == 302
    assert browser.get("/hints/").context["page"].rows == [], "sealed on arrival"
    sizes = set()
    for note in HintNote.objects.all():
        content = bytes(note.content)
        sizes.add(len(content))
        for word in (b"not_called", b"exchange", shown.key.exchange.encode()):
            assert word not in content
    assert max(sizes) - min(sizes) < 256, "only what age itself adds"
    assert with_key(anna, key).counts()["not_called"] == 1


def test_of_two_that_put_rows_together_none_is_lost(
    anna: Person, connection: Connection, key: MirrorKey
) -> None:
    archive = archives.of(anna, key)
    hinting.set_hints(anna, on=True, soft=5, firm=9)
    hinting.mute_hints(connection, owner=anna, muted=True)
    today = timezone.localdate()
    put_together(anna, archive, today)
    put_together(anna, archive, today)
    assert HintNote.objects.count() == 1
    found = book_of(anna, archive)
    assert found.settings == Settings(on=True, soft=5, firm=9)
    assert found.muted == {connection.pk}


def test_after_a_loss_of_keys_hints_begin_anew(anna: Person, key: MirrorKey) -> None:
    hinting.set_hints(anna, on=False, soft=4, firm=6)
    anna.keyrings.update(replaced_at=timezone.now())
    second = give_keys(anna)
    assert book_of(anna, archives.of(anna, second)).settings.on
    hinting.set_hints(anna, on=True, soft=6, firm=8)
    assert HintNote.objects.count() == 1
    assert book_of(anna, archives.of(anna, key)).settings.soft == Settings().soft


def test_without_keys_nothing_is_kept(anna: Person, sign_in: SignIn) -> None:
    browser = sign_in(anna)
    told = {"on": "on", "soft": "5", "firm": "7"}
    assert browser.post("/hints/settings/", told).status_code == 422
    assert not HintNote.objects.exists()
