"""A strip of weeks, drawn from plain counts as a few SVG paths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

STEP = 20
MARKS = 14
BARS = 18
A_BAR_FOR_ONE = 3
BAR = "trace"
DISC = "moss"
DIAMOND = "sky"
RING = "ring"
KEYS = {
    BAR: "M2 5h12v9h-12z",
    DISC: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z",
    DIAMOND: "M8 2l6 6l-6 6l-6 -6z",
    RING: "M4 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
}
SVG = """\
<svg class="strip" viewBox="0 0 {width} {height}" preserveAspectRatio="xMinYMax meet" role="img"
     aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{title}</title>
  <desc id="{name}-d">{desc}</desc><path class="ground" d="M0 {ground}H{width}"/>{marks}</svg>"""
Weeks = Sequence[Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind of mark: the counts it adds up, how it looks, what it is called."""

    names: tuple[str, ...]
    tone: str
    label: str | Promise

    @property
    def d(self) -> str:
        """Draw the sign of this kind for the legend, in a box of 16."""
        return KEYS[self.tone]

    @property
    def tall(self) -> int:
        """Say how much room this kind takes."""
        return BARS if self.tone == BAR else MARKS

    def counts(self, weeks: Weeks) -> list[int]:
        """Add up what belongs to this kind, week by week."""
        each = [[week.get(name, 0) for week in weeks] for name in self.names]
        return each[0] if len(each) == 1 else [sum(counts) for counts in zip(*each, strict=True)]


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of one kind as one path."""

    tone: str
    d: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip as it is drawn."""

    id: str
    title: str
    desc: str
    width: int
    height: int
    marks: tuple[Marks, ...]

    @property
    def ground(self) -> int:
        """Say where the line below everything is: a whole number, for commas break a path."""
        return self.height - 1


def draw(name: str, weeks: Weeks, lanes: Sequence[Lane], *, title: str, desc: str) -> Strip:
    """Draw one column per week and one row per lane, the first on top.

    `name` is the id of the element; `title` and `desc` say in words what is drawn.
    """
    marks = []
    top = 0
    for lane in lanes:
        marks.append(Marks(lane.tone, path(lane.counts(weeks), lane.tone, top)))
        top += lane.tall
    drawn = tuple(mark for mark in marks if mark.d)
    return Strip(name, title, desc, max(len(weeks), 1) * STEP, top + 1, drawn)


def svg(strip: Strip) -> SafeString:
    """Return the drawing. Put together here: a template takes five times as long, on each row."""
    marks = format_html_join("", '<path class="{}" d="{}"/>', ((m.tone, m.d) for m in strip.marks))
    size = {"width": strip.width, "height": strip.height, "ground": strip.ground}
    return format_html(SVG, name=strip.id, title=strip.title, desc=strip.desc, marks=marks, **size)


def path(counts: Sequence[int], tone: str, top: int) -> str:
    """Return the marks of one kind as a path; nothing for a week without any."""
    mark = {BAR: bar, DISC: disc, RING: ring}.get(tone, diamond)
    return "".join(mark(place * STEP, top, count) for place, count in enumerate(counts) if count)


def bar(left: int, top: int, count: int) -> str:
    """Draw a bar that grows with the count, up to the room there is."""
    tall = min(count * A_BAR_FOR_ONE, BARS - 2)
    return f"M{left + 4} {top + BARS - tall}h12v{tall}h-12z"


def disc(left: int, top: int, count: int) -> str:
    """Draw a full disc, a little larger when it happened more than once."""
    radius = 5 if count == 1 else 6
    half = f"a{radius} {radius} 0 1 0"
    return f"M{left + 10 - radius} {top + 7}{half} {2 * radius} 0{half} -{2 * radius} 0z"


def ring(left: int, top: int, _count: int) -> str:
    """Draw a small open ring, the same for once and more often."""
    return f"M{left + 6} {top + 7}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"


def diamond(left: int, top: int, count: int) -> str:
    """Draw an open diamond, a little larger when it happened more than once."""
    half = 5 if count == 1 else 6
    return f"M{left + 10} {top + 7 - half}l{half} {half}l-{half} {half}l-{half} -{half}z"
