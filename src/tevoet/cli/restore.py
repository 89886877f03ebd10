"""`tevoet restore`: put back a backup, all of it or nothing."""

import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from tevoet.cli.archived import (
    BackupIsNewer,
    Listed,
    NotABackup,
    check_tables,
    read_list,
    read_table,
)
from tevoet.cli.heartbeat import last_beat
from tevoet.cli.ready import reach_database, ready
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from django.apps.registry import Apps


class NoSuchBackup(Refusal):
    """The file is not there."""

    slug: ClassVar[str] = "no-such-backup"
    message: ClassVar[str] = "{file} is not there, or may not be read. Check the name."


class BackupIsOlder(Refusal):
    """An earlier version of the program wrote it, with other tables."""

    slug: ClassVar[str] = "backup-is-older"
    message: ClassVar[str] = (
        "{file} was made by Tevoet {version}, with other tables. Install that version,"
        " restore there, and then type: tevoet upgrade"
    )


class PeopleAreHere(Refusal):
    """The database holds people already."""

    slug: ClassVar[str] = "people-are-here"
    message: ClassVar[str] = (
        "This database holds people already. Make a backup of it first; then"
        " `tevoet restore {file} --force` replaces all of it."
    )


class StillRunning(Refusal):
    """Nobody may be at work in what is replaced."""

    slug: ClassVar[str] = "still-running"
    message: ClassVar[str] = "Tevoet is running. Stop it first (systemctl stop tevoet)."


class BackupDoesNotFit(Refusal):
    """The rows contradict one another or the tables."""

    slug: ClassVar[str] = "backup-does-not-fit"
    message: ClassVar[str] = (
        "{file} cannot be put back ({reason}). Nothing was changed; use another backup."
    )


File = Annotated[Path, typer.Argument(help="The backup to put back.", show_default=False)]
Force = Annotated[bool, typer.Option("--force", help="Replace the people who are here.")]


def restore(file: File, *, force: Force = False) -> None:
    """Put back a backup: all of it, or nothing when anything is wrong with it."""
    ready()
    reach_database()
    from tevoet.cli.tables import bring_up_to_date  # noqa: PLC0415 - after `ready`

    with opened(file) as archive:
        listed = read_list(archive, file)
        check_tables(archive, listed, file)
        apps = make_room(file, listed, force=force)
        put_back_all(archive, listed, apps, file)
    bring_up_to_date()
    count = sum(table.rows for table in listed.tables.values())
    sys.stdout.write(f"Put back {count:,} rows of {listed.made_at}. Everybody signs in again.\n")


def opened(file: Path) -> zipfile.ZipFile:
    """Open a backup; refuse what is no such file."""
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise NotABackup(file=file) from error
    except OSError as error:
        raise NoSuchBackup(file=file) from error


def make_room(file: Path, listed: Listed, *, force: bool) -> "Apps":
    """Refuse what would not fit; else see to its tables, and return the models it was made with."""
    from django.apps import apps  # noqa: PLC0415 - after `ready`
    from django.conf import settings  # noqa: PLC0415

    from tevoet.cli import tables  # noqa: PLC0415
    from tevoet.cli.shelf import holds_people  # noqa: PLC0415

    if tables.unknown(listed.migrations):
        raise BackupIsNewer(file=file, version=listed.program)
    has_people = not tables.is_new() and not tables.missing() and holds_people(apps)
    if has_people and not force:
        raise PeopleAreHere(file=file)
    beat = last_beat(Path(settings.HOME))
    if beat is not None and beat.is_warm:
        raise StillRunning
    if not tables.may_become(listed.migrations):
        raise BackupIsOlder(file=file, version=listed.program)
    tables.bring_to(listed.migrations)
    return tables.models_of(listed.migrations)


def put_back_all(archive: zipfile.ZipFile, listed: Listed, apps: "Apps", file: Path) -> None:
    """Replace every row in one transaction; when anything is wrong, all stays as it was."""
    from django.core.exceptions import ValidationError  # noqa: PLC0415 - after `ready`
    from django.db import DatabaseError, connection, transaction  # noqa: PLC0415

    from tevoet.cli.shelf import carried, count_on, empty_all, put_back  # noqa: PLC0415

    try:
        with transaction.atomic():
            empty_all(apps)
            for model in carried(apps):
                if model._meta.label in listed.tables:
                    for line in read_table(archive, model._meta.label):
                        put_back(model, line)
            connection.check_constraints()
            count_on(apps)
    except (DatabaseError, ValidationError, ValueError, KeyError, TypeError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise BackupDoesNotFit(file=file, reason=reason) from error
