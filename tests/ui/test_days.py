"""Days are said as one says them."""

import pytest
from django.utils import translation

from tevoet.ui.days import ago


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (-1, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (24, "24 days ago"),
        (59, "59 days ago"),
        (60, "2 months ago"),
        (729, "24 months ago"),
        (730, "1 year ago"),
        (1500, "4 years ago"),
    ],
)
def test_days_are_said_in_words(days: int | None, words: str) -> None:
    with translation.override("en-gb"):
        assert ago(days) == words
