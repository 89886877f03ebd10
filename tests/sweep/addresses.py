"""Every address of the program, and every rule."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from tests.sweep.rule import Rule


def walk(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield each address with its full name; without a name, its route is what is left."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            deeper = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from walk(entry, deeper)
        else:
            yield space + (entry.name or str(entry.pattern)), entry


def addresses() -> list[str]:
    """Return the name of every address."""
    return sorted({name for name, _ in walk(get_resolver())})


def rules() -> dict[str, Rule]:
    """Gather the rules that each app declares in `rules/<app>.py`."""
    found: dict[str, Rule] = {}
    for path in sorted(Path(__file__).parent.glob("rules/*.py")):
        found |= import_module(f"tests.sweep.rules.{path.stem}").RULES
    return found
