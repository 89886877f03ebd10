"""Walk files and folders, and say of each what it is."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tevoet.adapters.mail import maildir
from tevoet.adapters.mail.eml import Files
from tevoet.adapters.reading.kinds import BEGINNING, Kind, kind_of


class Found(NamedTuple):
    """A file or a Maildir, its kind, why it is refused or "", and its size in bytes."""

    path: Path
    kind: Kind
    reason: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Heap:
    """Files that lie together, and what they are: `MAILDIR`, or `FILES` nobody looked into yet."""

    kind: Kind
    files: Files

    @property
    def size(self) -> int:
        """Say how many bytes all of them have."""
        return self.files.size


def walk(paths: Iterable[Path]) -> Iterator[Found | Heap]:
    """Yield everything below the paths, in the order of the alphabet.

    Folders are walked, also through symbolic links but each only once; a Maildir is one heap and
    the Maildirs below it are others. What cannot be read is found with kind `REFUSED` and a reason:
    `missing_file`, `unreadable_file`, `not_a_file` (a pipe, a socket or a device),
    `folder_seen_before`.
    Never raises.
    """
    return _Walk().through(Path(path) for path in paths)


def look(path: str, size: int = 0) -> Found:
    """Say what one file is, by its content; `REFUSED` also for `unknown_kind` and `empty_file`."""
    whole = Path(path)
    try:
        with whole.open("rb") as file:
            kind, reason = kind_of(file.read(BEGINNING))
    except OSError as error:
        return _refused(whole, error)
    return Found(whole, kind, reason, size)


@dataclass(slots=True)
class _Walk:
    """Remembers the folders that were entered, so that a loop ends, and the files since."""

    folders: set[tuple[int, int]] = field(default_factory=set)
    files: Files = field(default_factory=lambda: Files([], []))

    def through(self, paths: Iterable[Path]) -> Iterator[Found | Heap]:
        """Yield the finds below paths; files that follow each other are one heap."""
        for path in paths:
            for found in self._below(path):
                yield from self._heap()
                yield found
        yield from self._heap()

    def _heap(self) -> Iterator[Heap]:
        if self.files.paths:
            yield Heap(Kind.FILES, self.files)
            self.files = Files([], [])

    def _below(self, start: Path) -> Iterator[Found | Heap]:
        """Yield the finds below a path; a stack, because folders may be nested deeply."""
        waiting: list[Path | os.DirEntry[str]] = [start]
        while waiting:
            one = waiting.pop()
            try:
                status = one.stat()
            except OSError as error:
                yield _refused(Path(one), error)
                continue
            if stat.S_ISREG(status.st_mode):
                self.files.paths.append(os.fspath(one))
                self.files.sizes.append(status.st_size)
            elif not stat.S_ISDIR(status.st_mode):
                yield Found(Path(one), Kind.REFUSED, "not_a_file")
            elif (status.st_dev, status.st_ino) in self.folders:
                yield Found(Path(one), Kind.REFUSED, "folder_seen_before")
            else:
                self.folders.add((status.st_dev, status.st_ino))
                yield from self._enter(Path(one), waiting)

    def _enter(
        self, folder: Path, waiting: list[Path | os.DirEntry[str]]
    ) -> Iterator[Found | Heap]:
        """Put what stands in a folder on the stack; of a Maildir only the Maildirs inside."""
        try:
            inside = maildir.entries(folder)
        except OSError as error:
            yield _refused(folder, error)
            return
        if maildir.is_maildir(folder):
            yield Heap(Kind.MAILDIR, maildir.files(folder))
            inside = [one for one in inside if _is_folder_of_maildir(one)]
        waiting += reversed(inside)


def _is_folder_of_maildir(entry: os.DirEntry[str]) -> bool:
    """Keep Maildirs inside a Maildir; its index files and `cur`, `new`, `tmp` are no finds."""
    return entry.name not in {"cur", "new", "tmp"} and entry.is_dir()


def _refused(path: Path, error: OSError) -> Found:
    why = "missing_file" if isinstance(error, FileNotFoundError) else "unreadable_file"
    return Found(path, Kind.REFUSED, why)
