"""The folded figures say what they were counted from, and what is not visible."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tevoet.engines.mirror.summary import Number, Replied
from tevoet.home import figures
from tevoet.home.balance import duration
from tevoet.home.seen import Seen

FIGURES = {
    "mail_share@1": 0.8, "who_starts@1": 0.25, "reciprocity@1": 0.5, "group_only@1": 0,
    "rescheduled@1": 3, "after_hours_sent@1": 2, "cadence_weeks@1": 1.5,
}  # fmt: skip
COUNTED: dict[str, dict[str, Number]] = {
    "mail_share@1": {"exchanges": 8, "talks": 2},
    "who_starts@1": {"begun": 2, "number": 8},
    "reciprocity@1": {"sent": 4, "received": 8},
    "group_only@1": {"talks": 3},
    "rescheduled@1": {"planned": 5, "moved": 1, "cancelled": 1, "mailed": 1},
    "after_hours_sent@1": {"sent": 4},
    "cadence_weeks@1": {"gaps": 3},
}
REPLIES = {"mine": Replied(5.2, 3, 1), "theirs": Replied(None, 1, 2)}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en-gb"):
        yield


def test_every_figure_says_what_it_was_counted_from() -> None:
    seen = Seen("Bram", figures=FIGURES, counted=COUNTED, replies=REPLIES, sent=4)
    found = figures.more_figures(seen)
    assert [figure.sentence for figure in found] == [
        "80 % of your contact was by mail: 8 exchanges beside 2 talks.",
        "Of your mails, 3 had a reply and 1 had none yet. Half of them had one within 5 hours. "
        "Of theirs, you replied to 1 and not yet to 2.",
        "4 mails went from you to them, and 8 came from them.",
        "Of 8 conversations and talks you began 2.",
        "Groups included, you met or called 3 times; also with just the two of you.",
        "Of 5 planned talks: 1 moved, 1 cancelled, 1 mailed.",
        "2 of your 4 mails to them went out outside working hours.",
    ]
    assert all(figure.note for figure in found)
    assert all(len(figure.table.rows) > 1 for figure in found)
    first = [figure.sentence for figure in figures.figures(seen)]
    assert "Between your talks lie about 1.5 weeks, counted from 3 gaps." in first


def test_without_a_source_it_is_not_visible() -> None:
    nothing = dict.fromkeys(FIGURES)
    seen = Seen("Bram", figures=nothing, replies={"theirs": Replied(None, 0, 4)})
    told = {figure.name: figure.sentence for figure in figures.more_figures(seen)}
    assert told["rescheduled"].startswith("Not visible here: no calendar")
    assert told["reply_median_hours"].endswith(
        "Whether you replied is not visible here: no mail of yours to them was read."
    )
    assert "4" not in told["reply_median_hours"]
    assert told["who_starts"] == "It is not visible here who begins."


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0.001, "1 minute"), (0.5, "30 minutes"), (1, "1 hour"), (47, "47 hours"), (60, "2 days")],
)
def test_a_time_is_written_as_people_say_it(hours: float, said: str) -> None:
    assert duration(hours) == said
