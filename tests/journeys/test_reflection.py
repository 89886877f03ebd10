"""Words to oneself: write, find, change, remove. Nobody else opens them."""

import re

from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import Walk
from tests.journeys.sealed import Keys, lock, make_keys
from tevoet.people.models import Person
from tevoet.vault.models import Revision, Sealed

HERE = "/me/reflection/"


def write(page: Page, words: str) -> None:
    """Write words and keep them."""
    page.locator("sealed-field textarea").fill(words)
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("sealed-field .said")).to_have_text("Kept, sealed.")


def reflect(walk: Walk, keys: Keys, **options: object) -> Page:
    """Open the page with unlocked words."""
    page = walk(HERE, person=keys.person, language="en-gb", **options)
    keys.unlock(page)
    expect(page.locator("sealed-field textarea")).to_be_visible()
    return page


def test_words_to_oneself_come_back(walk: Walk, anna: Person) -> None:
    page = reflect(walk, make_keys(anna))
    page.get_by_label("What was I told about myself?").check()
    write(page, "Ik zei te snel ja.")
    expect(page.locator(".entry")).to_contain_text("Ik zei te snel ja.")
    page.reload()
    expect(page.locator(".entry")).to_contain_text("Ik zei te snel ja.")
    expect(page.locator(".entry")).to_contain_text("What was I told about myself?")
    assert b"Ik zei" not in bytes(Revision.objects.get().content)


def test_it_is_said_who_can_read_before_one_writes(walk: Walk, anna: Person) -> None:
    page = walk(HERE, person=anna, language="en-gb")
    expect(page.locator("sealed-field")).to_contain_text("Only you can read this.")
    expect(page.locator("sealed-field textarea")).to_be_hidden()
    make_keys(anna).unlock(page)
    expect(page.locator("sealed-field")).to_contain_text("There is room for 64 kB")


def test_locking_takes_the_words_from_the_page(walk: Walk, anna: Person) -> None:
    keys = make_keys(anna)
    page = reflect(walk, keys)
    write(page, "Ik zei te snel ja.")
    page.locator("sealed-field textarea").fill("Nog niet bewaard.")
    lock(page)
    expect(page.locator(".entry")).to_have_count(0)
    expect(page.locator("sealed-field textarea")).to_be_hidden()
    assert "snel ja" not in page.content()
    assert page.locator("sealed-field textarea").input_value() == ""
    keys.unlock(page)
    expect(page.locator("sealed-field textarea")).to_have_value("Nog niet bewaard.")


def test_what_was_written_can_be_changed_and_looked_back_at(walk: Walk, anna: Person) -> None:
    page = reflect(walk, make_keys(anna))
    write(page, "Ik zei te snel ja.")
    page.get_by_role("button", name="Change").click()
    expect(page.locator("sealed-field textarea")).to_have_value("Ik zei te snel ja.")
    write(page, "Ik zei te snel ja, twee keer.")
    expect(page.locator("sealed-field textarea")).to_have_value("")
    expect(page.locator(".entry .words").first).to_have_text("Ik zei te snel ja, twee keer.")
    page.locator(".entry summary").click()
    expect(page.locator(".earlier")).to_contain_text("Ik zei te snel ja.")
    assert [one.number for one in Revision.objects.all()] == [1, 2]


def test_what_is_being_changed_can_be_left_as_it_was(walk: Walk, anna: Person) -> None:
    page = reflect(walk, make_keys(anna))
    write(page, "Ik zei te snel ja.")
    page.get_by_role("button", name="Change").click()
    page.locator("sealed-field textarea").fill("Iets anders.")
    page.get_by_role("button", name="Leave it as it was").click()
    expect(page.locator("sealed-field textarea")).to_have_value("")
    expect(page.locator(".entry .words")).to_have_text("Ik zei te snel ja.")
    assert Revision.objects.count() == 1


def test_own_words_are_removed_after_a_question(walk: Walk, anna: Person) -> None:
    page = reflect(walk, make_keys(anna))
    write(page, "Ik zei te snel ja.")
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="No, go back").click()
    assert Sealed.objects.exists()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.locator(".entry")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Nothing here yet")
    assert not Sealed.objects.exists()


def test_fifty_are_shown_and_all_are_searched(walk: Walk, anna: Person) -> None:
    keys = make_keys(anna)
    for number in range(60):
        keys.reflect(f"Dag {number}", ago=number)
    keys.reflect("Eén keer écht geluisterd.", ago=99)
    page = reflect(walk, keys)
    expect(page.locator(".entry")).to_have_count(50)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".entry")).to_have_count(61)
    page.reload()
    expect(page.locator(".entry")).to_have_count(50)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url.lower())

    page.on("request", note)
    page.get_by_label("Search in your own words").fill("een keer ECHT")
    expect(page.locator(".entry")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("1 of 61")
    assert [one for one in asked if "echt" in one] == []


def test_it_all_goes_by_keyboard(walk: Walk, anna: Person) -> None:
    page = reflect(walk, make_keys(anna))
    page.get_by_label("Can I trust myself?").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Bram zou zeggen: ze luistert.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".entry")).to_contain_text("Can you trust me?")
    expect(page.locator(".entry .words")).to_have_text("Bram zou zeggen: ze luistert.")


def test_nothing_is_kept_when_nothing_is_written(walk: Walk, anna: Person) -> None:
    page = reflect(walk, make_keys(anna))
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("sealed-field .said")).to_have_text("Write something first.")
    page.locator("sealed-field textarea").fill("x" * 65_600)
    expect(page.locator("sealed-field")).to_contain_text("65 of 64 kB used")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("sealed-field .said")).to_contain_text("longer than 64 kB")
    assert not Sealed.objects.exists()


def test_without_javascript_it_says_why_it_needs_that(walk: Walk, anna: Person) -> None:
    page = walk(HERE, person=anna, language="en-gb", java_script_enabled=False)
    expect(page.locator("main noscript .notice")).to_be_visible()
    expect(page.locator("main noscript .notice span")).to_have_text(re.compile("takes JavaScript"))
    expect(page.locator("sealed-field textarea")).to_be_hidden()


def test_the_server_does_not_hear_on_which_page_words_are_written(walk: Walk, anna: Person) -> None:
    page = reflect(walk, make_keys(anna))
    with page.expect_request(lambda one: one.method == "POST" and "/sealed/" in one.url) as asked:
        write(page, "Ik zei te snel ja.")
    headers = asked.value.all_headers()
    assert "referer" not in headers
    assert headers["origin"] == page.evaluate("location.origin")
