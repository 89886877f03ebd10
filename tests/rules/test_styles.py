"""A class is drawn by one app: two sheets on a page would draw over each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from tests.rules.tree import SOURCE

NO_SELECTOR = re.compile(r"/\*.*?\*/|\([^()]*\)", re.DOTALL)
"""Comments, and what stands in brackets, as in `:not(...)`."""

ALONE = re.compile(r"(?:^|[{},])\s*\.([\w-]+)\s*(?=[,{])")


def drawn(sheet: str) -> set[str]:
    """Return the classes that a sheet draws by themselves, wherever they stand."""
    return set(ALONE.findall(NO_SELECTOR.sub("", sheet)))


def shared(sheets: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return the classes that more than one app draws, with these apps."""
    found: dict[str, set[str]] = defaultdict(set)
    for app, texts in sheets.items():
        for text in texts:
            for name in drawn(text):
                found[name].add(app)
    return {name: apps for name, apps in found.items() if len(apps) > 1}


def test_no_two_apps_draw_the_same_class() -> None:
    sheets: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SOURCE.glob("*/static/**/*.css")):
        sheets[path.relative_to(SOURCE).parts[0]].append(path.read_text())
    assert len(sheets) > 1
    assert shared(sheets) == {}


def test_a_class_drawn_twice_is_seen() -> None:
    one, other = ".skip {\n  left: -99rem;\n}", "/* below */\n.skip,\n.mark {\n  color: red;\n}"
    assert shared({"ui": [one], "talks": [other]}) == {"skip": {"ui", "talks"}}
    inside = [".five .skip {\n  color: red;\n}", "p:not(.five, .skip, .mark) {\n  color: red;\n}"]
    assert shared({"ui": [one], "talks": inside}) == {}
