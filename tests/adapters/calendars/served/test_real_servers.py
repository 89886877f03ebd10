"""Calendars on a real Radicale and a real Xandikos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.adapters.calendars.calendar_files import ANNA, BRAM, NOW, calendar, event
from tests.adapters.calendars.served.calendar_servers import SERVERS, Served, radicale
from tevoet.adapters.calendars.served.account import calendar_url
from tevoet.adapters.calendars.served.reading import read
from tevoet.adapters.calendars.served.standing import Standing
from tevoet.engines.moments.gathering import Gathering, Reading
from tevoet.engines.moments.options import ReadOptions
from tevoet.refusal import Refusal

OPTIONS = ReadOptions(me=frozenset({ANNA}), now=NOW)
CANARY = "kanariewoord"


@pytest.fixture(scope="module", params=sorted(SERVERS))
def running(request: pytest.FixtureRequest) -> Iterator[Served]:
    """One of the two, for as long as this file takes."""
    with SERVERS[request.param]() as made:
        yield made


@pytest.fixture
def server(running: Served) -> Iterator[Served]:
    """It, with an empty calendar."""
    yield running
    running.empty()


def meeting(uid: str, starts: str = "20261105T090000Z", more: str = "") -> str:
    """Write an event of half an hour with Bram, with words that nobody needs."""
    ends = starts[:-5] + "3000Z"
    words = (
        f"SUMMARY:{CANARY}\nDESCRIPTION:{CANARY} https://zoom.us/j/1\nDTSTAMP:20261101T000000Z\n"
    )
    return calendar(
        event(f"DTSTART:{starts}\nDTEND:{ends}\n{words}{more}", uid), before="PRODID:-//T//T//\n"
    )


def gathered(
    made: Served, standing: Standing | None = None, now: int = NOW, **other: object
) -> tuple[Reading, Standing]:
    """Read everything, as the app does."""
    standing = Standing() if standing is None else Standing.from_bytes(standing.to_bytes())
    options = replace(OPTIONS, now=now)
    gathering = Gathering(options)
    for batch in read(made.account(**other), options, standing):
        gathering.add(batch)
    return gathering.finish(), standing


def starts_of(reading: Reading) -> list[str]:
    """Return when the moments are."""
    return [f"{datetime.fromtimestamp(one.at, UTC):%m-%d %H:%M}" for one in reading.moments()]


def test_calendars_are_found_from_the_host_alone(server: Served) -> None:
    server.put("een", meeting("een"))
    reading, standing = gathered(server)
    assert starts_of(reading) == ["11-05 09:00"]
    moment = next(reading.moments())
    assert ({one.address for one in moment.people}, moment.minutes) == ({ANNA, BRAM}, 30)
    assert moment.channel == "video", "a link in the text is noted as that"
    assert CANARY not in repr(standing)


@pytest.mark.parametrize("place", ["home", "calendar"])
def test_any_address_of_theirs_will_do(server: Served, place: str) -> None:
    server.put("een", meeting("een"))
    url = calendar_url(server.url)._replace(target=getattr(server, place))
    assert len(gathered(server, url=url)[0]) == 1


def test_later_only_what_changed_is_asked_for(server: Served) -> None:
    for number in range(5):
        server.put(f"n{number}", meeting(f"n{number}", f"2026110{number + 1}T090000Z"))
    first, standing = gathered(server)
    told: list[tuple[int, int]] = []
    assert len(first) == 5
    again = Gathering(OPTIONS)
    for batch in read(server.account(), OPTIONS, standing, lambda *two: told.append(two)):
        again.add(batch)
    assert (len(again.finish()), set(told)) == (5, {(0, 0)}), "nothing was asked for"
    server.put("n1", meeting("n1", "20261102T100000Z", "SEQUENCE:1\n"))
    server.put("nieuw", meeting("nieuw", "20261110T090000Z"))
    told.clear()
    again = Gathering(OPTIONS)
    for batch in read(server.account(), OPTIONS, standing, lambda *two: told.append(two)):
        again.add(batch)
    assert told[-1] == (2, 2)
    assert starts_of(again.finish())[1] == "11-02 10:00"


def test_what_was_removed_before_it_took_place_is_no_meeting(server: Served) -> None:
    server.put("was", meeting("was", "20261105T090000Z"))
    server.put("komt", meeting("komt", "20261126T090000Z"))
    server.put("reeks", meeting("reeks", "20261101T130000Z", "RRULE:FREQ=WEEKLY\n"))
    first, standing = gathered(server)
    assert len(first) > 50
    for name in ("was", "komt", "reeks"):
        server.take_away(name)
    later = NOW + 14 * 86_400
    second, standing = gathered(server, standing, later)
    expected = ["11-01 13:00", "11-05 09:00", "11-08 13:00", "11-15 13:00", "11-22 13:00"]
    assert starts_of(second) == expected
    assert starts_of(gathered(server, standing, later)[0]) == expected, "and it stays so"


def test_a_series_without_end_goes_on_though_nobody_touched_it(server: Served) -> None:
    server.put("reeks", meeting("reeks", "20261101T130000Z", "RRULE:FREQ=MONTHLY\n"))
    first, standing = gathered(server)
    second, _ = gathered(server, standing, NOW + 300 * 86_400)
    assert len(second) == len(first) + 10


def test_cancelled_and_declined_meetings_are_none(server: Served) -> None:
    server.put("af", meeting("af", more="STATUS:CANCELLED\n"))
    no = meeting("nee").replace("PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED")
    server.put("nee", no)
    reading, _ = gathered(server)
    assert (len(reading), reading.ledger.automatic) == (0, {"cancelled": 1, "declined": 1})


def test_a_series_of_ten_thousand_is_read(server: Served) -> None:
    server.put("veel", meeting("veel", "20260101T090000Z", "RRULE:FREQ=HOURLY;COUNT=10000\n"))
    server.put("een", meeting("een"))
    reading, _ = gathered(server)
    assert (len(reading), reading.ledger.refused) == (10_001, 0)


def test_a_wrong_password_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with radicale() as made:
        with pytest.raises(Refusal) as told:
            gathered(made, secret="verkeerd")
        assert told.value.slug == "calendar-password-refused"
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(Refusal) as told:
            gathered(made)
        assert told.value.slug == "calendar-server-not-trusted"
        assert b"verkeerd" not in made.log.read_bytes()


def test_a_wrong_path_still_leads_to_the_calendars_of_the_host(server: Served) -> None:
    url = calendar_url(server.url)._replace(target="/niets/daar/")
    server.put("een", meeting("een"))
    assert len(gathered(server, url=url)[0]) == 1, "the host says where they are"


def test_a_second_calendar_is_read_too(server: Served) -> None:
    server.make(f"{server.home}tweede/")
    server.put("een", meeting("een"))
    server.put("twee", meeting("twee", "20261106T090000Z"), f"{server.home}tweede/")
    reading, standing = gathered(server)
    assert len(reading) == 2
    assert server.ask("DELETE", f"{server.home}tweede/").status in {200, 204}
    assert len(gathered(server, standing)[0]) == 2, "what took place stays"
