"""What was tampered with is not shown: it is said why, and counted without content."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Walk
from tests.journeys.sealed import Keys, make_keys
from tevoet.people.models import Person
from tevoet.vault import age
from tevoet.vault.models import Revision, Sealed

HERE = "/me/reflection/"


@pytest.fixture
def keys(anna: Person) -> Keys:
    """Anna's keys, with two reflections."""
    keys = make_keys(anna)
    keys.reflect("Ik zei te snel ja.", ago=2)
    keys.reflect("Bram zei dat ik luister.", ago=1)
    return keys


def put(revision: Revision, content: bytes) -> None:
    """Put other bytes in the place of a revision."""
    revision.content = content
    revision.save()


def flip(keys: Keys) -> None:
    """Turn one bit."""
    one = Revision.objects.earliest("at")
    content = bytearray(one.content)
    content[-40] ^= 1
    put(one, bytes(content))


def swap(keys: Keys) -> None:
    """Put each in the place of the other."""
    one, two = Revision.objects.all()
    first = bytes(one.content)
    put(one, bytes(two.content))
    put(two, first)


def add_reader(keys: Keys) -> None:
    """Let somebody else read along."""
    one = Revision.objects.earliest("at")
    plain = age.open_bytes(bytes(one.content), keys.secret.words)
    keeper = age.recipient_of(age.make_keys().words)
    put(one, age.seal_bytes(plain, [age.recipient_of(keys.secret.words), keeper]))


def forge(keys: Keys) -> None:
    """Seal other words with the number and the name of the first, signed by somebody else."""
    one = Revision.objects.earliest("at")
    plain = age.open_bytes(bytes(one.content), keys.secret.words)
    changed = plain.replace(b"te snel ja", b"met plezier"[:10])
    put(one, age.seal_bytes(changed, [age.recipient_of(keys.secret.words)]))


def give_to_another(keys: Keys) -> None:
    """Seal it for a key that is not Anna's."""
    stranger = age.recipient_of(age.make_keys().words)
    put(Revision.objects.earliest("at"), age.seal_bytes(b"x" * 512, [stranger]))


TAMPERED: dict[str, tuple[Callable[[Keys], None], str, int]] = {
    "not-an-age-file": (flip, "This is damaged", 1),
    "another-record": (swap, "This belongs in another place", 0),
    "other-readers": (add_reader, "Others than the page names could read this", 1),
    "forged": (forge, "did not sign it", 1),
    "not-sealed-for-you": (give_to_another, "Your key does not open this", 1),
}


@pytest.mark.parametrize("slug", TAMPERED)
def test_what_was_tampered_with_is_not_shown(
    slug: str, walk: Walk, keys: Keys, caplog: pytest.LogCaptureFixture
) -> None:
    tamper, words, shown = TAMPERED[slug]
    tamper(keys)
    page = walk(HERE, person=keys.person, language="en-gb")
    with page.expect_response("**/sealed/refusals/"):
        keys.unlock(page)
    expect(page.locator("[data-place=refused]")).to_contain_text(words)
    expect(page.locator(".entry")).to_have_count(shown)
    page.wait_for_load_state("networkidle")
    assert f"A browser refused a sealed record: {slug}" in caplog.messages
    assert not [line for line in caplog.messages if "snel" in line]


def test_an_older_version_is_not_shown_as_new(walk: Walk, keys: Keys) -> None:
    page = walk(HERE, person=keys.person, language="en-gb")
    keys.unlock(page)
    page.get_by_role("button", name="Change").first.click()
    page.locator("sealed-field textarea").fill("Bram zei dat ik soms luister.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("sealed-field .said")).to_have_text("Kept, sealed.")
    Revision.objects.filter(number=2).delete()
    page.reload()
    expect(page.locator("[data-place=refused]")).to_contain_text("seen a newer version")
    expect(page.locator(".entry")).to_have_count(1)


def test_a_version_that_was_left_out_is_noticed(walk: Walk, keys: Keys) -> None:
    page = walk(HERE, person=keys.person, language="en-gb")
    keys.unlock(page)
    for words in ("Tweede.", "Derde."):
        page.get_by_role("button", name="Change").first.click()
        expect(page.locator("sealed-field textarea")).not_to_have_value("")
        page.locator("sealed-field textarea").fill(words)
        page.get_by_role("button", name="Keep it").click()
        expect(page.locator(".entry .words").first).to_have_text(words)
    Revision.objects.filter(number=2).delete()
    page.locator(".entry summary").first.click()
    expect(page.locator(".earlier").first).to_contain_text("a version was left out or changed")


def test_opening_what_was_removed_meanwhile_is_said(walk: Walk, keys: Keys) -> None:
    page = walk(HERE, person=keys.person, language="en-gb")
    keys.unlock(page)
    page.get_by_role("button", name="Change").first.click()
    expect(page.locator("sealed-field textarea")).not_to_have_value("")
    Sealed.objects.all().delete()
    page.locator("sealed-field textarea").fill("Toch nog iets.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("sealed-field .said")).to_contain_text("This is no longer there.")
    expect(page.locator("sealed-field textarea")).to_have_value("Toch nog iets.")
