"""Write docs/use/messages.md: every refusal with its sentence, in both languages."""

import importlib
import pkgutil

from tests.rules.tree import ROOT, SOURCE
from tevoet.cli.language import translations
from tevoet.refusal import Refusal

PAGE = ROOT / "docs" / "use" / "messages.md"
HEAD = """# Messages

What Tevoet says when something cannot be done, and what you can do about it. The first column is
the name under which a message is known. Made by `make words`; do not change it by hand.

| name | in English | in het Nederlands |
| --- | --- | --- |
"""


def load_all() -> None:
    """Import everything of ours, so that every refusal is known."""
    for module in pkgutil.walk_packages([str(SOURCE)], "tevoet."):
        if ".migrations" not in module.name and "wsgi" not in module.name:
            importlib.import_module(module.name)


def refusals(parent: type[Refusal] = Refusal) -> list[type[Refusal]]:
    """Return every refusal of the program, however deep it stands."""
    found = list(parent.__subclasses__())
    return found + [deeper for child in found for deeper in refusals(child)]


def page() -> str:
    """Return the page as it should be."""
    load_all()
    dutch = translations("nl")
    rows = {
        one.slug: f"| `{one.slug}` | {one.message} | {dutch.gettext(one.message)} |"
        for one in refusals()
        if one.__module__.startswith("tevoet.")
    }
    return HEAD + "\n".join(rows[slug] for slug in sorted(rows)) + "\n"


def pages() -> dict[str, str]:
    """Return the page by the name of its file."""
    return {PAGE.name: page()}
