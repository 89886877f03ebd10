"""`tevoet mirror --more` says what every number was counted from, and what is not visible."""

import io

import pytest
from rich.console import Console

from tests.engines.mirror.made import ANNA, BRAM, CARLA, HOUR, NOW, mail, settings, spoke
from tevoet.adapters.tables.moments import MomentTable
from tevoet.cli.mirror_more import cells, show_more
from tevoet.engines.mirror.reading import summary
from tevoet.engines.mirror.summary import Summary

DAY = 24 * HOUR
READ = [
    mail(ANNA, (BRAM,), NOW - 9 * HOUR, talk=1),
    mail(BRAM, (ANNA,), NOW - 7 * HOUR, talk=1),
    mail(CARLA, (ANNA,), NOW - 5 * HOUR, talk=2),
    *(spoke(BRAM, NOW - days * DAY)._replace(conversation=9) for days in (1, 8)),
]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Summary:
    monkeypatch.setenv("TEVOET_LANGUAGE", "en")
    with MomentTable() as table:
        table.add(READ)
        return summary(table, settings())


def test_every_number_says_what_it_was_counted_from(found: Summary) -> None:
    bram = found.person(BRAM)
    assert bram is not None
    assert cells(bram)[1:] == (
        "1.0 (1)", "2 h (1+0)", "– (0+1)", "1/1", "no (2)", "1/1", "0/2",
    )  # fmt: skip


def test_who_was_never_written_to_has_no_replies(found: Summary) -> None:
    carla = found.person(CARLA)
    assert carla is not None
    assert cells(carla)[1:] == ("–", "–", "–", "0/1", "–", "–", "–")


def test_it_says_what_a_dash_is(found: Summary) -> None:
    out = io.StringIO()
    show_more(found, Console(file=out, width=160))
    assert "A dash is not visible here." in " ".join(out.getvalue().split())
    assert "moved of planned" in out.getvalue()
