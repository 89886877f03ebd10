"""`tevoet mirror caldav://…` and `webcal:`: calendars on a server, and where secrets come from."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.adapters.calendars.calendar_files import ANNA, calendar, event
from tests.adapters.calendars.served.calendar_servers import PASSWORD, USER, radicale, xandikos
from tests.adapters.calendars.served.web_liar import answer, web_liar
from tevoet.cli.calendars import calendar as named
from tevoet.cli.calendars import is_calendar
from tevoet.cli.main import app
from tevoet.refusal import Refusal

MORE = ("--me", ANNA, "--now", "2026-11-23", "--json")
MEETING = calendar(
    event("DTSTAMP:20261101T000000Z\nDTSTART:20261105T090000Z\nDTEND:20261105T093000Z"),
    before="PRODID:-//T//T//\n",
)


def run(*words: str, **surroundings: str) -> str:
    """Run the command in this process."""
    around = {"TEVOET_LANGUAGE": "en-gb", **surroundings}
    told = CliRunner().invoke(app, ["mirror", *words, *MORE], env=around)
    if isinstance(told.exception, Refusal):
        raise told.exception
    assert told.exit_code == 0, told.output
    return told.output


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("caldav://anna:geheim@cloud.example/", "password-in-calendar-address"),
        ("caldav://cloud.example/", "not-a-calendar"),
        ("caldavs://anna@/", "not-a-calendar"),
        ("caldavs://anna@cloud.example:99999/", "not-a-calendar-address"),
        ("webcal://cloud.example/geheim.ics", "calendar-address-is-secret"),
        ("https://cloud.example/geheim.ics", "calendar-address-is-secret"),
        ("caldav://anna@cloud.example/", "nobody-to-ask-for-calendar"),
        ("webcal:", "nobody-to-ask-for-calendar"),
    ],
)
def test_a_wrong_word_is_refused_with_a_sentence(text: str, slug: str) -> None:
    assert is_calendar(text)
    with pytest.raises(Refusal) as told:
        run(text)
    assert told.value.slug == slug
    assert "geheim" not in str(told.value)


def test_without_a_certificate_only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEVOET_CALENDAR_TOKEN", "ya29.x")
    urls = [
        str(named(text).url)
        for text in (
            "caldav://a@cloud.example/dav/",
            "caldav://a@localhost:1080/users/a/",
            "caldavs://a%40b.example@localhost:5232/",
        )
    ]
    assert urls == [
        "https://cloud.example/dav/",
        "http://localhost:1080/users/a/",
        "https://localhost:5232/",
    ]
    assert [is_calendar(one) for one in ("webcal", "agenda.ics")] == [False, False]


def test_calendars_on_servers_give_the_same_answer_as_their_file(tmp_path: Path) -> None:
    file = tmp_path / "agenda.ics"
    file.write_text(MEETING)
    told = [json.loads(run(str(file)))]
    with radicale() as made:
        made.put("een", MEETING)
        where = made.url.replace("https://", f"caldavs://{USER}@")
        told.append(json.loads(run(where, TEVOET_CALENDAR_PASSWORD=PASSWORD)))
    with xandikos() as made:
        made.put("een", MEETING)
        where = made.url.replace("http://", f"caldav://{USER}@")
        told.append(json.loads(run(where, TEVOET_CALENDAR_PASSWORD="wat dan ook")))
    with web_liar(lambda *_: answer(200, MEETING)) as served:
        address = f"http://localhost:{served.port}/geheim.ics"
        told.append(json.loads(run("webcal:", TEVOET_CALENDAR_ADDRESS=address)))
    assert told[0]["kept"] == 1
    assert told[1:] == told[:1] * 3
