"""The list of this version of the program: made from its own files, whoever's machine it is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tevoet.adapters.served.manifest import Manifest, Policy, hashes
from tevoet.cli.ready import ready

if TYPE_CHECKING:
    from django.urls import URLResolver

KEPT = {"TEVOET_LANGUAGE"}


def manifest() -> Manifest:
    """Gather the files of this version in a folder of its own, and list what it serves.

    Nothing of an installation on this machine is used or touched: not its settings either.
    """
    for name in [one for one in os.environ if one.startswith("TEVOET_") and one not in KEPT]:
        del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="tevoet-verify-") as home:
        os.environ["TEVOET_HOME"] = home
        ready()
        from django.conf import settings  # noqa: PLC0415 - after `ready`
        from django.urls import get_resolver  # noqa: PLC0415

        from tevoet.cli.statics import gather  # noqa: PLC0415

        gather()
        return Manifest(
            program=version("tevoet"),
            folder=settings.STATIC_URL,
            files=hashes(Path(settings.STATIC_ROOT)),
            policy=policy(),
            addresses=tuple(sorted(set(addresses(get_resolver(), "/")))),
        )


def policy() -> Policy:
    """Return what each directive of the content policy allows."""
    from django.conf import settings  # noqa: PLC0415 - after `ready`

    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return {name: tuple(allowed) for name, allowed in sorted(directives.items())}


def addresses(resolver: URLResolver, before: str) -> Iterator[str]:
    """Yield every address of the program, with `<...>` for a part that differs."""
    from django.urls import URLPattern  # noqa: PLC0415 - after `ready`

    for entry in resolver.url_patterns:
        route = before + plain(str(entry.pattern))
        if not isinstance(entry, URLPattern):
            yield from addresses(entry, route)
        else:
            yield route


def plain(route: str) -> str:
    """Return a route as people read it; of a pattern only that a part differs."""
    return "<...>/" if route.startswith("^") else route
