"""Nothing that was written is lost: not by a bad line, not by two tabs, not by somebody else."""

from collections.abc import Callable
from time import sleep

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import Walk
from tests.journeys.sealed import Keys, lock, make_keys
from tevoet.people.models import Person
from tevoet.vault.models import Revision, Sealed

HERE = "/me/reflection/"
POSTS = "**/sealed/*/"
WORDS = "Ik zei te snel ja."


@pytest.fixture
def keys(anna: Person) -> Keys:
    """Anna's keys."""
    return make_keys(anna)


@pytest.fixture
def page(walk: Walk, keys: Keys) -> Page:
    """Anna's page with her words open."""
    page = walk(HERE, person=keys.person, language="en-gb")
    keys.unlock(page)
    expect(field(page)).to_be_visible()
    return page


def field(page: Page) -> Locator:
    """Return where one writes."""
    return page.locator("sealed-field textarea")


def said(page: Page) -> Locator:
    """Return what is said aloud."""
    return page.locator("sealed-field .said")


def keep(page: Page, words: str = "") -> None:
    """Write, and press the button."""
    if words:
        field(page).fill(words)
    page.get_by_role("button", name="Keep it").click()


def cut(route: Route) -> None:
    """Lose the connection on the way there."""
    if route.request.method == "POST":
        return route.abort("connectionreset")
    return route.continue_()


def lose_answer(route: Route) -> None:
    """Lose the connection on the way back: the server has it, the page does not know."""
    if route.request.method != "POST":
        return route.continue_()
    route.fetch()
    return route.abort("connectionreset")


def test_a_lost_connection_leaves_a_draft(page: Page) -> None:
    page.route(POSTS, cut)
    keep(page, WORDS)
    expect(said(page)).to_contain_text("There is no connection.")
    page.reload()
    expect(field(page)).to_have_value(WORDS)
    expect(said(page)).to_contain_text("Your draft is back.")
    assert not Sealed.objects.exists()
    page.unroute(POSTS)
    keep(page)
    expect(page.locator(".entry")).to_contain_text(WORDS)
    page.reload()
    expect(page.locator(".entry")).to_contain_text(WORDS)
    expect(field(page)).to_have_value("")


@pytest.mark.parametrize("reloads", [False, True])
def test_a_lost_answer_makes_no_second_revision(page: Page, reloads: bool) -> None:
    page.route(POSTS, lose_answer)
    keep(page, WORDS)
    expect(said(page)).to_contain_text("There is no connection.")
    if reloads:
        page.reload()
        expect(field(page)).to_have_value(WORDS)
    page.unroute(POSTS)
    keep(page)
    expect(said(page)).to_have_text("Kept, sealed.")
    assert Revision.objects.count() == 1


def test_words_changed_after_a_lost_answer_follow_what_arrived(page: Page) -> None:
    page.route(POSTS, lose_answer)
    keep(page, WORDS)
    expect(said(page)).to_contain_text("There is no connection.")
    page.unroute(POSTS)
    keep(page, f"{WORDS} Twee keer.")
    expect(page.locator(".entry .words")).to_have_text(f"{WORDS} Twee keer.")
    assert [one.number for one in Revision.objects.all()] == [1, 2]


def test_what_waits_is_kept_when_the_connection_is_back(page: Page) -> None:
    page.context.set_offline(True)
    keep(page, WORDS)
    expect(said(page)).to_contain_text("There is no connection.")
    page.context.set_offline(False)
    expect(page.locator(".entry")).to_contain_text(WORDS)


def test_a_draft_is_nowhere_in_plain_text(page: Page) -> None:
    field(page).fill(WORDS)
    page.wait_for_timeout(800)
    stored = page.evaluate("""async () => {
      const base = await new Promise((done) => {
        const asked = indexedDB.open("tevoet"); asked.onsuccess = () => done(asked.result); });
      const all = await new Promise((done) => {
        const asked = base.transaction("drafts").objectStore("drafts").getAll();
        asked.onsuccess = () => done(asked.result); });
      const text = (bytes) => new TextDecoder("latin1").decode(bytes);
      return all.map((one) => [text(one.sealed), JSON.stringify(one.base)]).join()
        + JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
    }""")
    assert "age-encryption.org" in stored
    assert "snel ja" not in stored
    page.reload()
    expect(field(page)).to_have_value(WORDS)


def change(page: Page) -> Page:
    """Begin to change the one entry there is."""
    page.get_by_role("button", name="Change").click()
    expect(field(page)).to_have_value(WORDS)
    return page


Two = tuple[Page, Page]


