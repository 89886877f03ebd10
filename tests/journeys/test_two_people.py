"""Two people compare five words; a changed key blocks sharing, and the same act seals anew."""

from playwright.sync_api import Page, expect

from tests.browser import check_axe
from tests.journeys.conftest import NewContext
from tests.journeys.keysteps import (
    SIX,
    STRETCHING_MS,
    expect_open,
    make_at_once,
    make_keys,
    open_dialog,
    unlock_with,
)
from tevoet.people.models import Connection, Person
from tevoet.vault.models import Keyring, Revision

KEYS = "/me/keys/"
STATE = """
async (other) => {
  const {keyOf} = await import("/static/vault/keyring.js");
  const {state, pin} = await keyOf(other);
  return [state, pin ? Boolean(pin.verified) : null, pin?.earlier.length ?? 0];
}
"""
SHARE = """
async ([other, text]) => {
  const {partyOf} = await import("/static/vault/party.js");
  const {seal} = await import("/static/vault/record.js");
  const {keep} = await import("/static/vault/shelf.js");
  const party = await partyOf(other), record = crypto.randomUUID();
  const age = await seal({kind: "remember", record, revision: 1, previous: "", text,
    at: "2026-11-24T12:00:00Z", readers: party.readers}, party.keys);
  await keep({record, revision: 1, age, other});
  return record;
}
"""
READ = """
async (other) => {
  const {partyOf, openRow} = await import("/static/vault/party.js");
  const {newest} = await import("/static/vault/shelf.js");
  const party = await partyOf(other), texts = [];
  for await (const page of newest(other))
    for (const row of page)
      texts.push(await openRow(row, party).then((body) => body.text, (error) => error.slug));
  return texts;
}
"""


def at_keys(new_context: NewContext, person: Person) -> Page:
    """Return the page of somebody with keys that are open."""
    page = new_context(person=person, language="en-gb").new_page()
    page.goto(KEYS)
    make_at_once(page)
    open_dialog(page)
    unlock_with(page, "phrase", " ".join(SIX))
    expect_open(page)
    return page


def five(page: Page) -> str:
    """Return the five words that somebody reads aloud."""
    expect(page.locator(".five li")).to_have_count(5)
    return " ".join(page.locator(".five li").all_inner_texts())


def compare(page: Page, words: str) -> None:
    """Type the five words one hears."""
    page.locator("#their-words").fill(words)
    page.locator("form[data-part=theirs] [type=submit]").click()


def lose_all(page: Page) -> None:
    """Make new keys because all were lost."""
    page.evaluate("import('/static/vault/keyring.js').then((m) => m.lock())")
    page.goto("/me/keys/replacement/")
    page.locator("main details.else > summary").click()
    make_keys(page)


def test_two_people_compare_five_words(
    new_context: NewContext, anna: Person, bram: Person, connection: Connection
) -> None:
    hers, his = at_keys(new_context, anna), at_keys(new_context, bram)
    hers.goto(f"/with/{bram.pk}/keys/")
    his.goto(f"/with/{anna.pk}/keys/")
    expect(hers.locator("[data-part=how]")).to_contain_text("not compared the keys of Bram yet")
    check_axe(hers)
    compare(hers, five(hers))
    expect(hers.locator("[data-part=wrong]").last).to_contain_text("do not belong to the keys")
    compare(hers, five(his).upper().replace(" ", ", "))
    expect(hers.locator("[data-part=done]")).to_contain_text("these are the keys of Bram")
    expect(hers.locator("[data-part=how]")).to_contain_text("You compared the keys of Bram")
    check_axe(hers)
    assert hers.evaluate(STATE, bram.pk) == ["pinned", True, 0]


