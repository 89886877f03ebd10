"""Keys are made in a minute, open for as long as they are used, and lock everywhere at once."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.browser import check_axe
from tests.journeys.conftest import NewContext, Walk
from tests.journeys.keysteps import (
    SIX,
    STRETCHING_MS,
    answer_two,
    expect_locked,
    expect_open,
    make_at_once,
    make_keys,
    open_dialog,
    unlock_with,
)
from tevoet.people.models import Person
from tevoet.vault.held import hold
from tevoet.vault.models import Keyring

KEYS = "/me/keys/"
MINUTE_MS = 60_000


def locked(walk: Walk, anna: Person) -> Page:
    """Return Anna's page about her keys, which are made and locked."""
    page = walk(KEYS, person=anna)
    make_at_once(page)
    return page


def wrong(page: Page) -> str:
    """Return what the lock says is not right."""
    said = page.locator("sealed-lock [data-part=wrong]")
    expect(said).to_be_visible(timeout=STRETCHING_MS)
    return said.inner_text()


def test_keys_are_made_in_three_steps_and_open_for_ten_pages(walk: Walk, anna: Person) -> None:
    page = walk(KEYS, person=anna, phone=True)
    six, code = make_keys(page)
    keyring = Keyring.objects.get(person=anna)
    assert sorted(way.way for way in keyring.wrappings.all()) == ["phrase", "recovery"]
    for _ in range(10):
        page.reload()
        expect_open(page)
    page.locator("sealed-lock [data-part=lock]").click()
    for way, typed in (("phrase", " ".join(six)), ("recovery", code.lower())):
        open_dialog(page)
        unlock_with(page, way, typed)
        expect_open(page)
        page.locator("sealed-lock [data-part=lock]").click()
        expect_locked(page)


def test_nothing_of_what_opens_the_keys_reaches_the_server(walk: Walk, anna: Person) -> None:
    page = walk(KEYS, person=anna)
    posted: list[str] = []
    page.on("request", lambda one: posted.append(one.post_data or ""))
    six, code = make_keys(page)
    sent = "\n".join(posted)
    assert "for_phrase" in sent
    assert not [word for word in [code, "AGE-SECRET-KEY", " ".join(six)] if word in sent]


def test_two_words_are_asked_back(walk: Walk, anna: Person) -> None:
    page = walk(KEYS, person=anna, language="en-gb")
    page.locator("[data-part=next]").click()
    expect(page.locator(".six li")).to_have_count(6)
    page.locator("[data-part=written]").click()
    answer_two(page, ["other"] * 6)
    expect(page.locator("[data-part=asked] [role=alert]")).to_contain_text("That is not word")
    page.locator("[data-part=again]").click()
    expect(page.locator(".six")).to_be_visible()
    expect(page.locator("[data-recovery]")).to_be_hidden()


def test_every_step_has_no_violations(walk: Walk, anna: Person) -> None:
    page = walk(KEYS, person=anna, phone=True)
    expect(page.locator("[data-part=next]")).to_be_visible()
    check_axe(page)
    page.locator("[data-part=next]").click()
    expect(page.locator(".six li")).to_have_count(6)
    check_axe(page)
    six = page.locator(".six li").all_inner_texts()
    page.locator("[data-part=written]").click()
    check_axe(page)
    answer_two(page, six)
    expect(page.locator(".code")).to_be_visible()
    check_axe(page)


def test_on_paper_stands_the_code_and_nothing_else(walk: Walk, anna: Person) -> None:
    page = walk(KEYS, person=anna)
    page.locator("[data-part=next]").click()
    six = page.locator(".six li")
    expect(six).to_have_count(6)
    words = six.all_inner_texts()
    page.locator("[data-part=written]").click()
    answer_two(page, words)
    expect(page.locator(".code")).to_be_visible()
    page.emulate_media(media="print")
    seen = page.evaluate(
        "[...document.querySelectorAll('body *')].filter((one) => one.childElementCount === 0"
        " && one.textContent.trim() && getComputedStyle(one).visibility === 'visible'"
        " && one.getClientRects().length).map((one) => one.closest('.paper') !== null)"
    )
    assert len(seen) > 7
    assert all(seen)


def test_a_mistyped_word_is_named_and_put_right_with_one_tap(walk: Walk, anna: Person) -> None:
    page = locked(walk, anna)
    open_dialog(page)
    unlock_with(page, "phrase", " ".join(SIX).replace("zeepaard", "zeepard"))
    assert "zeepard" in wrong(page)
    check_axe(page)
    page.locator("sealed-lock [data-part=near] button", has_text="zeepaard").click()
    page.locator("sealed-lock details[data-way=phrase] [type=submit]").click()
    expect_open(page)


def test_other_words_and_a_mistyped_code_are_refused_in_words(walk: Walk, anna: Person) -> None:
    page = walk(KEYS, person=anna, language="en-gb")
    make_at_once(page)
    open_dialog(page)
    unlock_with(page, "phrase", " ".join(reversed(SIX)))
    assert "does not open your keys" in wrong(page)
    unlock_with(page, "phrase", " ".join(SIX[:5]))
    expect(page.locator("sealed-lock [data-part=wrong]")).to_contain_text("5 words")
    unlock_with(page, "recovery", "0" * 25 + "1")
    expect(page.locator("sealed-lock [data-part=wrong]")).to_contain_text("last two do not match")
    expect(page.locator("sealed-lock[open]")).to_have_count(0)


