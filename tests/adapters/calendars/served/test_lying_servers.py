"""Servers that lie, drop, trickle, send on and never end: each with a sentence, none for ever."""

from __future__ import annotations

import socket
import time

import pytest

from tests.adapters.calendars.calendar_files import ANNA, NOW, calendar, event
from tests.adapters.calendars.served.web_liar import (
    CALENDAR,
    Says,
    WebLiar,
    answer,
    multistatus,
    of_events,
    prop,
    web_liar,
)
from tevoet.adapters.calendars.served import asking, session
from tevoet.adapters.calendars.served import multistatus as reading_xml
from tevoet.adapters.calendars.served.account import Account, calendar_url
from tevoet.adapters.calendars.served.reading import read
from tevoet.adapters.calendars.served.standing import Standing
from tevoet.adapters.network import http
from tevoet.adapters.network.addresses import Reach
from tevoet.engines.moments.gathering import Gathering, Reading
from tevoet.engines.moments.options import ReadOptions
from tevoet.refusal import Refusal

OPTIONS = ReadOptions(me=frozenset({ANNA}), now=NOW)
GOOD = calendar(event("DTSTART:20261105T090000Z\nDTEND:20261105T093000Z", "een"))
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    '<multistatus xmlns="DAV:"><response><href>&b;</href></response></multistatus>'
)


