"""`tevoet backup`: everything in one file, also while the program runs."""

import contextlib
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from tevoet.cli.archived import Listed, Table, write_list, write_table
from tevoet.cli.ready import NothingHereYet, reach_database, ready
from tevoet.refusal import Refusal


class FileIsThere(Refusal):
    """A backup overwrites nothing."""

    slug: ClassVar[str] = "file-is-there"
    message: ClassVar[str] = "{file} is there already. Choose another name."


class CannotWriteThere(Refusal):
    """The file cannot be made."""

    slug: ClassVar[str] = "cannot-write-there"
    message: ClassVar[str] = "{file} cannot be written ({reason}). Choose another place."


File = Annotated[
    Path, typer.Argument(help="The file to make, or a folder to make one in.", show_default=False)
]


def backup(file: File) -> None:
    """Write everything people keep here to one file, also while it runs."""
    ready()
    from tevoet.cli.tables import is_new  # noqa: PLC0415 - after `ready`

    reach_database()
    if is_new():
        raise NothingHereYet
    made = write_backup(file)
    size = made.stat().st_size / 1024
    sys.stdout.write(f"{made}: {size:,.0f} kB. Keep it where only you can read it.\n")


def write_backup(file: Path) -> Path:
    """Write a backup and return its path; a file half written never gets the name."""
    target = named(file)
    if target.exists():
        raise FileIsThere(file=target)
    draft = target.with_name(f".{target.name}.unfinished")
    try:
        draft.unlink(missing_ok=True)  # of a backup that broke off, or laid there by another
        draft.touch(mode=0o600, exist_ok=False)
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as into:
            fill(into)
        draft.rename(target)
    except OSError as error:
        raise CannotWriteThere(file=target, reason=error.strerror) from error
    finally:
        draft.unlink(missing_ok=True)
    return target


def named(file: Path) -> Path:
    """Return the file to make; in a folder it is called after the moment."""
    if file.is_dir():
        return file / f"tevoet-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.backup"
    return file


def fill(into: zipfile.ZipFile) -> None:
    """Write all tables as they are at one and the same moment."""
    from django.db import connection  # noqa: PLC0415 - after `ready`

    from tevoet.cli.shelf import carried, rows  # noqa: PLC0415
    from tevoet.cli.tables import applied, models_of  # noqa: PLC0415

    with one_moment():
        migrations = applied()
        tables: dict[str, Table] = {
            model._meta.label: write_table(into, model._meta.label, rows(model))
            for model in carried(models_of(migrations))
        }
        listed = Listed(
            program=version("tevoet"),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=migrations,
            tables=tables,
        )
    write_list(into, listed)


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """See the database as it is now, whatever others write meanwhile, and hold nobody up."""
    from django.db import connection, transaction  # noqa: PLC0415 - after `ready`

    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    with connection.cursor() as cursor:  # Django's own BEGIN would be IMMEDIATE and lock out others
        cursor.execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
