"""The SQL that is kept is what the definitions give, and needs no Ibis to run."""

import subprocess
import sys

from tevoet.adapters.tables.written import FILE, NOW, SINCE, queries, write
from tevoet.engines.mirror.figures import FIGURES
from tevoet.engines.mirror.settings import Span

READING = """
import sys
from tevoet.adapters.tables.moments import MomentTable
from tevoet.engines.mirror.reading import summary
from tevoet.engines.mirror.settings import MirrorSettings
with MomentTable() as table:
    summary(table, MirrorSettings(now=1_794_225_600, me=frozenset({"anna@voorbeeld.example"})))
print("ibis" in sys.modules)
"""


def test_what_is_kept_is_up_to_date() -> None:
    assert FILE.read_text() == write(), (
        "run: python -m tevoet.adapters.tables.written > src/tevoet/adapters/tables/figures.sql"
    )


def test_the_window_stands_in_every_place_of_it() -> None:
    found = queries(FIGURES.values(), Span(77_777, 33_333))
    texts = " ".join(one.text for one in found)
    assert str(NOW) not in texts
    assert str(SINCE) not in texts
    assert texts.count("77777") > 1
    assert texts.count("33333") > 1


def test_only_the_figures_that_were_asked_are_run() -> None:
    found = queries([FIGURES["totals"]], Span(1, 0))
    assert [one.name for one in found if not one.is_step] == ["totals"]


def test_a_reading_does_without_ibis() -> None:
    answer = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", READING], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