def test_a_changed_key_blocks_sharing_until_it_is_compared(
    new_context: NewContext, anna: Person, bram: Person, connection: Connection
) -> None:
    hers, his = at_keys(new_context, anna), at_keys(new_context, bram)
    record = hers.evaluate(SHARE, [bram.pk, "what we remember"])
    assert his.evaluate(READ, anna.pk) == ["what we remember"]
    his.evaluate(SHARE, [anna.pk, "what he remembers"])
    lose_all(his)
    assert his.evaluate(READ, anna.pk) == ["not-sealed-for-you"] * 2

    hers.goto(f"/with/{bram.pk}/keys/")
    expect(hers.locator("[data-part=how]")).to_contain_text("not those you knew")
    assert hers.evaluate(STATE, bram.pk) == ["changed", False, 0]
    assert sorted(hers.evaluate(READ, bram.pk)) == ["what he remembers", "what we remember"]
    check_axe(hers)
    compare(hers, five(his))
    expect(hers.locator("[data-part=count]")).to_contain_text("2 texts")
    hers.locator("[data-part=seal]").click()
    expect(hers.locator("[data-part=done]")).to_contain_text("Bram can read it again")
    expect(hers.locator("[data-part=anew]")).to_be_hidden()
    assert hers.evaluate(STATE, bram.pk) == ["pinned", True, 1]
    assert sorted(his.evaluate(READ, anna.pk)) == ["what he remembers", "what we remember"]
    assert Revision.objects.filter(sealed=record).count() == 2


def test_a_keeper_who_resets_an_account_gains_nothing(
    new_context: NewContext, anna: Person, bram: Person, connection: Connection
) -> None:
    hers, his = at_keys(new_context, anna), at_keys(new_context, bram)
    read_aloud = five(his)
    hers.goto(f"/with/{bram.pk}/keys/")
    compare(hers, read_aloud)
    expect(hers.locator("[data-part=done]")).to_be_visible()
    lose_all(his)  # whoever signs in as Bram can make keys in his name
    hers.reload()
    expect(hers.locator("[data-part=how]")).to_contain_text("not those you knew")
    compare(hers, read_aloud)  # Bram himself still reads his own words
    expect(hers.locator("[data-part=wrong]").last).to_contain_text("do not belong to the keys")
    assert hers.evaluate(STATE, bram.pk) == ["changed", True, 0]


def test_my_words_are_reckoned_in_my_browser(new_context: NewContext, anna: Person) -> None:
    page = at_keys(new_context, anna)
    mine = five(page)
    Keyring.objects.update(fingerprint="0" * 64)  # a server that lies
    page.reload()
    assert five(page) == mine


def test_words_found_again_open_what_was_lost(
    new_context: NewContext, anna: Person, bram: Person, connection: Connection
) -> None:
    hers, his = at_keys(new_context, anna), at_keys(new_context, bram)
    his.evaluate(SHARE, [None, "to himself"])
    his.evaluate(SHARE, [anna.pk, "for both"])
    lose_all(his)
    assert "to himself" not in his.evaluate(READ, None)
    his.get_by_role("link", name="I found an old key again").click()
    check_axe(his)
    his.locator("[data-earlier]").click()
    unlock_with(his, "phrase", " ".join(SIX))
    done = his.locator("[data-part=done]")
    expect(done).to_contain_text("2 of your texts open again", timeout=STRETCHING_MS)
    assert "to himself" in his.evaluate(READ, None)
    assert his.evaluate(READ, anna.pk) == ["for both"]
    his.locator("[data-earlier]").click()
    unlock_with(his, "phrase", " ".join(SIX))
    expect(done).to_contain_text("nothing left", timeout=STRETCHING_MS)
    hers.goto(f"/with/{bram.pk}/keys/")
    compare(hers, five_of(his))
    expect(hers.locator("[data-part=done]")).to_be_visible()
    assert hers.evaluate(READ, bram.pk) == ["for both"]


def five_of(page: Page) -> str:
    """Return the five words on somebody's page about keys."""
    page.goto(KEYS)
    return five(page)
