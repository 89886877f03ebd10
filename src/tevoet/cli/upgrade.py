"""`tevoet upgrade`: after a new version was installed: a backup first, then the tables."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tevoet.cli.backup import write_backup
from tevoet.cli.ready import NothingHereYet, reach_database, ready

KEPT_IN = "backups"
Without = Annotated[
    bool, typer.Option("--without-backup", help="Only when you made one yourself just now.")
]


def upgrade(*, without_backup: Without = False) -> None:
    """Bring the tables to this version of the program, after a backup in the home folder."""
    ready()
    reach_database()
    from django.conf import settings  # noqa: PLC0415 - after `ready`

    from tevoet.cli.statics import gather  # noqa: PLC0415
    from tevoet.cli.tables import bring_up_to_date, is_new, missing  # noqa: PLC0415
    from tevoet.contact.purging import purge  # noqa: PLC0415

    if is_new():
        raise NothingHereYet
    steps = missing()
    if steps and not without_backup:
        sys.stdout.write(f"Backup: {safe_copy(Path(settings.HOME))}\n")
    bring_up_to_date()
    if steps:
        purge()  # of what the steps took away, nothing stays behind in the files
    gather()
    sys.stdout.write(f"Up to date ({len(steps)} steps). Start it with: tevoet serve\n")


def safe_copy(home: Path) -> Path:
    """Make a backup of the tables as they are, before anything changes."""
    folder = home / KEPT_IN
    folder.mkdir(mode=0o700, exist_ok=True)
    return write_backup(folder)
