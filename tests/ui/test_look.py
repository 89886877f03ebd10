"""The look keeps to a strict content policy and to its own contrast."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from tests.rules.tree import SOURCE, files, short
from tevoet.ui.look import STYLES
from tevoet.ui.templatetags.ui import address

ICONS = sorted((SOURCE / "ui" / "templates" / "ui" / "icons").glob("*.svg"))
USED = {
    name
    for path in files(".html")
    for name in re.findall(r"{% icon \"(\w+)\" %}", path.read_text())
}
STANDING_ALONE = {
    "along.html",
    "mirror_page.html",
    "opening.html",
}  # files to keep, outside any policy
TEXT = ("ink", "quiet", "moss", "clay", "sky")
SHAPES = ("trace", "edge", "focus")


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def palettes() -> list[dict[str, str]]:
    """Return the colours of the light and of the dark scheme."""
    tokens = (SOURCE / "ui" / "static" / "ui" / "tokens.css").read_text()
    light, dark = tokens.split("@media (prefers-color-scheme: dark)", 1)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return [found[0], found[0] | found[1]]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_told_apart(scheme: int) -> None:
    colours = palettes()[scheme]
    grounds = (colours["paper"], colours["sheet"])
    for ground in grounds:
        assert [n for n in TEXT if contrast(colours[n], ground) < 4.5] == []
        assert [n for n in SHAPES if contrast(colours[n], ground) < 3] == []
    assert contrast(colours["paper"], colours["moss"]) >= 4.5
    assert contrast(colours["ink"], colours["moss-soft"]) >= 4.5
    assert contrast(colours["moss-deep"], colours["moss-soft"]) >= 4.5


@pytest.mark.parametrize("name", STYLES)
def test_a_style_sheet_is_there_and_loads_nothing(name: str) -> None:
    found = finders.find(name)
    assert isinstance(found, str)
    assert not re.search(r"url\(|@import", Path(found).read_text())


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_hidden_from_who_listens(path: Path) -> None:
    drawn = ElementTree.fromstring(render_to_string(f"ui/icons/{path.name}"))  # noqa: S314 - our own drawing
    assert drawn.get("aria-hidden") == "true"
    assert not re.search(r"style=|script|data:", path.read_text())


def test_every_icon_that_is_used_is_drawn() -> None:
    assert {path.stem for path in ICONS} >= USED


@pytest.mark.parametrize("path", files(".html"), ids=short)
def test_a_template_has_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|\son\w+=\"|<script(?! src)|javascript:|data:", text)
    if path.name not in STANDING_ALONE:
        assert "<style" not in text


def test_every_entry_of_the_bar_leads_somewhere() -> None:
    assert [name for name, *_ in settings.NAVIGATION if not address(name)] == []
