"""One day of two people, and afterwards not one of their sealed words anywhere on the server.

The words are written into every sealed field that one can come to by links, so a field that
somebody adds is in it by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import pytest
from playwright.sync_api import Browser

from tests.canary.day import BIRD, Walker, come_in, give
from tests.canary.server import Installation
from tests.cli.test_serve import wait_until
from tests.contact.letters import ANNA, mailbox, ping_pong

FIELDS = {"/me/reflection/"}
MIRROR = f"spiegel{token_hex(8)}@klant.example"


@dataclass(frozen=True)
class Day:
    """Two people who wrote, and where."""

    anna: Walker
    bram: Walker
    here: Installation

    @property
    def words(self) -> dict[str, str]:
        """Return every word that was written, by its field."""
        return {f"{who}: {at}": word for who, at, word in self._all()}

    def _all(self) -> list[tuple[str, str, str]]:
        both = (("anna", self.anna), ("bram", self.bram))
        return [(who, at, word) for who, one in both for at, word in one.words.items()]

    def check(self) -> None:
        """Expect none of the words in files and memory."""
        assert self.here.traces(BIRD) == [], self.words


@pytest.fixture(scope="module")
def day(here: Installation, browser: Browser) -> Day:
    """The morning: both make keys and write into everything that can be sealed."""
    anna, bram = come_in(browser, here.address), come_in(browser, here.address)
    for one, address in ((bram, "bram@voorbeeld.example"), (anna, ANNA)):
        one.sign_in(address)
        one.make_keys()
    for one in (anna, bram):
        one.write_everywhere()
    return Day(anna, bram, here)


def test_every_sealed_field_was_written_in(day: Day) -> None:
    pages = {at.split(" ")[0] for at in day.anna.words}
    assert {*day.anna.answers, *day.bram.answers} == {201}
    assert pages >= FIELDS
    assert any(page.startswith("/with/") for page in pages), "what is between two"
    assert len(set(day.words.values())) == len(day.words) >= 4
    assert day.here.ask("select count(*) from vault_revision") >= [(3,)]
    day.check()


def test_what_was_written_is_really_read_by_the_other(day: Day) -> None:
    between = next(page for page in day.anna.words if page.startswith("/with/"))
    last = next(word for page, word in day.bram.words.items() if page.startswith("/with/"))
    day.anna.page.goto(between.split(" ")[0])
    day.anna.sees(last)
    day.check()


def test_a_fault_of_the_server_leaves_no_word(day: Day) -> None:
    day.anna.go("/me/reflection/")
    day.here.ask("alter table vault_sealed rename to vault_away")
    try:
        day.anna.write_here("/me/reflection/", 0)
    finally:
        day.here.ask("alter table vault_away rename to vault_sealed")
    assert day.anna.answers[-1] == 500
    assert "Reference" in (day.here.folder / "server.log").read_text(errors="replace")
    day.check()


def test_a_key_on_loan_opens_no_word(day: Day, tmp_path: Path) -> None:
    give(day.anna, mailbox(tmp_path / "inbox", ping_pong(MIRROR, 4)))
    wait_until(
        lambda: day.here.ask("select count(*) from contact_reading where ended_at>0") == [(1,)]
    )
    day.anna.page.goto("/people/")
    wait_until(lambda: day.here.ask("select count(*) from vault_loan") == [(1,)])
    day.check()


def test_the_mirror_lies_open_in_no_file(day: Day) -> None:
    places = [one for one in day.here.traces(MIRROR) if not one.where.startswith("memory")]
    assert places == []


def test_mail_sign_out_and_a_backup_hold_no_word(day: Day) -> None:
    for one in (day.anna, day.bram):
        one.sign_out()
    day.anna.page.goto("/accounts/forgotten/")
    day.anna.page.locator("input[name=email]").fill(ANNA)
    day.anna.page.locator("input[name=email]").press("Enter")
    wait_until(lambda: any((day.here.folder / "mail").glob("*")))
    day.here.type("backup", str(day.here.folder / "day.backup"))
    assert (day.here.folder / "day.backup").stat().st_size > 1000
    day.check()


def test_a_planted_leak_is_found(day: Day) -> None:
    told = f"lek{token_hex(8)}"
    day.anna.sign_in(ANNA)
    day.anna.page.goto("/me/name/")
    day.anna.page.locator("main input[name=name]").fill(told)
    day.anna.page.locator("main form [type=submit]").first.click()
    places = {one.where.split(" ")[0] for one in day.here.traces(told)}
    assert any("tevoet.sqlite3" in where for where in places), places
    assert "memory" in places, "what a page was made of stays in the memory of the server"
