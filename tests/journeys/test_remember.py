"""One page of two people: what one keeps the other opens, and nothing of either is lost."""

from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Walk
from tests.journeys.sealed import Keys, make_keys
from tevoet.people.actions.connections import end_connection
from tevoet.people.models import Connection, Person
from tevoet.vault.models import Revision, Sealed

FIRST = "Op dinsdag lopen we een rondje."


@dataclass(frozen=True)
class Side:
    """One of two, with the page of both."""

    keys: Keys
    page: Page

    def keep(self, words: str) -> None:
        """Write words and keep them."""
        self.page.locator("sealed-field textarea").fill(words)
        self.page.get_by_role("button", name="Keep it for both").click()

    def change(self, words: str) -> None:
        """Change what is there."""
        self.page.get_by_role("button", name="Change it").click()
        expect(self.page.locator("sealed-field textarea")).not_to_have_value("")
        self.keep(words)

    def sees(self, words: str) -> None:
        """Expect words on the page."""
        expect(self.page.locator("sealed-page > .sheet .words").first).to_have_text(words)

    def again(self) -> None:
        """Come back later."""
        self.page.reload()
        self.is_at_rest()

    def is_at_rest(self) -> None:
        """Wait until all that was kept is on the page."""
        expect(self.page.locator("sealed-field[open]")).to_be_attached()
        expect(self.page.locator("sealed-page")).to_have_attribute("aria-busy", "false")


def go(walk: Walk, keys: Keys, other: Person) -> Side:
    """Open the page with somebody."""
    page = walk(f"/with/{other.pk}/remember/", person=keys.person, language="en-gb")
    keys.unlock(page)
    side = Side(keys, page)
    side.is_at_rest()
    return side


@pytest.fixture
def two(walk: Walk, anna: Person, bram: Person, connection: Connection) -> tuple[Side, Side]:
    """Anna and Bram, each in a browser of their own."""
    annas, brams = make_keys(anna), make_keys(bram)
    return go(walk, annas, bram), go(walk, brams, anna)


def test_what_one_keeps_the_other_opens_and_changes(two: tuple[Side, Side]) -> None:
    anna, bram = two
    expect(anna.page.locator("sealed-field")).to_contain_text("You and Bram can read this")
    expect(anna.page.locator("sealed-field")).to_contain_text("Bram's key is new to you")
    expect(anna.page.get_by_role("link", name="Compare five words")).to_be_visible()
    anna.keep(FIRST)
    anna.sees(FIRST)
    bram.again()
    bram.sees(FIRST)
    expect(bram.page.locator("sealed-page")).to_contain_text("Anna,")
    bram.change("Op woensdag lopen we een rondje.")
    bram.sees("Op woensdag lopen we een rondje.")
    anna.again()
    anna.sees("Op woensdag lopen we een rondje.")
    expect(anna.page.locator("sealed-page")).to_contain_text("Bram,")
    anna.page.locator("sealed-text summary").click()
    expect(anna.page.locator(".earlier")).to_contain_text(FIRST)
    assert all(b"rondje" not in bytes(one.content) for one in Revision.objects.all())


def test_of_two_who_change_at_once_nothing_is_lost(two: tuple[Side, Side]) -> None:
    anna, bram = two
    anna.keep(FIRST)
    anna.sees(FIRST)
    bram.again()
    bram.page.get_by_role("button", name="Change it").click()
    expect(bram.page.locator("sealed-field textarea")).to_have_value(FIRST)
    anna.change("Op vrijdag.")
    anna.sees("Op vrijdag.")
    bram.keep("Op maandag.")
    expect(bram.page.locator(".versions")).to_contain_text("What Anna kept on")
    bram.page.get_by_role("button", name="Put both together").click()
    bram.keep("Op vrijdag of op maandag.")
    bram.sees("Op vrijdag of op maandag.")
    assert Sealed.objects.filter(connection__isnull=False).count() == 1


@pytest.mark.parametrize("choice", [0, 1, "both"])
def test_two_first_versions_become_one_page(two: tuple[Side, Side], choice: int | str) -> None:
    anna, bram = two
    anna.keep("Van Anna.")
    anna.sees("Van Anna.")
    bram.keep("Van Bram.")
    versions = bram.page.locator(".versions")
    expect(versions).to_contain_text("Van Anna.")
    expect(versions).to_contain_text("Van Bram.")
    if choice == "both":
        bram.page.get_by_role("button", name="Put both together").click()
        words = "Van Anna en van Bram."
        bram.keep(words)
    else:
        sheet = versions.locator(".sheet").nth(int(choice))
        words = sheet.locator(".words").inner_text()
        sheet.get_by_role("button").click()
    bram.sees(words)
    anna.again()
    anna.sees(words)
    expect(anna.page.locator(".versions")).to_have_count(0)
    anna.change("Van ons.")
    bram.again()
    bram.sees("Van ons.")


