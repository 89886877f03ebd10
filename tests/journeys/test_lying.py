"""A server that serves the published scripts and lies in its answers: what a browser sees of it."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import Met
from tests.journeys.conftest import Walk
from tests.journeys.sealed import Keys, lock, make_keys
from tests.journeys.test_remember import Side, go
from tevoet.people.models import Connection, Person
from tevoet.vault.models import Keyring, Revision, Sealed

Row = dict[str, Any]  # JSON, as a server tells it
HERS = "Van Anna."
PIN = """async (other) => {
  const { keyOf } = await import("/static/vault/keyring.js");
  try {
    const { state, pin } = await keyOf(other);
    return [state, pin?.fingerprint];
  } catch (error) {
    return [error.slug, ""];
  }
}"""
LIST = """async (language) => {
  const { wordList } = await import("/static/vault/phrase.js");
  return wordList(language).then((words) => words.length, (error) => error.slug ?? error.message);
}"""


@pytest.fixture
def annas(anna: Person) -> Keys:
    """Anna's keys."""
    return make_keys(anna)


@pytest.fixture
def brams(bram: Person) -> Keys:
    """Bram's keys."""
    return make_keys(bram)


@pytest.fixture
def both(walk: Walk, annas: Keys, brams: Keys, connection: Connection) -> tuple[Side, Side]:
    """Anna and Bram with a page that Anna wrote."""
    hers, his = go(walk, annas, brams.person), go(walk, brams, annas.person)
    hers.keep(HERS)
    hers.sees(HERS)
    return hers, his


def lie(page: Page, change: Callable[[list[Row]], None]) -> None:
    """Let the server tell something else about records than what is so."""

    def answer(route: Route) -> None:
        told = route.fetch()
        said = told.json()
        change(said["records"])
        route.fulfill(response=told, body=json.dumps(said))

    page.route(lambda url: "/sealed/" in url and "refusals" not in url, answer)


def test_words_are_not_passed_off_as_the_others(both: tuple[Side, Side], bram: Person) -> None:
    anna, _ = both

    def swap_names(rows: list[Row]) -> None:
        for row in rows:
            row["by"] = bram.pk

    lie(anna.page, swap_names)
    anna.again()
    anna.sees(HERS)
    expect(anna.page.locator("sealed-text .quiet").first).to_contain_text("you,")


def test_another_record_in_the_place_of_one_is_refused(walk: Walk, annas: Keys) -> None:
    one, other = annas.reflect("Het eerste.", ago=2), annas.reflect("Het tweede.", ago=1)
    page = walk("/me/reflection/", person=annas.person, language="en-gb")
    annas.unlock(page)
    expect(page.locator(".entry")).to_have_count(2)
    theirs = page.evaluate(f"fetch('/sealed/{other.pk}/').then((answer) => answer.text())")
    page.route(f"**/sealed/{one.pk}/", lambda route: route.fulfill(body=theirs))
    page.get_by_role("button", name="Change").last.click()
    expect(page.locator("sealed-field")).to_contain_text("belongs in another place")
    expect(page.locator("sealed-field textarea")).to_have_value("")


@pytest.mark.parametrize("part", ["keyring", "person"])
def test_a_device_keeps_the_pins_it_saw_whatever_it_is_called(
    part: str, both: tuple[Side, Side], annas: Keys, bram: Person
) -> None:
    page = both[0].page
    before = page.evaluate(PIN, bram.pk)
    assert before[0] == "pinned"
    Keyring.objects.filter(person=bram).delete()
    make_keys(bram)  # by whoever has the server
    lock(page)
    if part == "person":
        page.evaluate("document.querySelector('sealed-lock').setAttribute('person', '999')")
    numbers = {"keyring": str(uuid4()), "person": str(annas.keyring.pk)}
    Sealed.objects.filter(pk=annas.keyring.pk).delete()
    Keys(annas.person, annas.secret, Keyring(pk=numbers[part])).unlock(page)
    assert page.evaluate(PIN, bram.pk) == ["rolled-back", ""]


def test_an_altered_word_list_is_refused(walk: Walk, annas: Keys, met: Met) -> None:
    page = walk("/me/reflection/", person=annas.person)
    assert page.evaluate(LIST, "en") == 7776
    eight = "\n".join(f"woord{number % 8}" for number in range(7776))
    page.route("**/words-nl.txt", lambda route: route.fulfill(body=eight))
    assert page.evaluate(LIST, "nl") == "not-reached"
    assert all("integrity" in trouble for trouble in met.troubles)
    met.troubles.clear()


def test_what_the_server_answers_to_a_save_moves_no_other_record(walk: Walk, annas: Keys) -> None:
    other = annas.reflect("Het eerste.", ago=2)
    page = walk("/me/reflection/", person=annas.person, language="en-gb")
    annas.unlock(page)

    def far_ahead(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        told = route.fetch()
        said = {**told.json(), "record": str(other.pk), "revision": 1000}
        return route.fulfill(response=told, body=json.dumps(said))

    page.route("**/sealed/*/", far_ahead)
    page.locator("sealed-field textarea").fill("Het tweede.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".entry")).to_have_count(2)
    page.reload()
    expect(page.locator(".entry")).to_have_count(2)
    assert Revision.objects.count() == 2