@pytest.fixture
def two(page: Page) -> Two:
    """Two tabs of Anna that change the same words."""
    keep(page, WORDS)
    expect(page.locator(".entry")).to_be_visible()
    second = page.context.new_page()
    second.goto(HERE)
    expect(second.locator(".entry")).to_be_visible()
    return change(page), change(second)


CHOICES: dict[str, tuple[Callable[[Page], None], str]] = {
    "mine": (lambda tab: tab.locator(".versions button").nth(0).click(), "Van de tweede."),
    "theirs": (lambda tab: tab.locator(".versions button").nth(1).click(), "Van de eerste."),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_of_two_tabs_both_versions_are_shown_and_one_is_chosen(two: Two, choice: str) -> None:
    first, second = two
    keep(first, "Van de eerste.")
    expect(said(first)).to_have_text("Kept, sealed.")
    keep(second, "Van de tweede.")
    expect(second.locator(".versions")).to_contain_text("Van de eerste.")
    expect(second.locator(".versions")).to_contain_text("Van de tweede.")
    expect(second.get_by_role("heading", name="Two versions were written")).to_be_focused()
    press, words = CHOICES[choice]
    press(second)
    expect(second.locator(".entry .words").first).to_have_text(words)
    assert Revision.objects.count() == (3 if choice == "mine" else 2)


def test_two_versions_are_put_together(two: Two) -> None:
    first, second = two
    keep(first, "Van de eerste.")
    expect(said(first)).to_have_text("Kept, sealed.")
    keep(second, "Van de tweede.")
    second.get_by_role("button", name="Put both together").click()
    expect(field(second)).to_have_value("Van de eerste.\n\nVan de tweede.")
    keep(second)
    expect(second.locator(".entry .words").first).to_contain_text("Van de eerste.")
    assert Revision.objects.count() == 3


def test_two_versions_stay_when_the_page_is_closed(two: Two) -> None:
    first, second = two
    keep(first, "Van de eerste.")
    expect(said(first)).to_have_text("Kept, sealed.")
    keep(second, "Van de tweede.")
    expect(second.locator(".versions")).to_be_visible()
    second.reload()
    expect(second.locator(".entry")).to_be_visible()
    second.get_by_role("button", name="Change").click()
    expect(field(second)).to_have_value("Van de tweede.")


def test_two_tabs_do_not_overwrite_each_others_drafts(page: Page) -> None:
    field(page).fill("In de eerste tab.")
    second = page.context.new_page()
    second.goto(HERE)
    expect(field(second)).to_be_visible()
    expect(field(second)).to_have_value("")
    field(second).fill("In de tweede tab.")
    second.wait_for_timeout(700)
    second.close()
    page.reload()
    third = page.context.new_page()
    third.goto(HERE)
    for tab in (page, third):
        expect(field(tab)).not_to_have_value("")
    texts = {field(tab).input_value() for tab in (page, third)}
    assert texts == {"In de eerste tab.", "In de tweede tab."}


def test_whoever_is_signed_out_keeps_a_draft(page: Page) -> None:
    field(page).fill(WORDS)
    page.context.clear_cookies(name="tevoet-session")
    keep(page)
    expect(said(page)).to_contain_text("You are signed out.")
    expect(field(page)).to_have_value(WORDS)
    assert not Sealed.objects.exists()


def test_while_words_are_being_kept_they_are_not_sent_twice(page: Page) -> None:
    posts: list[str] = []

    def slow(route: Route) -> None:
        if route.request.method == "POST":
            posts.append(route.request.url)
            sleep(0.4)
        route.continue_()

    page.route(POSTS, slow)
    field(page).fill(WORDS)
    page.evaluate(
        "for (let i = 0; i < 3; i += 1) document.querySelector('[data-act=keep]').click()"
    )
    expect(page.locator("sealed-field[aria-busy=true]")).to_be_visible()
    expect(said(page)).to_have_text("Kept, sealed.")
    expect(page.locator("sealed-field[aria-busy=false]")).to_be_visible()
    assert len(posts) == 1


def test_a_draft_under_lost_keys_is_in_nobodys_way(page: Page, anna: Person) -> None:
    field(page).fill(WORDS)
    page.wait_for_timeout(800)
    anna.keyrings.update(replaced_at=timezone.now())
    lock(page)
    make_keys(anna).unlock(page)
    expect(field(page)).to_be_visible()
    expect(field(page)).to_have_value("")
    keep(page, "Opnieuw begonnen.")
    expect(page.locator(".entry")).to_contain_text("Opnieuw begonnen.")
