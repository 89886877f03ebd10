"""Walk files and folders, and say of each what it is."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tevoet.adapters.mail import maildir
from tevoet.adapters.reading.kinds import BEGINNING, Kind, kind_of


class Found(NamedTuple):
    """A file or a Maildir, its kind, why it is refused or "", and its size in bytes."""

    path: Path
    kind: Kind
    reason: str = ""
    size: int = 0


def find(paths: Iterable[Path]) -> list[Found]:
    """Return everything below the paths, in the order of the alphabet, told apart by content.

    Folders are walked, also through symbolic links but each only once; a Maildir is one find and
    the Maildirs below it are others. What cannot be read is listed with kind `REFUSED` and a
    reason: `unknown_kind`, `empty_file`, `missing_file`, `unreadable_file`, `not_a_file` (a pipe, a
    socket or a device), `folder_seen_before`.
    Never raises.
    """
    walk = _Walk()
    return [found for path in paths for found in walk.below(Path(path))]


class _Walk:
    """Remembers the folders that were entered, so that a loop ends."""

    def __init__(self) -> None:
        self.folders: set[tuple[int, int]] = set()

    def below(self, start: Path) -> Iterator[Found]:
        """Yield the finds below a path; a stack, because folders may be nested deeply."""
        waiting = [start]
        while waiting:
            path = waiting.pop()
            try:
                status = path.stat()
            except OSError as error:
                yield _refused(path, _why(error))
                continue
            if not stat.S_ISDIR(status.st_mode):
                yield _file(path, status)
                continue
            if (status.st_dev, status.st_ino) in self.folders:
                yield _refused(path, "folder_seen_before")
                continue
            self.folders.add((status.st_dev, status.st_ino))
            try:
                inside = sorted(path.iterdir(), reverse=True)
            except OSError:
                yield _refused(path, "unreadable_file")
                continue
            if maildir.is_maildir(path):
                yield Found(path, Kind.MAILDIR, "", _total(maildir.files(path)))
                inside = [one for one in inside if _is_folder_of_maildir(one)]
            waiting += inside


def _is_folder_of_maildir(path: Path) -> bool:
    """Keep Maildirs inside a Maildir; its index files and `cur`, `new`, `tmp` are no finds."""
    return path.name not in {"cur", "new", "tmp"} and path.is_dir()


def _total(paths: Iterable[Path]) -> int:
    total = 0
    for path in paths:
        try:
            total += path.stat().st_size
        except OSError:
            continue
    return total


def _file(path: Path, status: os.stat_result) -> Found:
    if not stat.S_ISREG(status.st_mode):
        return _refused(path, "not_a_file")
    try:
        with path.open("rb") as file:
            kind, reason = kind_of(file.read(BEGINNING))
    except OSError as error:
        return _refused(path, _why(error))
    return Found(path, kind, reason, status.st_size)


def _refused(path: Path, reason: str) -> Found:
    return Found(path, Kind.REFUSED, reason)


def _why(error: OSError) -> str:
    return "missing_file" if isinstance(error, FileNotFoundError) else "unreadable_file"