def test_words_wait_until_the_other_has_keys(
    walk: Walk, anna: Person, bram: Person, connection: Connection
) -> None:
    bram.phone_numbers.create(number="+31201234567")
    side = go(walk, make_keys(anna), bram)
    expect(side.page.get_by_role("heading", name="Ask Bram to make keys")).to_be_visible()
    expect(side.page.get_by_role("link", name="Call Bram")).to_be_visible()
    side.keep(FIRST)
    expect(side.page.locator(".said")).to_contain_text("This waits on this device, sealed.")
    assert not Sealed.objects.exclude(pk=side.keys.keyring.pk).exists()
    brams = make_keys(bram)
    side.again()
    expect(side.page.locator("sealed-field textarea")).to_have_value(FIRST)
    expect(side.page.get_by_role("heading", name="Ask Bram to make keys")).to_be_hidden()
    side.page.get_by_role("button", name="Keep it for both").click()
    side.sees(FIRST)
    go(walk, brams, anna).sees(FIRST)


def test_who_writes_while_the_page_still_comes_in_goes_on_writing(two: tuple[Side, Side]) -> None:
    anna, bram = two
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    bram.page.route("**/sealed/?with=*", hold)
    bram.page.reload()
    expect(bram.page.locator("sealed-field[open]")).to_be_attached()
    anna.keep("Van Anna.")
    anna.sees("Van Anna.")
    bram.page.locator("sealed-field textarea").fill("Van Bram.")
    bram.page.unroute("**/sealed/?with=*")  # lets go of those that were held
    assert held
    bram.is_at_rest()
    expect(bram.page.locator("sealed-field textarea")).to_be_visible()
    bram.keep("Van Bram.")
    expect(bram.page.locator(".versions")).to_contain_text("Van Anna.")
    expect(bram.page.locator(".versions")).to_contain_text("Van Bram.")


def test_a_draft_of_before_the_other_wrote_is_not_lost(two: tuple[Side, Side]) -> None:
    anna, bram = two
    bram.page.locator("sealed-field textarea").fill("Nog niet bewaard.")
    bram.page.wait_for_timeout(700)
    anna.keep(FIRST)
    anna.sees(FIRST)
    bram.again()
    expect(bram.page.locator("sealed-field textarea")).to_have_value("Nog niet bewaard.")
    bram.page.get_by_role("button", name="Keep it for both").click()
    expect(bram.page.locator(".versions")).to_contain_text(FIRST)


def test_what_was_ended_is_read_and_not_written(
    two: tuple[Side, Side], walk: Walk, connection: Connection
) -> None:
    anna, bram = two
    anna.keep(FIRST)
    anna.sees(FIRST)
    end_connection(connection, by=anna.keys.person, now=timezone.now())
    page = bram.page
    page.reload()
    expect(page.locator("sealed-page .words")).to_have_text(FIRST)
    expect(page.locator("main")).to_contain_text("This connection was ended.")
    expect(page.locator("sealed-field")).to_have_count(0)
    expect(page.get_by_role("button", name="Change it")).to_have_count(0)


def test_other_keys_than_before_stop_the_sharing(two: tuple[Side, Side], bram: Person) -> None:
    anna, _ = two
    anna.keep(FIRST)
    anna.sees(FIRST)
    bram.keyrings.update(replaced_at=timezone.now())
    make_keys(bram)
    anna.again()
    anna.sees(FIRST)
    anna.page.get_by_role("button", name="Change it").click()
    expect(anna.page.locator("sealed-field")).to_contain_text("Bram has other keys than before.")
    anna.keep("Nieuw.")
    expect(anna.page.locator(".said")).to_contain_text("Bram has other keys than before.")
    assert Revision.objects.filter(sealed__connection__isnull=False).count() == 1


def test_a_page_that_was_tampered_with_is_not_written_over(two: tuple[Side, Side]) -> None:
    anna, bram = two
    anna.keep(FIRST)
    anna.sees(FIRST)
    kept = Revision.objects.get(sealed__connection__isnull=False)
    kept.content = bytes(kept.content)[:-1] + bytes([kept.content[-1] ^ 1])
    kept.save()
    bram.page.reload()
    expect(bram.page.locator("[data-place=refused]")).to_contain_text("This is damaged")
    expect(bram.page.locator("sealed-field textarea")).to_be_hidden()
