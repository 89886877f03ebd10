"""What stands in the example's calendars besides talks of two: series, and what is no meeting."""

from collections.abc import Sequence
from datetime import date, timedelta

from tevoet.adapters.example.calendar import LINK, WINDOWS_ZONE, Entry
from tevoet.adapters.example.days import Days, at
from tevoet.adapters.example.people import ExamplePerson, person

_TUESDAY, _THURSDAY, _FRIDAY = 1, 3, 4
_WEEK = timedelta(days=7)


def team_meetings(owner: ExamplePerson, team: Sequence[ExamplePerson], days: Days) -> list[Entry]:
    """Write the weekly meeting of a team: one left out, one moved, one cancelled."""
    guests = [(member, "ACCEPTED") for member in (owner, *team)]
    last = _last(days.today, _TUESDAY)
    moved, left_out, cancelled = (last - back * _WEEK for back in (3, 5, 7))
    at_first = "TZID=Europe/Amsterdam:{:%Y%m%d}T100000"
    versions = (
        (at(last - 25 * _WEEK, 10), "RRULE:FREQ=WEEKLY;BYDAY=TU", "SEQUENCE:1",
         "EXDATE;" + at_first.format(left_out)),
        (at(moved + timedelta(days=1), 11), "SEQUENCE:2",
         "RECURRENCE-ID;" + at_first.format(moved)),
        (at(cancelled, 10), "STATUS:CANCELLED", "SEQUENCE:2",
         "RECURRENCE-ID;" + at_first.format(cancelled)),
    )  # fmt: skip
    return [
        Entry(f"team-{owner.key}", start, 45, "Teamoverleg", "Kamer 2.14", owner, guests,
              room="Kamer 2.14", extra=extra)
        for start, *extra in versions
    ]  # fmt: skip


def leaders_meeting(days: Days) -> Entry:
    """Write the weekly video meeting of the three leaders, with a Windows name for its zone."""
    leaders = [person(key) for key in ("anna", "daan", "yara")]
    first = _last(days.today, _THURSDAY) - 25 * _WEEK
    return Entry(
        "leidinggevenden",
        at(first, 13),
        30,
        "Leidinggevenden",
        "Microsoft Teams-vergadering",
        leaders[1],
        [(leader, "ACCEPTED") for leader in leaders],
        zone=WINDOWS_ZONE,
        extra=[
            "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TH",
            f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{LINK}",
            "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        ],
    )


def no_meetings_of_anna(days: Days) -> list[Entry]:
    """Write what looks like contact and is none, or not for sure.

    A talk with Bram that was cancelled, an invitation that Anna declined, one of Sem's that she
    never answered, one talk of which two versions exist, and time for herself.
    """
    anna, bram, sem, milan, mila = (person(key) for key in ("anna", "bram", "sem", "milan", "mila"))
    both = [(anna, "ACCEPTED"), (bram, "ACCEPTED")]
    when = {key: days.on_or_before(days.ago(ago), person(key)) for key, ago in _AGO.items()}
    own = at(_last(days.today, _FRIDAY) - 20 * _WEEK, 9)
    return [
        Entry("afgezegd", at(when["bram"], 10), 30, "Anna en Bram", "Kamer 2.14", anna, both,
              extra=["STATUS:CANCELLED", "SEQUENCE:1"]),
        Entry("niet-erbij", at(when["milan"], 14), 60, "Techniek", "Werkplaats", milan,
              [(milan, "ACCEPTED"), (anna, "DECLINED")]),
        Entry("geen-antwoord", at(when["sem"], 10), 30, "Bijpraten", "Kantine", sem,
              [(anna, "NEEDS-ACTION")]),
        Entry("oude-versie", at(when["mila"], 9), 30, "Anna en Mila", "Kamer 2.14", anna,
              [(mila, "ACCEPTED")], extra=["SEQUENCE:0"]),
        Entry("oude-versie", at(when["mila"], 9), 30, "Anna en Mila", "Kamer 2.14", anna,
              [(mila, "DECLINED")], extra=["SEQUENCE:1"]),
        Entry("eigen-tijd", own, 60, "Nadenken", extra=["RRULE:FREQ=WEEKLY;BYDAY=FR"]),
        Entry("reis", at(when["milan"], 8), 60, "Onderweg", extra=["TRANSP:TRANSPARENT"]),
    ]  # fmt: skip


_AGO = {"bram": 10, "milan": 6, "sem": 8, "mila": 16}


def other_meetings_of_anna(days: Days) -> list[Entry]:
    """Write a talk in a room with a link too, so that nobody knows how it was, and what comes."""
    anna, daan, fatma, joris, imke = (
        person(key) for key in ("anna", "daan", "fatma", "joris", "imke")
    )
    mixed = days.on_or_before(days.ago(18), daan)
    next_week = days.on_or_after(days.today + _WEEK, joris)
    soon = days.on_or_after(days.today + timedelta(days=1), imke)
    today = days.on_or_after(days.today, fatma)
    return [
        Entry("zaal-en-scherm", at(mixed, 16), 30, "Anna en Daan", f"Kamer 1.03; {LINK}", daan,
              [(anna, "ACCEPTED"), (daan, "ACCEPTED")]),
        Entry("straks-fatma", at(today, 14), 30, "Anna en Fatma", "Bureau van Fatma", anna,
              [(anna, "ACCEPTED"), (fatma, "ACCEPTED")]),
        Entry("straks-joris", at(next_week, 10), 30, "Anna en Joris", "Kamer 2.14", anna,
              [(anna, "ACCEPTED"), (joris, "NEEDS-ACTION")]),
        Entry("uitnodiging-imke", at(soon, 15), 30, "Vraag van Imke", "Kamer 1.01", imke,
              [(anna, "NEEDS-ACTION")]),
    ]  # fmt: skip


def _last(today: date, weekday: int) -> date:
    """Return the last such weekday before today."""
    back = (today.weekday() - weekday - 1) % 7 + 1
    return today - timedelta(days=back)
