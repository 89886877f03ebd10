"""`tevoet serve --mine`: for one person, on this machine only, without signing in."""

import os
import sys
from pathlib import Path
from typing import ClassVar

from tevoet.cli.language import gettext as _
from tevoet.refusal import Refusal

MARK = "this-is-mine"
LOOPBACK = {"127.0.0.1", "localhost"}
NOT_HERE = (
    "TEVOET_EXAMPLE",
    "TEVOET_EXAMPLE_PERSON",
    "TEVOET_BEHIND_PROXY",
    "TEVOET_DATABASE_URL",
    "TEVOET_SMTP_HOST",
)


class MineStaysHere(Refusal):
    """Without signing in, nobody else may reach it."""

    slug: ClassVar[str] = "mine-stays-here"
    message: ClassVar[str] = (
        "With --mine nobody signs in, so Tevoet listens on this machine only. Leave --host away."
    )


class MineUsesSqlite(Refusal):
    """Everything of one person lies in one folder."""

    slug: ClassVar[str] = "mine-uses-sqlite"
    message: ClassVar[str] = (
        "With --mine everything lies in one folder of yours. Take TEVOET_DATABASE_URL away."
    )


class NotMine(Refusal):
    """The folder holds something else, and is left alone."""

    slug: ClassVar[str] = "not-mine"
    message: ClassVar[str] = (
        "{home} holds another installation, where people sign in. Name another folder with --home."
    )


def prepare(host: str, port: int, home: Path | None) -> None:
    """Take a folder of one's own, and set what makes it for one person on this machine."""
    os.umask(0o077)
    if host not in LOOPBACK:
        raise MineStaysHere
    if os.environ.get("TEVOET_DATABASE_URL", "").startswith("postgres"):
        raise MineUsesSqlite
    folder = claim(home or home_of())
    for name in NOT_HERE:
        os.environ.pop(name, None)
    os.environ |= {
        "TEVOET_HOME": str(folder),
        "TEVOET_MINE": "yes",
        "TEVOET_ADDRESS": f"http://localhost:{port}",
        "TEVOET_HOSTS": "localhost,127.0.0.1",
    }


def home_of() -> Path:
    """Return the folder for one person, apart from an installation of the same user."""
    return Path(os.environ.get("TEVOET_HOME") or "~/.local/share/tevoet") / "mine"


def claim(home: Path) -> Path:
    """Take a folder, for this user alone; never one that holds something else."""
    folder = home.expanduser().absolute()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(folder.iterdir()) and not (folder / MARK).exists():
        raise NotMine(home=folder)
    folder.chmod(0o700)
    (folder / MARK).touch()
    return folder


def say_where() -> None:
    """Print the address that lets in once."""
    from django.conf import settings  # noqa: PLC0415 - after `ready`
    from django.urls import reverse  # noqa: PLC0415

    from tevoet.vault.mine import new_secret  # noqa: PLC0415

    way = reverse("vault:mine_entrance", args=[new_secret()])
    said = _("Tevoet, for you alone. Open this address; it works once:")
    sys.stdout.write(f"{said}\n\n  {settings.ADDRESS}{way}\n\n{_('Stop with Ctrl+C.')}\n")
    sys.stdout.flush()
