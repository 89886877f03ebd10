"""One day of two people, and afterwards not one of their sealed words anywhere on the server.

The words are written into every sealed field that one can come to by links, so a field that
somebody adds is in it by itself. It is one test, because a day is one day.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from playwright.sync_api import Browser

from tests.canary.day import BIRD, Walker, come_in, give
from tests.canary.server import Installation
from tests.cli.test_serve import wait_until
from tests.contact.letters import ANNA, BRAM, mailbox, ping_pong

MIRROR = f"spiegel{token_hex(8)}@klant.example"
MAILBOX = f"postbus{token_hex(8)}"
OWN = "/me/reflection/"


@dataclass(frozen=True)
class Day:
    """Two people, each in a browser, and the installation they work on."""

    anna: Walker
    bram: Walker
    here: Installation

    def check(self) -> None:
        """Expect none of the words in any file, and in the memory of no process."""
        assert self.here.traces(BIRD) == [], (self.anna.words, self.bram.words)

    @property
    def between(self) -> str:
        """Return the page of the two, as Anna comes to it."""
        return next(at.split(" ")[0] for at in self.anna.words if at.startswith("/with/"))

    def write(self) -> None:
        """Make keys, and write into everything that can be sealed."""
        for one, address in ((self.bram, BRAM), (self.anna, ANNA)):
            one.sign_in(address)
            one.make_keys()
        for one in (self.anna, self.bram):
            one.write_everywhere()
        assert {*self.anna.answers, *self.bram.answers} == {201}
        assert OWN in {at.split(" ")[0] for at in self.anna.words}
        assert len(self.here.ask("select 1 from vault_revision")) >= len(self.anna.answers) * 2

    def read(self) -> None:
        """See that Anna reads what Bram wrote last."""
        self.anna.go(self.between)
        self.anna.sees(next(w for at, w in self.bram.words.items() if at.startswith("/with/")))

    def stumble(self) -> None:
        """Keep words while the server has a fault."""
        self.anna.go(OWN)
        self.here.ask("alter table vault_sealed rename to vault_away")
        try:
            self.anna.write_here(OWN, 0)
        finally:
            self.here.ask("alter table vault_away rename to vault_sealed")
        assert self.anna.answers[-1] == 500
        assert "Reference" in (self.here.folder / "server.log").read_text(errors="replace")

    def lend(self, path: Path) -> None:
        """Let a mailbox be read, and look at the mirror with a key on loan."""
        give(self.anna, path)
        read = "select 1 from contact_reading where ended_at is not null and refusal = ''"
        wait_until(lambda: bool(self.here.ask(read)))
        self.anna.page.goto("/people/")
        wait_until(lambda: bool(self.here.ask("select 1 from vault_loan")))
        self.anna.page.wait_for_timeout(1500)
        files = [one for one in self.here.traces(MIRROR) if not one.where.startswith("memory")]
        assert files == [], "the mirror lies open in no file"

    def name_mailbox(self) -> None:
        """Keep a mailbox on a server, and let it be read once: nobody is at home there."""
        page = self.anna.page
        page.goto("/sources/mailbox/")
        for name, value in (("host", "mail.voorbeeld.invalid"), ("password", MAILBOX)):
            page.locator(f"[name={name}]").fill(value)
        page.locator("main form [type=submit]").click()
        page.locator("form[action$='/reading/'] [type=submit]").click()
        tried = "select 1 from contact_reading where refusal = 'mail-server-not-reached'"
        wait_until(lambda: bool(self.here.ask(tried)))
        assert self.here.traces(MAILBOX) == [], "it was in the process that tried, which is gone"

    def close(self) -> None:
        """Sign out, have a mail sent, and make a backup."""
        for one in (self.anna, self.bram):
            one.sign_out()
        self.anna.page.goto("/accounts/forgotten/")
        self.anna.page.locator("input[name=email]").fill(ANNA)
        self.anna.page.locator("input[name=email]").press("Enter")
        wait_until(lambda: any((self.here.folder / "mail").glob("*")))
        self.here.type("backup", str(self.here.folder / "day.backup"))
        assert (self.here.folder / "day.backup").stat().st_size > 1000
        assert self.here.traces(MAILBOX) == []


def test_a_day_leaves_no_sealed_word_on_the_server(
    here: Installation, browser: Browser, tmp_path: Path
) -> None:
    day = Day(come_in(browser, here.address), come_in(browser, here.address), here)
    inbox = mailbox(tmp_path / "inbox", ping_pong(MIRROR, 4))
    for step in (
        day.write,
        day.read,
        day.stumble,
        lambda: day.lend(inbox),
        day.name_mailbox,
        day.close,
    ):
        step()
        day.check()


def test_a_planted_leak_is_found(here: Installation, browser: Browser) -> None:
    told = f"lek{token_hex(8)}"
    anna = come_in(browser, here.address)
    anna.sign_in(ANNA)
    anna.page.goto("/me/name/")
    anna.page.locator("main input[name=name]").fill(told)
    anna.page.locator("main form [type=submit]").first.click()
    wait_until(lambda: here.ask(f"select 1 from people_person where name = '{told}'") == [(1,)])  # noqa: S608 - our own word
    places = [one.where for one in here.traces(told)]
    assert any("tevoet.sqlite3" in where for where in places), places
    assert any(where.startswith("memory") for where in places), "what a page was made of"
