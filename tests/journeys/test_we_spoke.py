"""One tap says that we spoke; the clock starts anew, for the one who tapped only."""

from playwright.sync_api import expect

from tests.journeys.conftest import Walk
from tevoet.contact.models import Spoken
from tevoet.people.models import Connection, Person


def test_a_tap_sets_the_clock_back(
    walk: Walk, anna: Person, bram: Person, connection: Connection
) -> None:
    page = walk(f"/with/{bram.pk}/", person=anna, language="en-gb", phone=True)
    expect(page.locator("main")).to_contain_text("not visible here")
    page.get_by_role("button", name="In person").first.click()
    expect(page.locator("main")).to_contain_text("today")
    assert Spoken.objects.get().channel == "in_person"


def test_a_tap_can_be_taken_back(walk: Walk, anna: Person, connection: Connection) -> None:
    page = walk("/people/", person=anna, language="en-gb")
    page.locator("main li").get_by_role("button").first.click()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert Spoken.objects.get().taken_back_at is not None


def test_the_other_does_not_see_a_tap(
    walk: Walk, anna: Person, bram: Person, connection: Connection
) -> None:
    Spoken.objects.create(connection=connection, by=anna, channel="phone", at=connection.made_at)
    page = walk(f"/with/{anna.pk}/", person=bram, language="en-gb")
    expect(page.locator("main")).to_contain_text("not visible here")


def test_it_works_without_javascript(walk: Walk, anna: Person, connection: Connection) -> None:
    page = walk("/people/", person=anna, language="en-gb", java_script_enabled=False, phone=True)
    page.locator("main li").get_by_role("button").nth(1).click()
    expect(page.locator("main")).to_contain_text("today")
    assert Spoken.objects.get().channel == "phone"
