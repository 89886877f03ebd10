"""A strip of weeks, drawn from plain counts as a few SVG paths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STEP = 20
HEIGHT = 28
GROUND = 27
TALLEST = 24
A_BAR_FOR_ONE = 4
KEYS = {
    "trace": "M2 8h12v8h-12z",
    "moss": "M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z",
    "sky": "M8 2.500L13.500 8L8 13.500L2.500 8z",
}


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind of mark: the counts it adds up, how it looks, what it is called."""

    names: tuple[str, ...]
    tone: str
    label: str

    @property
    def d(self) -> str:
        """Draw the sign of this kind for the legend, in a box of 16."""
        return KEYS[self.tone]


@dataclass(frozen=True, slots=True)
class Bars:
    """All marks of one kind as one path."""

    tone: str
    d: str


@dataclass(frozen=True, slots=True)
class Strip:
    """What the template `ui/_strip.html` draws."""

    id: str
    title: str
    desc: str
    width: int
    bars: tuple[Bars, ...]
    height: int = HEIGHT
    ground: int = GROUND


def draw(
    id: str,
    weeks: Sequence[Mapping[str, int]],
    lanes: Sequence[Lane],
    *,
    title: str,
    desc: str,
) -> Strip:
    """Draw one column per week: bars for `trace`, a disc or a diamond for the others."""
    drawn = tuple(Bars(lane.tone, path(weeks, lane)) for lane in lanes)
    return Strip(id, title, desc, max(len(weeks), 1) * STEP, tuple(b for b in drawn if b.d))


def path(weeks: Sequence[Mapping[str, int]], lane: Lane) -> str:
    """Return the path of every week in which something of this kind happened."""
    counts = [sum(week.get(name, 0) for name in lane.names) for week in weeks]
    mark = {"trace": bar, "moss": disc}.get(lane.tone, diamond)
    return "".join(mark(place * STEP, count) for place, count in enumerate(counts) if count)


def bar(left: int, count: int) -> str:
    """Draw a bar that grows with the count, up to a limit."""
    tall = min(count * A_BAR_FOR_ONE, TALLEST)
    return f"M{left + 4} {GROUND - tall}h12v{tall}h-12z"


def disc(left: int, count: int) -> str:
    """Draw a full disc, a little larger when it happened more than once."""
    radius = 6 if count == 1 else 7
    half = f"a{radius} {radius} 0 1 0"
    return f"M{left + 10 - radius} 8{half} {2 * radius} 0{half} -{2 * radius} 0z"


def diamond(left: int, count: int) -> str:
    """Draw an open diamond, a little larger when it happened more than once."""
    half = 6 if count == 1 else 7
    middle = left + 10
    return f"M{middle} {8 - half}l{half} {half}l-{half} {half}l-{half} -{half}z"