@pytest.fixture(autouse=True)
def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody long."""
    monkeypatch.setattr(session, "PAUSE_SECONDS", 0.0)


def gathered(account: Account) -> Reading:
    """Read everything."""
    gathering = Gathering(OPTIONS)
    for batch in read(account, OPTIONS):
        gathering.add(batch)
    return gathering.finish()


def refused(says: Says, path: str = "/cal/") -> tuple[Refusal, WebLiar]:
    """Read, and return what was said instead."""
    with web_liar(says) as made, pytest.raises(Refusal) as told:
        gathered(made.account(path))
    return told.value, made


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        (b"", "calendar-server-not-reached"),
        (b"220 smtp.example ESMTP\r\n", "calendar-server-not-reached"),
        (answer(401), "calendar-password-refused"),
        (answer(401, WWW_Authenticate="Basic realm=x"), "calendar-password-refused"),
        (answer(401, WWW_Authenticate="Negotiate"), "calendar-without-passwords"),
        (answer(403), "calendar-not-allowed"),
        (answer(404), "no-calendar-there"),
        (answer(405), "no-calendar-there"),
        (answer(429), "calendar-server-busy"),
        (answer(429, Retry_After="3600"), "calendar-server-busy"),
        (answer(503), "calendar-server-busy"),
        (answer(500), "calendar-server-failed"),
        (answer(200, "<html>Welkom</html>"), "no-calendar-there"),
        (answer(207, "<html>Welkom</html>"), "calendar-server-not-understood"),
        (answer(207, "<multistatus"), "calendar-server-not-understood"),
        (answer(207, BOMB), "calendar-server-not-understood"),
        (answer(207, "x", Content_Encoding="gzip"), "calendar-server-not-reached"),
        (multistatus(), "no-calendar-there"),
        (multistatus("<href>http://[</href>"), "no-calendar-there"),
        (answer(301, Location="/cal/"), "address-leads-elsewhere"),
        (answer(302, Location="https://elders.example/"), "address-leads-elsewhere"),
        (answer(302, Location="file:///etc/passwd"), "address-leads-elsewhere"),
        (answer(302), "address-leads-elsewhere"),
        (answer(207, Content_Length="9999999999"), "calendar-server-not-understood"),
    ],
)
def test_each_wrong_answer_is_said_in_a_sentence(said: bytes, slug: str) -> None:
    refusal, made = refused(lambda *_: said)
    assert refusal.slug == slug
    assert "geheim" not in str(refusal)
    assert len(made.heard) <= 12


def test_what_never_ends_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LIST_CAP", 100_000)
    begun = b"HTTP/1.1 207 So\r\n\r\n" + b"<a>" * 100_000
    assert refused(lambda *_: begun)[0].slug == "calendar-server-not-understood"
    endless = b"HTTP/1.1 207 So\r\n" + b"X: y\r\n" * 10_000
    assert refused(lambda *_: endless)[0].slug == "calendar-server-not-reached"


def test_what_grows_inside_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_xml, "MOST_ELEMENTS", 1_000)
    many = answer(207, '<multistatus xmlns="DAV:">' + "<a/>" * 2_000 + "</multistatus>")
    deep = answer(207, "<a>" * 100 + "</a>" * 100)
    for said in (many, deep):
        assert refused(lambda *_, said=said: said)[0].slug == "calendar-server-not-understood"


def test_who_trickles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http.Line.__init__, "__defaults__", (0.5,))

    began = time.monotonic()
    with web_liar(lambda *_: b"HTTP/1.1 100 So\r\n\r\nHTTP/1.1 ") as made, pytest.raises(Refusal):
        gathered(made.account())
    assert time.monotonic() - began < 10
    assert len(made.heard) <= 6


def test_a_drop_halfway_is_tried_anew() -> None:
    good, times = of_events({"een.ics": GOOD}), [0]

    def says(method: str, path: str, body: bytes) -> bytes:
        times[0] += 1
        return good(method, path, body)[:60] if times[0] in {2, 4} else good(method, path, body)

    with web_liar(hanging_up(says)) as made:
        assert len(gathered(made.account("/cal/"))) == 1


def hanging_up(says: Says) -> Says:
    """Say that the connection ends after each answer."""
    return lambda *asked: says(*asked).replace(b"\r\n", b"\r\nConnection: close\r\n", 1)


def test_bad_events_are_counted_and_none_stops_the_rest() -> None:
    events = {
        "een.ics": GOOD,
        "leeg.ics": "",
        "kapot.ics": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:kapot\nEND:VEVENT\nEND:VCALENDAR",
        "zone.ics": calendar(event("DTSTART;TZID=Europe:20261106T100000\nDURATION:PT1H", "zone")),
        "taak.ics": calendar("BEGIN:VTODO\nUID:x\nEND:VTODO\n"),
    }
    with web_liar(of_events(events)) as made:
        reading = gathered(made.account("/cal/"))
    assert [one.at for one in reading.moments()] == [1_793_869_200, 1_793_955_600]
    assert {reason: one.count for reason, one in reading.ledger.refusals.items()} == {
        "event_not_handed_over": 1,
        "no_start": 1,
    }
    assert reading.ledger.automatic == {"no_meeting": 1}


def test_one_closed_calendar_does_not_stop_another() -> None:
    home = prop("/home/", "<C:calendar-home-set><href>/home/</href></C:calendar-home-set>")
    kind = "<resourcetype><collection/><C:calendar/></resourcetype>"
    good = of_events({"een.ics": GOOD})

    def says(method: str, path: str, body: bytes) -> bytes:
        if path == "/home/" and b"getetag" not in body:
            listed = (prop("/dicht/", kind), CALENDAR)
            return multistatus(*listed) if b"home-set" not in body else multistatus(home)
        return answer(403) if path == "/dicht/" else good(method, path, body)

    with web_liar(says) as made:
        reading = gathered(made.account("/home/"))
    assert (len(reading), list(reading.ledger.refusals)) == (1, ["closed_calendar"])


def test_calendars_of_others_are_left_out() -> None:
    kind = "<resourcetype><collection/><C:calendar/></resourcetype>"
    me = "<current-user-principal><href>/p/anna/</href></current-user-principal>"
    home = "<C:calendar-home-set><href>/cal/</href></C:calendar-home-set>"

    def says(method: str, path: str, body: bytes) -> bytes:
        if b"home-set" in body:
            return multistatus(prop(path, me + home))
        others = prop("/cal/bram/", f"{kind}<owner><href>/p/bram/</href></owner>")
        own = prop("/cal/anna/", f"{kind}<owner><href>/p/anna</href></owner>")
        return multistatus(others, own)

    with web_liar(says) as made:
        reading = gathered(made.account("/cal/"))
    assert reading.ledger.automatic == {"calendar_of_another": 1}


def test_events_too_large_together_come_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    more = {f"{n}.ics": GOOD.replace("UID:een", f"UID:{n}") for n in range(5)}
    large = GOOD.replace("UID:een", "UID:groot\nDESCRIPTION:" + "x" * 5_000)
    monkeypatch.setattr(asking, "EVENTS_CAP", 1_500)
    with web_liar(of_events({**more, "groot.ics": large})) as made:
        reading = gathered(made.account("/cal/"))
    assert len(reading) == 5
    assert list(reading.ledger.refusals) == ["event_too_large"]


def test_a_password_goes_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    with web_liar(lambda *_: answer(404)) as other:
        where = f"http://localhost:{other.port}/"
        refusal, made = refused(lambda *_: answer(302, Location=where))
    assert (refusal.slug, other.heard) == ("address-leads-elsewhere", [])
    assert "Basic" in made.heads[0]


@pytest.mark.parametrize(
    "written",
    ["10.0.0.8", "127.0.0.1", "169.254.169.254", "[::1]", "[fd00::1]", "[::ffff:10.0.0.1]"],
)
def test_private_addresses_are_refused_where_they_are_not_allowed(written: str) -> None:
    url = calendar_url(f"https://{written}/")
    account = Account(url=url, user="a", secret="b", may_go=lambda *_: Reach.OPEN)
    with pytest.raises(Refusal) as told:
        gathered(account)
    assert told.value.slug == "calendar-server-not-reached"


def test_a_name_is_looked_up_once_for_each_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        place = ("93.184.216.34" if len(asked) > 1 else "127.0.0.1", port)
        return [(2, 1, 6, "", place)]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = calendar_url("https://eerst-open.example/")
    account = Account(url=url, user="a", secret="b", may_go=lambda *_: Reach.OPEN)
    with pytest.raises(Refusal) as told:
        gathered(account)
    assert (told.value.slug, asked) == ("calendar-server-not-reached", ["eerst-open.example"])


def test_without_encryption_only_this_machine_is_asked() -> None:
    assert calendar_url("http://cloud.example/dav").scheme == "https"
    assert calendar_url("webcal://cloud.example/a.ics").port == 443
    assert calendar_url("http://localhost:1080/users/").is_plain
    with web_liar(lambda *_: answer(404)) as made, pytest.raises(Refusal) as told:
        gathered(made.account(may_go=lambda *_: Reach.OPEN))
    assert (told.value.slug, made.heard) == ("calendar-server-not-reached", [])


@pytest.mark.parametrize(
    "text", ["", "ftp://x.example/", "https://anna:geheim@x.example/", "https://", "https://x y/"]
)
def test_what_is_no_address_is_said_without_repeating_it(text: str) -> None:
    with pytest.raises(Refusal) as told:
        calendar_url(text)
    assert told.value.slug == "not-a-calendar-address"
    assert "geheim" not in str(told.value)


def test_a_server_that_is_never_done_is_left() -> None:
    good = of_events({})
    token = "<sync-token>t{}</sync-token>"
    times = [0]

    def says(method: str, path: str, body: bytes) -> bytes:
        if b"sync-collection" in body:
            times[0] += 1
            cut = "<href>/cal/</href><status>HTTP/1.1 507 No</status>"
            return multistatus(cut, more=token.format(times[0]))
        if b"getetag" in body:
            return good(method, path, body)
        return multistatus(CALENDAR.replace("</prop>", "<sync-token>t</sync-token></prop>"))

    assert refused(says)[0].slug == "calendar-server-not-understood"
    assert times[0] <= 1_001


def test_a_token_that_is_too_old_means_everything_anew() -> None:
    good = of_events({"een.ics": GOOD})
    asked: list[bytes] = []

    def says(method: str, path: str, body: bytes) -> bytes:
        if b"sync-collection" in body:
            asked.append(body)
            if b"<d:sync-token>t" in body:
                return answer(403, "<error><valid-sync-token/></error>")
            told = prop("/cal/een.ics", "<getetag>1</getetag>")
            return multistatus(told, more=f"<sync-token>t{len(asked)}</sync-token>")
        if b"getetag" in body:
            return good(method, path, body)
        token = f"<sync-token>t{len(asked)}x</sync-token>"
        return multistatus(CALENDAR.replace("</prop>", f"{token}</prop>"))

    standing = Standing()
    with web_liar(says) as made:
        for _ in range(2):
            found = [
                one for b in read(made.account("/cal/"), OPTIONS, standing) for one in b.moments
            ]
            assert len(found) == 1
    assert [b"<d:sync-token>t" in one for one in asked] == [False, True, False]
