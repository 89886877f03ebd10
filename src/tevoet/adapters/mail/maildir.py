"""Find the messages of a Maildir: one file a message, in `cur` and `new`."""

import os
from pathlib import Path
from typing import Final

from tevoet.adapters.mail.eml import Files

FOLDERS: Final = ("cur", "new")


def is_maildir(path: Path) -> bool:
    """Say whether a folder is a Maildir, by what stands in it."""
    return all((path / name).is_dir() for name in FOLDERS)


def files(path: Path) -> Files:
    """Return the message files of a Maildir by name; `tmp` holds what was never delivered.

    Folders below it are Maildirs of their own.
    """
    found = Files([], [])
    for name in FOLDERS:
        for entry in _entries_if_any(path / name):
            if not entry.name.startswith("."):
                found.paths.append(entry.path)
                found.sizes.append(_size(entry))
    return found


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what stands in a folder by name. Raises OSError."""
    with os.scandir(folder) as found:
        return sorted(found, key=lambda entry: entry.name)


def _entries_if_any(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return entries(folder)
    except OSError:
        return []


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except OSError:
        return 0
