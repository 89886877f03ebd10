"""A calendar that is published at an address of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.adapters.calendars.calendar_files import ANNA, NOW, calendar, event
from tests.adapters.calendars.served.web_liar import Says, WebLiar, answer, web_liar
from tevoet.adapters.calendars.served import feed, session
from tevoet.adapters.calendars.served.account import Feed, calendar_url
from tevoet.adapters.calendars.served.standing import Standing
from tevoet.adapters.network.addresses import Reach
from tevoet.engines.moments.gathering import Gathering, Reading
from tevoet.engines.moments.options import ReadOptions
from tevoet.refusal import Refusal

OPTIONS = ReadOptions(me=frozenset({ANNA}), now=NOW)
SECRET = "private-4c9f2e"
WAS = event("SUMMARY:kanarie\nDTSTART:20261105T090000Z\nDTEND:20261105T093000Z", "was")
COMES = event("DTSTART:20261126T090000Z\nDTEND:20261126T093000Z", "komt")


@pytest.fixture(autouse=True)
def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody long."""
    monkeypatch.setattr(session, "PAUSE_SECONDS", 0.0)


def gathered(one: Feed, standing: Standing, now: int = NOW) -> Reading:
    """Read everything."""
    options = replace(OPTIONS, now=now)
    gathering = Gathering(options)
    for batch in feed.read(one, options, standing):
        gathering.add(batch)
    return gathering.finish()


def published(text: str, **headers: str) -> Says:
    """Publish a calendar."""
    return lambda *_: answer(200, text, **headers)


def test_it_is_fetched_only_when_it_changed() -> None:
    said = answer(200, calendar(WAS, COMES), ETag='"een"', Last_Modified="Mon, 02 Nov 2026")
    standing = Standing()

    def says(*_: object) -> bytes:
        return answer(304) if "If-None-Match" in made.heads[-1] else said

    with web_liar(says) as made:
        assert len(gathered(made.feed(), standing)) == 2
        assert len(gathered(made.feed(), standing)) == 2
    assert 'If-None-Match: "een"' in made.heads[1]
    assert "If-Modified-Since: Mon, 02 Nov 2026" in made.heads[1]
    assert "kanarie" not in repr(standing)


def test_what_has_taken_place_stays_when_the_calendar_moves_on() -> None:
    texts, standing = [calendar(WAS, COMES), calendar()], Standing()
    with web_liar(lambda *_: answer(200, texts.pop(0))) as made:
        assert len(gathered(made.feed(), standing)) == 2
        left = gathered(made.feed(), standing, NOW + 7 * 86_400)
    assert [one.at for one in left.moments()] == [1_793_869_200]


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        (answer(401), "calendar-not-published"),
        (answer(403), "calendar-not-published"),
        (answer(404), "calendar-not-published"),
        (answer(410), "calendar-not-published"),
        (answer(429), "calendar-server-busy"),
        (answer(500), "calendar-server-failed"),
        (answer(200, "<html>Meld je aan</html>"), "no-calendar-there"),
        (answer(200, ""), "no-calendar-there"),
        (
            b"HTTP/1.1 200 So\r\nConnection: close\r\n\r\nBEGIN:VCALENDAR",
            "calendar-server-broke-off",
        ),
        (answer(200, "BEGIN:VCALENDAR", Content_Length="99"), "calendar-server-not-reached"),
        (answer(302, Location="http://localhost:1/a.ics"), "address-leads-elsewhere"),
        (answer(302, Location="https://10.0.0.8/a.ics"), "calendar-server-not-reached"),
        (answer(200, Content_Length="9999999999"), "calendar-server-not-understood"),
    ],
)
def test_each_wrong_answer_is_said_without_the_secret(said: bytes, slug: str) -> None:
    def hanging_up(*_: object) -> bytes:
        last = b"So\r\nConnection: close\r\n"
        return said if b"Connection" in said else said.replace(b"So\r\n", last)

    def on_loopback(host: str, port: int) -> Reach:
        return Reach.ANYWHERE if host == "localhost" else Reach.OPEN

    with web_liar(hanging_up) as made, pytest.raises(Refusal) as told:
        gathered(made.feed(f"/{SECRET}.ics", on_loopback), Standing())
    assert told.value.slug == slug
    assert SECRET not in str(told.value)


def test_the_secret_stands_in_no_picture_of_it() -> None:
    url = calendar_url(f"https://x.example/{SECRET}.ics")
    assert SECRET not in repr(Feed(url, lambda *_: Reach.OPEN))


def test_an_endless_calendar_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "FEED_CAP", 10_000)
    with web_liar(published(calendar(WAS) * 200)) as made, pytest.raises(Refusal) as told:
        gathered(made.feed(), Standing())
    assert told.value.slug == "calendar-server-not-understood"


def test_a_redirect_may_lead_to_another_server_that_may_be_asked() -> None:
    asked: list[str] = []

    def may_go(host: str, port: int) -> Reach:
        asked.append(host)
        return Reach.ANYWHERE if host == "localhost" else Reach.OPEN

    where = "https://outlook.invalid/a.ics"
    with web_liar(lambda *_: answer(302, Location=where)) as made, pytest.raises(Refusal):
        gathered(WebLiar.feed(made, may_go=may_go), Standing())
    assert asked[:2] == ["localhost", "outlook.invalid"]