def test_keys_lock_after_fifteen_minutes_without_use(walk: Walk, anna: Person) -> None:
    page = locked(walk, anna)
    page.clock.install()
    page.reload()
    open_dialog(page)
    unlock_with(page, "phrase", " ".join(SIX))
    page.clock.resume()
    expect_open(page)
    page.clock.run_for(10 * MINUTE_MS)
    page.mouse.click(5, 5)
    page.clock.run_for(10 * MINUTE_MS)
    expect_open(page)
    page.clock.run_for(6 * MINUTE_MS)
    expect_locked(page)
    assert page.evaluate("localStorage.getItem('tevoet-unlocked-until')") is None


def test_locking_in_one_tab_locks_the_other(new_context: NewContext, anna: Person) -> None:
    context = new_context(person=anna)
    one, other = context.new_page(), context.new_page()
    one.goto(KEYS)
    make_at_once(one)
    other.goto(KEYS)
    open_dialog(one)
    unlock_with(one, "phrase", " ".join(SIX))
    expect_open(one)
    expect_open(other)
    other.locator("sealed-lock [data-part=lock]").click()
    expect_locked(other)
    expect_locked(one)
    assert one.evaluate("import('/static/vault/keyring.js').then((m) => m.current())") is None


def test_somebody_else_on_the_same_browser_gets_nothing(
    new_context: NewContext, anna: Person, bram: Person
) -> None:
    context = new_context(person=anna)
    page = context.new_page()
    page.goto(KEYS)
    make_at_once(page)
    open_dialog(page)
    unlock_with(page, "phrase", " ".join(SIX))
    expect_open(page)
    page.evaluate(f"document.querySelector('sealed-lock').setAttribute('person', '{bram.pk}')")
    assert page.evaluate("import('/static/vault/keyring.js').then((m) => m.current())") is None


@pytest.mark.parametrize("way", ["phrase", "recovery"])
def test_a_way_is_made_anew_with_the_keys_themselves(walk: Walk, anna: Person, way: str) -> None:
    page = locked(walk, anna)
    before = Keyring.objects.get().wrappings.get(way=way).pk
    page.goto(f"/me/keys/{way}/")
    page.locator("[data-part=next]").click()
    unlock_with(page, "phrase", " ".join(SIX))
    if way == "phrase":
        expect(page.locator(".six li")).to_have_count(6, timeout=STRETCHING_MS)
        six = page.locator(".six li").all_inner_texts()
        page.locator("[data-part=written]").click()
        answer_two(page, six)
    else:
        expect(page.locator(".code")).to_be_visible(timeout=STRETCHING_MS)
        page.locator("#kept-code").check()
        page.locator("[data-part=kept] [type=submit]").click()
    expect(page.locator(".five li")).to_have_count(5, timeout=STRETCHING_MS)
    assert Keyring.objects.get().wrappings.get(way=way).pk != before


def test_a_way_is_taken_away_with_the_keys_themselves(walk: Walk, anna: Person) -> None:
    page = locked(walk, anna)
    way = Keyring.objects.get().wrappings.get(way="recovery")
    page.goto(f"/me/keys/ways/{way.pk}/ending/")
    page.locator("main [type=submit]").click()
    unlock_with(page, "phrase", " ".join(SIX))
    expect(page.locator(".five li")).to_have_count(5, timeout=STRETCHING_MS)
    assert [one.way for one in Keyring.objects.get().wrappings.all()] == ["phrase"]


def test_signing_out_takes_the_keys_and_leaves_the_drafts(walk: Walk, anna: Person) -> None:
    page = locked(walk, anna)
    open_dialog(page)
    unlock_with(page, "phrase", " ".join(SIX))
    expect_open(page)
    page.evaluate(
        "([who]) => import('/static/vault/store.js').then((m) => m.keepDraft(who, 'a', 'sealed'))",
        [anna.pk],
    )
    page.goto("/me/")
    page.locator("form[action*=logout] button").click()
    page.wait_for_url("**/accounts/login/**")
    kept = """async (who) => {
      const store = await import('/static/vault/store.js');
      await new Promise((done) => setTimeout(done, 300));
      return [await store.keysOf(who) ?? null, await store.draftOf(who, 'a')];
    }"""
    assert page.evaluate(kept, anna.pk) == [None, "sealed"]
    assert page.evaluate("localStorage.getItem('tevoet-unlocked-until')") is None
    page.go_back()
    page.go_back()
    expect(page.locator("sealed-lock[open]")).to_have_count(0)


def test_keys_held_on_this_machine_open_by_themselves(
    walk: Walk, anna: Person, settings: Settings
) -> None:
    settings.MINE = True
    hold(anna)
    page = walk(KEYS, person=anna, language="en-gb")
    expect(page.locator(".five li")).to_have_count(5)
    expect(page.locator("sealed-lock [data-part=lock]")).to_be_hidden()
    check_axe(page)
    page.locator("main a[href='/me/keys/phrase/']").click()
    page.locator("[data-part=next]").click()
    expect(page.locator(".six li")).to_have_count(6)
    six = page.locator(".six li").all_inner_texts()
    page.locator("[data-part=written]").click()
    answer_two(page, six)
    expect(page.locator(".five li")).to_have_count(5, timeout=STRETCHING_MS)
    assert [one.way for one in Keyring.objects.get().wrappings.all()] == ["phrase"]
