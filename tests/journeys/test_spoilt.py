"""Whoever has a session but no keys puts something on top of words: nothing is shut by it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import Walk
from tests.journeys.sealed import make_keys
from tests.journeys.test_lying import PIN
from tests.journeys.test_remember import FIRST, Side, go
from tests.vault.files import sealed_for
from tevoet.people.models import Connection, Person
from tevoet.vault.actions.records import Offer, add_revision
from tevoet.vault.models import Sealed


def spoil(record: Sealed, by: Person) -> None:
    """Put an age file that opens for nobody on top of a record, as any script of theirs could."""
    number = record.revisions.count() + 1
    readers = 2 if record.connection else 1
    add_revision(Offer(record.pk, number, sealed_for(readers)), by=by, now=timezone.now())


@pytest.fixture
def two(walk: Walk, anna: Person, bram: Person, connection: Connection) -> tuple[Side, Side]:
    """Anna and Bram, each in a browser of their own."""
    annas, brams = make_keys(anna), make_keys(bram)
    return go(walk, annas, bram), go(walk, brams, anna)


def test_a_page_of_two_that_one_spoilt_is_read_and_goes_on(
    two: tuple[Side, Side], bram: Person
) -> None:
    hers, his = two
    hers.keep(FIRST)
    hers.sees(FIRST)
    spoil(Sealed.objects.get(connection__isnull=False), bram)
    hers.again()
    hers.sees(FIRST)
    expect(hers.page.locator("sealed-text .attention")).to_contain_text(
        "What was put here later is not shown"
    )
    hers.change("Op vrijdag.")
    hers.sees("Op vrijdag.")
    expect(hers.page.locator("sealed-text .attention")).to_have_count(0)
    his.again()
    his.sees("Op vrijdag.")


def test_a_reflection_that_was_spoilt_is_read_and_goes_on(walk: Walk, anna: Person) -> None:
    keys = make_keys(anna)
    spoil(keys.reflect("Ik zei te snel ja."), anna)
    page = walk("/me/reflection/", person=anna, language="en-gb")
    keys.unlock(page)
    expect(page.locator(".entry .words")).to_have_text("Ik zei te snel ja.")
    expect(page.locator(".entry .attention")).to_contain_text(
        "What was put here later is not shown"
    )
    page.get_by_role("button", name="Change").click()
    expect(page.locator("sealed-field textarea")).to_have_value("Ik zei te snel ja.")
    page.locator("sealed-field textarea").fill("Ik zei te vlug ja.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".entry .words").first).to_have_text("Ik zei te vlug ja.")


@pytest.mark.parametrize("times", [0, 1])
def test_pins_that_were_spoilt_are_kept(
    times: int, walk: Walk, anna: Person, bram: Person, connection: Connection
) -> None:
    keys, brams = make_keys(anna), make_keys(bram)
    page = walk("/me/reflection/", person=anna)
    keys.unlock(page)
    pinned = ["pinned", brams.public.fingerprint]
    for _ in range(times):
        assert page.evaluate(PIN, bram.pk) == pinned
    place = {"made_by": anna, "made_at": timezone.now()}
    record, _ = Sealed.objects.get_or_create(pk=keys.keyring.pk, defaults=place)
    spoil(record, anna)
    assert page.evaluate(PIN, bram.pk) == pinned
    brams.keyring.delete()
    make_keys(bram)
    assert page.evaluate(PIN, bram.pk) == ["changed", brams.public.fingerprint]
