"""The mirror as one page to keep or print, drawn by the app's own templates."""

import os
import tempfile
from pathlib import Path
from typing import ClassVar

from tevoet.cli.gather import Found
from tevoet.cli.language import wanted
from tevoet.refusal import Refusal

NEW, ONLY_MINE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600


class CannotWrite(Refusal):
    """The page cannot be written where it was asked for."""

    slug: ClassVar[str] = "cannot-write"
    message: ClassVar[str] = "{path} cannot be written ({reason}). Name another file."


def write(found: Found, path: Path) -> None:
    """Write the page, a new file for its owner alone; no installation is needed or touched."""
    page = drawn(found)
    try:
        with os.fdopen(os.open(path, NEW, ONLY_MINE), "w", encoding="utf-8") as file:
            file.write(page)
    except OSError as error:
        raise CannotWrite(path=path, reason=error.strerror) from error


def drawn(found: Found) -> str:
    """Return the page as one text."""
    ledger = found.ledger
    parts = {
        "read": ledger.read,
        "kept": ledger.kept,
        "duplicate": ledger.duplicate,
        "automatic": ledger.set_aside,
        "refused": ledger.refused,
    }
    with tempfile.TemporaryDirectory(prefix="tevoet-page-") as home:
        load_django(home)
        from django.utils import translation  # noqa: PLC0415 - after setup

        from tevoet.home.mirror_page import render  # noqa: PLC0415

        with translation.override("nl" if wanted() == "nl" else "en-gb"):
            return render(found.summary, read=parts, zone=found.asked.time_zone)


def load_django(home: str) -> None:
    """Load Django with a home of its own, which is gone afterwards."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tevoet.web.settings"
    os.environ["TEVOET_HOME"] = home
    os.environ.pop("TEVOET_DATABASE_URL", None)
    import django  # noqa: PLC0415 - only this form of the answer needs it

    django.setup()
