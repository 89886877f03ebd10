"""Everything about me: read, taken along, removed; the other keeps what was between us."""

import io
import zipfile

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Walk
from tests.journeys.sealed import make_keys
from tevoet.people.models import Connection, Person
from tevoet.vault.models import Revision


def write_together(page: Page, words: str) -> None:
    """Keep words for both."""
    page.locator("sealed-field textarea").fill(words)
    page.locator("sealed-field [data-act=keep]").click()
    expect(page.locator("sealed-page > .sheet .words").first).to_have_text(words)


def read_take_along_and_go(page: Page) -> None:
    """Read what is known, take it along, and have it removed."""
    page.goto("/me/known/")
    page.get_by_role("link", name="Versies van verzegelde stukken").click()
    expect(page.locator("main")).to_contain_text("verzegeld,")
    expect(page.locator("main")).not_to_contain_text("dinsdag")
    page.goto("/me/known/")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Meenemen").click()
    names = zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes())).namelist()
    assert "how-to-open.html" in names
    page.get_by_role("link", name="Alles van mij verwijderen").click()
    expect(page.locator("main")).to_contain_text("Bram")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Alles verwijderen").click()
    expect(page.locator("h1")).to_have_text("Het is verwijderd")


def test_one_reads_takes_along_and_goes_and_the_other_still_reads(
    walk: Walk, anna: Person, bram: Person, connection: Connection
) -> None:
    annas, brams = make_keys(anna), make_keys(bram)
    page = walk(f"/with/{bram.pk}/remember/", person=anna)
    annas.unlock(page)
    expect(page.locator("sealed-field[open]")).to_be_attached()
    write_together(page, "Op dinsdag lopen we een rondje.")
    read_take_along_and_go(page)
    theirs = walk("/me/known/", person=bram)
    theirs.get_by_role("link", name="iemand die weg is").click()
    brams.unlock(theirs)
    expect(theirs.locator("main")).to_contain_text("Op dinsdag lopen we een rondje.")
    theirs.goto("/me/known/")
    theirs.get_by_role("link", name="Verwijder wat bleef").click()
    theirs.get_by_role("button", name="Verwijder wat bleef").click()
    expect(theirs.locator("main")).not_to_contain_text("iemand die weg is")
    assert not Revision.objects.filter(sealed__connection__isnull=False).exists()
