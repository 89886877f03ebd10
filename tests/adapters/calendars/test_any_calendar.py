"""Whatever stands in a calendar, reading ends, and every component is counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.calendars.calendar_files import ANNA, BRAM, WITH_BRAM, calendar, read_all
from tevoet.adapters.calendars.components import cut_components

_names = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "UID",
     "SEQUENCE", "DTSTAMP", "STATUS", "TRANSP", "LOCATION", "ORGANIZER", "ATTENDEE", "DESCRIPTION",
     "DTSTART;TZID=Europe", "DTSTART;VALUE=DATE", "RECURRENCE-ID;RANGE=THISANDFUTURE",
     "ATTENDEE;CN=\""]
)  # fmt: skip
_values = st.one_of(
    st.sampled_from(
        ["20261102T100000Z", "20261102T100000", "20261102", "20261109T100000Z", "99991231T235959Z",
         "00010101", "PT1H", "-P1D", "P99999999D", "FREQ=WEEKLY", "FREQ=DAILY;COUNT=3", "CANCELLED",
         "FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20270101", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "één", "",
         "FREQ=WEEKLY;INTERVAL=0", "FREQ=DAILY;COUNT=-1", "FREQ=WEEKLY;UNTIL=x", "BYDAY=MO", "twee",
         "FREQ=DAILY;BYDAY=1MO,-54FR", "FREQ=DAILY;INTERVAL=999999999", "20261102T100000Z/PT1H",
         "20261102T100000Z/20261102T110000Z", "20261102T100000Z,20261103T100000Z", "TRANSPARENT",
         f"mailto:{ANNA}", f"mailto:{BRAM}", "tel:1", "https://zoom.us/j/1"]
    ),
    st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20),
)  # fmt: skip
_lines = st.lists(st.tuples(_names, _values).map(":".join), max_size=7)
_start = st.sampled_from(["", "UID:een\nDTSTART:20261102T100000Z\n" + WITH_BRAM])
_event = st.tuples(_start, _lines).map(
    lambda parts: "\n".join(["BEGIN:VEVENT", parts[0], *parts[1], "END:VEVENT\n"])
)
_events = st.lists(_event, max_size=4)


@settings(deadline=None)
@given(_events)
def test_reading_ends_and_counts_every_component(
    tmp_path_factory: pytest.TempPathFactory, events: list[str]
) -> None:
    content = calendar(*events)
    batch = read_all(tmp_path_factory.mktemp("calendar"), content)
    counted = len(batch.moments) + len(batch.refused) + sum(batch.set_aside.values())
    recurring = "RRULE" in content or "RDATE" in content
    components = len(list(cut_components(content.encode())))
    assert counted == max(components, 1) or recurring
    assert not [one for one in batch.refused if one.reason == "unreadable"]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    batch = read_all(tmp_path_factory.mktemp("calendar"), content)
    assert batch.read_bytes == len(content)
