"""The clock of "we spoke": a tap counts in the same second."""

import subprocess
import sys

import pytest

from tests.engines.mirror.made import BRAM, CARLA, HOUR, NOW, at
from tevoet.engines.mirror.days import local_date
from tevoet.engines.mirror.limits import (
    LastContact,
    Spoken,
    days_since,
    days_without_contact,
    last_contact,
    not_met,
)
from tevoet.engines.mirror.records import UnknownSummaryVersion, from_record, to_record
from tevoet.engines.mirror.settings import Limits, Rhythm
from tevoet.engines.mirror.summary import PersonSummary, Summary

DAY = 24 * HOUR
READ = PersonSummary(
    BRAM, (BRAM,), (), last_human_contact_at=NOW - 20 * DAY, last_in_person_at=NOW - 40 * DAY
)


def stored(*people: PersonSummary) -> Summary:
    return Summary(NOW, 28, None, None, {}, 0, 0, 0, (), people, ())


def test_a_tap_resets_the_clock_in_the_same_second() -> None:
    now = NOW + 3 * DAY
    taps = [Spoken(BRAM, now, "phone"), Spoken(CARLA, now - DAY, "in_person")]
    assert days_without_contact(stored(READ), [], now, Rhythm()) == {BRAM: 23}
    assert days_without_contact(stored(READ), taps, now, Rhythm()) == {BRAM: 0, CARLA: 1}


def test_a_call_resets_voice_and_not_meeting_in_person() -> None:
    last = last_contact(READ, [Spoken(BRAM, NOW, "phone")], NOW)
    assert last == LastContact(NOW, NOW - 40 * DAY)


def test_meeting_in_person_resets_both() -> None:
    assert last_contact(READ, [Spoken(BRAM, NOW, "in_person")], NOW) == LastContact(NOW, NOW)


@pytest.mark.parametrize(
    "tap",
    [
        Spoken(BRAM, NOW, "mail"),
        Spoken(BRAM, NOW, "chat"),
        Spoken(BRAM, NOW + 1, "phone"),
        Spoken(CARLA, NOW, "phone"),
        Spoken(BRAM, NOW - 30 * DAY, "phone"),
    ],
)
def test_mail_later_taps_and_those_of_others_do_not_count(tap: Spoken) -> None:
    assert last_contact(READ, [tap], NOW) == LastContact(NOW - 20 * DAY, NOW - 40 * DAY)


def test_nobody_seen_is_not_visible_and_not_never() -> None:
    assert last_contact(None, [], NOW) == LastContact()
    assert days_since(None, local_date(Rhythm(), NOW), Rhythm()) is None
    hint = not_met(BRAM, LastContact(), Limits(), NOW, Rhythm())
    assert hint is not None
    assert (hint.reason, hint.from_at) == ("voice_not_visible", None)


def test_days_are_those_of_the_owners_zone() -> None:
    late, early = at("2026-11-08 22:59"), at("2026-11-08 23:00")
    for rhythm, days in ((Rhythm(), 1), (Rhythm("America/New_York"), 0)):
        assert days_since(late, local_date(rhythm, early), rhythm) == days


def test_a_summary_of_another_version_is_refused() -> None:
    record = {**to_record(stored(READ)), "summary_version": 99}
    with pytest.raises(UnknownSummaryVersion, match="99"):
        from_record(record)


def test_pages_that_read_a_summary_load_neither_ibis_nor_duckdb() -> None:
    code = (
        "import sys, tevoet.engines.mirror.records, tevoet.engines.mirror.limits,"
        "tevoet.engines.mirror.figures, tevoet.engines.mirror.reading;"
        "sys.exit(bool({'ibis', 'duckdb', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  our own words
