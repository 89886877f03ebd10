"""Time zones are found whatever a calendar program calls them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tevoet.adapters.calendars.zones import find_zone

LOCAL = ZoneInfo("Europe/Lisbon")
CUSTOM = """BEGIN:VTIMEZONE
TZID:Ons kantoor
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0330
TZOFFSETTO:+0330
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Europe/Amsterdam", "Europe/Amsterdam"),
        ("europe/amsterdam", "Europe/Amsterdam"),
        ('"Europe/Amsterdam"', "Europe/Amsterdam"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(GMT+01:00) Sarajevo/Warsaw/Zagreb", "Europe/Sarajevo"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"),
        ("/mozilla.org/20070129_1/America/New_York", "America/New_York"),
        ("/x.example/Tzfile/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("Germany/Berlin", "Europe/Berlin"),
        ("", "Europe/Lisbon"),
        (" ", "Europe/Lisbon"),
        ("Europe", "Europe/Lisbon"),
        ("../../etc/passwd", "Europe/Lisbon"),
        ("Customized Time Zone", "Europe/Lisbon"),
        ("x" * 5000, "Europe/Lisbon"),
    ],
)  # fmt: skip
def test_a_name_is_found_or_the_owners_own_zone_is_used(name: str, found: str) -> None:
    assert find_zone(name, {}, LOCAL) == ZoneInfo(found)


@pytest.mark.parametrize(
    ("name", "hours"), [("UTC+11", 11), ("(GMT -05:00)", -5), ("GMT+05:30", 5.5), ("UTC", 0)]
)
def test_an_offset_is_read_from_its_name(name: str, hours: float) -> None:
    zone = find_zone(name, {}, LOCAL)
    assert datetime(2026, 1, 5, tzinfo=zone).utcoffset() == timedelta(hours=hours)


def test_a_definition_in_the_file_is_used_for_an_unknown_name() -> None:
    zone = find_zone("Ons kantoor", {"Ons kantoor": CUSTOM}, LOCAL)
    assert datetime(2026, 1, 5, 12, tzinfo=zone).astimezone(UTC).hour == 8


def test_two_files_may_define_one_name_differently() -> None:
    other = CUSTOM.replace("+0330", "+0500")
    zones = [find_zone("Ons kantoor", {"Ons kantoor": text}, LOCAL) for text in (CUSTOM, other)]
    offsets = [datetime(2026, 1, 5, tzinfo=zone).utcoffset() for zone in zones]
    assert offsets == [timedelta(hours=3, minutes=30), timedelta(hours=5)]


@pytest.mark.parametrize(
    "broken", ["BEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\n", CUSTOM[:60], "niets", ""]
)
def test_a_broken_definition_falls_back_to_the_owners_own_zone(broken: str) -> None:
    assert find_zone("Ons kantoor", {"Ons kantoor": broken}, LOCAL) == LOCAL


@pytest.mark.parametrize(
    ("rule", "is_used"), [("FREQ=YEARLY;BYMONTH=3", True), ("FREQ=SECONDLY", False)]
)
def test_a_definition_that_would_take_hours_is_left_alone(rule: str, is_used: bool) -> None:
    text = CUSTOM.replace("TZOFFSETFROM", f"RRULE:{rule}\r\nTZOFFSETFROM")
    assert (find_zone("Ons kantoor", {"Ons kantoor": text}, LOCAL) != LOCAL) is is_used
