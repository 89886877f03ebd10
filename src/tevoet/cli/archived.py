"""The form of a backup: one zip with a line per row, and a list with numbers and checksums."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, ClassVar

from tevoet.refusal import Refusal

FORM, VERSION = "tevoet-backup", 1
LIST = "list.json"
LONGEST_LIST = 4 * 1024 * 1024


class NotABackup(Refusal):
    """The file is something else."""

    slug: ClassVar[str] = "not-a-backup"
    message: ClassVar[str] = "{file} is not a backup of Tevoet. Check the name."


class BackupIsDamaged(Refusal):
    """The file is not as it was written."""

    slug: ClassVar[str] = "backup-is-damaged"
    message: ClassVar[str] = (
        "{file} is damaged ({where}). Nothing was changed; use an earlier backup."
    )


class BackupIsNewer(Refusal):
    """A later version of the program wrote it."""

    slug: ClassVar[str] = "backup-is-newer"
    message: ClassVar[str] = (
        "{file} was made by a newer Tevoet ({version}). Install that version first."
    )


@dataclass(frozen=True)
class Table:
    """One table in a backup: its rows and the checksum over their lines."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Listed:
    """What a backup says of itself. `migrations` are the tables' versions, by app."""

    program: str
    made_at: str
    database: str
    migrations: dict[str, list[str]]
    tables: dict[str, Table]


def write_table(into: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> Table:
    """Write the lines of one table and return what goes into the list."""
    seen, count = hashlib.sha256(), 0
    entry = zipfile.ZipInfo(f"tables/{name}.jsonl")
    entry.compress_type = zipfile.ZIP_DEFLATED
    with into.open(entry, "w", force_zip64=True) as member:
        for line in lines:
            member.write(line)
            seen.update(line)
            count += 1
    return Table(rows=count, sha256=seen.hexdigest())


def write_list(into: zipfile.ZipFile, listed: Listed) -> None:
    """Write the list, last of all: a backup without one was never finished."""
    text = json.dumps({"form": FORM, "version": VERSION, **asdict(listed)}, indent=1)
    into.writestr(LIST, text)


def read_list(archive: zipfile.ZipFile, file: Path) -> Listed:
    """Return what a backup says of itself; refuse what is none, or is newer."""
    try:
        if archive.getinfo(LIST).file_size > LONGEST_LIST:
            raise NotABackup(file=file)
        read = json.loads(archive.read(LIST))
        if read["form"] != FORM:
            raise NotABackup(file=file)
        if read["version"] > VERSION:
            raise BackupIsNewer(file=file, version=read["program"])
        tables = {name: Table(**one) for name, one in read["tables"].items()}
        return Listed(
            program=str(read["program"]),
            made_at=str(read["made_at"]),
            database=str(read["database"]),
            migrations={app: list(names) for app, names in read["migrations"].items()},
            tables=tables,
        )
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise NotABackup(file=file) from error


def read_table(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield the lines of one table."""
    with archive.open(f"tables/{name}.jsonl") as member:
        yield from lines_of(member)


def lines_of(member: IO[bytes]) -> Iterator[bytes]:
    """Yield whole lines."""
    yield from iter(member.readline, b"")


def check_tables(archive: zipfile.ZipFile, listed: Listed, file: Path) -> None:
    """Refuse when one table is not exactly as the list says."""
    for name, table in listed.tables.items():
        seen, count = hashlib.sha256(), 0
        try:
            for line in read_table(archive, name):
                seen.update(line)
                count += 1
        except (KeyError, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise BackupIsDamaged(file=file, where=name) from error
        if (count, seen.hexdigest()) != (table.rows, table.sha256):
            raise BackupIsDamaged(file=file, where=name)
