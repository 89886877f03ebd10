"""A leader with only a phone and an Exchange calendar gets a useful page."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.adapters.calls.logs import Called, backup
from tests.journeys.conftest import Walk
from tevoet.contact.models import Reading
from tevoet.people.models import Connection, Person
from tevoet.vault import held

BRAM, EMMA = "+447700900002", "+447700900005"
LAST_CALL = 20
ZONE = """BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.fixture
def own_machine(settings: Settings, anna: Person) -> None:
    """Anna's keyring is held, as on her own machine."""
    settings.EXAMPLE = True
    held.hold(anna)


def calls(now: datetime) -> str:
    """Return the calls of Anna's phone: with Bram and Emma, missed ones, and a hidden number."""
    told: list[Called] = []
    now = now.replace(hour=10, minute=0)
    for week in range(8):
        at = int((now - timedelta(days=LAST_CALL + 7 * week)).timestamp())
        told.append(Called(at, BRAM, 1 + week % 2, 400, "Bram J"))
        told.append(Called(at + 900, EMMA, 2, 180, "Emma"))
        told.append(Called(at + 9000, BRAM, 3, 0, "Bram J"))
        told.append(Called(at + 9900, "", 1, 40))
    return backup(told)


def calendar(now: datetime) -> str:
    """Return Anna's calendar as Outlook saves it from Exchange: zones by their Windows names."""
    events = "".join(_meeting(number, now) for number in range(4))
    head = (
        "BEGIN:VCALENDAR\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\nVERSION:2.0\n"
    )
    return f"{head}METHOD:PUBLISH\n{ZONE}{events}END:VCALENDAR\n".replace("\n", "\r\n")


def _meeting(number: int, now: datetime) -> str:
    starts = (now - timedelta(days=2 + 7 * number)).replace(hour=10, minute=0)
    ends = starts + timedelta(minutes=30)
    zone = "TZID=W. Europe Standard Time"
    return (
        f"BEGIN:VEVENT\nUID:040000008200E00074C5B7101A82E008{number:08d}\n"
        "ORGANIZER;CN=Anna:mailto:anna@voorbeeld.example\n"
        "ATTENDEE;CN=Carla;RSVP=TRUE;PARTSTAT=ACCEPTED:mailto:carla@voorbeeld.example\n"
        f"DTSTART;{zone}:{starts:%Y%m%dT%H%M%S}\nDTEND;{zone}:{ends:%Y%m%dT%H%M%S}\n"
        f"DTSTAMP:{now:%Y%m%d}T080000Z\nLOCATION:Kamer 2.14\nSEQUENCE:0\n"
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\nSUMMARY:Bijpraten\nEND:VEVENT\n"
    )


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return what the phone and the calendar gave."""
    now = datetime.now(ZoneInfo("Europe/Amsterdam"))
    written = tmp_path / "calls-20261120.xml", tmp_path / "Anna agenda.ics"
    written[0].write_text(calls(now))
    written[1].write_bytes(calendar(now).encode())
    return list(written)


def say_who(page: Page, number: str, *, is_already: str = "") -> None:
    """Answer for one number: somebody new, or somebody already known."""
    row = page.get_by_role("listitem").filter(has_text=number)
    if not is_already:
        row.get_by_role("checkbox").check()
        return
    if row.locator("details:not([open])").count():
        row.locator("summary").click()
    row.get_by_role("combobox").select_option(label=f"the same as {is_already}")


@pytest.mark.usefixtures("own_machine")
def test_a_phone_and_a_calendar_name_somebody_with_a_reason(
    walk: Walk, anna: Person, bram: Person, connection: Connection, files: list[Path]
) -> None:
    page = walk("/sources/", person=anna, language="en-gb")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Read these files").click()
    call_command("db_worker", "--batch", "--no-startup-delay", queue_name="*", verbosity=0)
    page.reload()
    expect(page.locator("main")).to_contain_text("20 moments of contact came in")
    expect(page.locator("main")).to_contain_text("call not answered")
    assert Reading.objects.get().outcome["set_aside"] == {"anonymous": 8, "missed": 8}
    page.goto("/proposals/")
    say_who(page, BRAM, is_already="Bram")
    say_who(page, EMMA)
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.locator("main")).to_contain_text("2 answers kept")
    page.goto("/")
    expect(page.locator("main")).to_contain_text(f"{LAST_CALL} days ago")
    expect(page.get_by_role("heading", name=re.compile("Bram|Emma")).first).to_be_visible()
    page.goto("/people/")
    for name in ("Bram", "Emma"):
        row = page.get_by_role("listitem").filter(has_text=name)
        expect(row).to_contain_text(f"{LAST_CALL} days")
