"""How long mails of two people waited, drawn mail by mail."""

import re

from django.utils.translation import override

from tevoet.engines.mirror.summary import Dot, Exchange, PersonSummary
from tevoet.home import waits
from tevoet.ui import dots

DAY, HOUR = 86_400, 3_600
END = 1_795_000_000
WINDOW = waits.Window(END - 28 * DAY, END, "Europe/Amsterdam")


def person(*mine: Dot, long: tuple[Exchange, ...] = ()) -> PersonSummary:
    """Return Bram with mails of mine to him."""
    return PersonSummary("bram", (), (), dots={"mine": mine}, long_exchanges=long)


def test_each_mail_stands_in_the_band_of_how_long_it_waited() -> None:
    given = [
        Dot(WINDOW.begin, HOUR, True),
        Dot(END - 14 * DAY, HOUR + 1, True),
        Dot(END - 8 * DAY, 8 * DAY, False),
        Dot(END, 0, False),
    ]
    with override("en-gb"):
        (drawn,) = waits.of_person(person(*given), "Bram", WINDOW)
    assert drawn.sentence == "Bram answered 2 of your 4 direct mails."
    assert [(one.along, one.band, one.ended) for one in drawn.dots.dots] == [
        (0.0, 0, True), (0.5, 1, True), (1 - 8 / 28, 3, False), (1.0, 0, False),
    ]  # fmt: skip
    assert [row[1:] for row in drawn.table.rows] == [
        ("within an hour", "–"), ("8 days", "–"), ("1 hour", "yes"), ("1 hour", "yes"),
    ]  # fmt: skip


def test_filled_and_open_dots_are_drawn_apart_and_inside() -> None:
    given = [Dot(WINDOW.begin - DAY, 5, True), Dot(END + DAY, 5, False)]
    (drawn,) = waits.of_person(person(*given), "<Bram>", WINDOW)
    svg = dots.svg(drawn.dots)
    assert "<Bram>" not in svg
    filled, opened = re.findall(r'class="(?:moss|ring)" d="M(\d+) ', svg)
    assert (int(filled), int(opened)) == (0, dots.WIDE - 2 * dots.RADIUS)
    assert svg.count('class="ground"') == 4


def test_without_mail_nothing_is_drawn() -> None:
    assert waits.of_person(None, "Bram", WINDOW) == []
    assert waits.of_person(person(), "Bram", WINDOW) == []
    assert waits.long_exchanges(None, WINDOW) == []


def test_mail_that_grew_long_is_put_into_words() -> None:
    read = person(long=(Exchange(END - 3 * DAY, END, 9, 7),))
    with override("en-gb"):
        (words,) = waits.long_exchanges(read, WINDOW)
    assert words.startswith("7 turns in 9 mails, 15 November to 18")
