"""Dots over days in a few bands, drawn from plain values: filled when it ended, else open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDE, BAND, RADIUS = 400, 26, 5
SVG = """\
<svg class="strip dots" viewBox="0 0 {width} {height}" role="img"
     aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{title}</title>
  <desc id="{name}-d">{desc}</desc>{lines}<path class="moss" d="{ended}"/><path
  class="ring" d="{open}"/></svg>"""


class Dot(NamedTuple):
    """One dot: how far along (0 to 1), in which band (0 on top), and whether it ended."""

    along: float
    band: int
    ended: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """A picture of dots; `labels` name its bands, the upper one first."""

    id: str
    title: str
    desc: str
    labels: Sequence[str]
    dots: Sequence[Dot]


def svg(drawn: Dots) -> SafeString:
    """Return the drawing; what is drawn stands beside it as a table."""
    height = BAND * len(drawn.labels)
    lines = format_html_join(
        "",
        '<path class="ground" d="M0 {}H{}"/>',
        ((BAND * place - 1, WIDE) for place in range(1, len(drawn.labels) + 1)),
    )
    return format_html(
        SVG,
        name=drawn.id,
        title=drawn.title,
        desc=drawn.desc,
        width=WIDE,
        height=height,
        lines=lines,
        ended=_path(one for one in drawn.dots if one.ended),
        open=_path(one for one in drawn.dots if not one.ended),
    )


def _path(dots: Iterable[Dot]) -> str:
    half = f"a{RADIUS} {RADIUS} 0 1 0"
    return "".join(
        f"M{round(one.along * (WIDE - 2 * RADIUS))} {one.band * BAND + BAND // 2}"
        f"{half} {2 * RADIUS} 0{half} -{2 * RADIUS} 0z"
        for one in dots
    )
