"""Read a Maildir: one file a message, in `cur` and `new`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tevoet.adapters.mail import eml
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch

FOLDERS: Final = ("cur", "new")


def is_maildir(path: Path) -> bool:
    """Say whether a folder is a Maildir, by what stands in it."""
    return (path / "cur").is_dir() and (path / "new").is_dir()


def files(path: Path) -> list[Path]:
    """Return the message files of a Maildir by name; `tmp` holds what was never delivered."""
    found: list[Path] = []
    for folder in FOLDERS:
        try:
            found += sorted((path / folder).iterdir())
        except OSError:
            continue
    return [one for one in found if not one.name.startswith(".")]


def read(path: Path, options: ReadOptions) -> Iterator[Batch]:
    """Yield the mails of one Maildir; folders below it are Maildirs of their own."""
    yield from eml.read(files(path), options)
