"""A strip shows exactly the weeks in which something happened."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tevoet.ui.strips import BAR, DIAMOND, DISC, KEYS, RING, Lane, draw, path, svg

LANES = (
    Lane(("a",), DISC, "first"),
    Lane(("b", "c"), DIAMOND, "second"),
    Lane(("e",), RING, "among more"),
    Lane(("d",), BAR, "third"),
)
WEEKS = st.lists(
    st.dictionaries(st.sampled_from("abcde"), st.integers(0, 999), max_size=5), max_size=30
)


@given(st.lists(st.integers(0, 99), max_size=40), st.sampled_from([BAR, DISC, DIAMOND, RING]))
def test_every_week_with_something_has_one_mark(counts: list[int], tone: str) -> None:
    assert path(counts, tone, 0).count("M") == sum(1 for count in counts if count)


@given(WEEKS)
def test_marks_stay_within_the_drawing(weeks: list[dict[str, int]]) -> None:
    strip = draw("s", weeks, LANES, title="t", desc="d")
    for mark in strip.marks:
        for left, top in re.findall(r"M(-?\d+) (-?\d+)", mark.d):
            assert 0 <= int(left) <= strip.width
            assert 0 <= int(top) <= strip.height


def test_a_lane_without_anything_is_not_drawn() -> None:
    strip = draw("s", [{"b": 1}, {"c": 2}], LANES, title="t", desc="d")
    assert [mark.tone for mark in strip.marks] == [DIAMOND]
    assert strip.marks[0].d.count("M") == 2


def test_every_tone_has_a_sign_in_the_legend() -> None:
    assert {lane.d for lane in LANES} == set(KEYS.values())


def test_a_strip_says_what_it_shows() -> None:
    strip = draw("s-1", [{"a": 1}], LANES, title="<Anna>", desc="one & more")
    drawn = ElementTree.fromstring(svg(strip))  # noqa: S314 - our own drawing
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == "s-1-t s-1-d"
    assert drawn.findtext("title") == "<Anna>"
    assert drawn.findtext("desc") == "one & more"
    assert drawn.get("style") is None
