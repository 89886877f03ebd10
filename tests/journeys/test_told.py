"""What was done is where the keyboard and a screen reader go on from."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Walk
from tevoet.people.models import Connection, Person


@pytest.mark.parametrize("has_scripts", [True, False])
def test_after_not_now_one_goes_on_from_what_was_said(
    walk: Walk, anna: Person, connection: Connection, has_scripts: bool
) -> None:
    page = walk("/", person=anna, language="en-gb", java_script_enabled=has_scripts)
    page.get_by_role("button", name="Not now").focus()
    page.keyboard.press("Enter")
    told = page.get_by_role("status", name="Bram: not before")
    expect(told).to_be_focused()
    page.keyboard.press("Tab")
    expect(told.get_by_role("button", name="Undo")).to_be_focused()
