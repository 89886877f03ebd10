"""`tevoet demo`: an example organisation on this machine, or one's own mailbox."""

import os
import shutil
import socket
from hashlib import sha256
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from tevoet.cli.mirror import address
from tevoet.refusal import Refusal

MARK = "this-is-an-example"
FIRST_PORT, PORTS = 8000, 20


class MailboxWithoutMe(Refusal):
    """One's own mailbox needs one's own address."""

    slug: ClassVar[str] = "mailbox-without-me"
    message: ClassVar[str] = (
        "To show your own mailbox, say which address is yours:"
        " make demo MAILBOX={mailbox} ME=anna@voorbeeld.example"
    )


class NoSuchMailbox(Refusal):
    """The mailbox is not there."""

    slug: ClassVar[str] = "no-such-mailbox"
    message: ClassVar[str] = "There is no file or folder {mailbox}. Check the name."


class NothingInMailbox(Refusal):
    """Nothing in one's own mailbox could be read."""

    slug: ClassVar[str] = "nothing-in-mailbox"
    message: ClassVar[str] = (
        "Nothing in {mailbox} could be read as mail, calendar or calls."
        " Name an mbox file, a Maildir, .eml, .msg, .pst, .ics, .csv or .zip files, "
        "or a folder with them."
    )


class NotAnExample(Refusal):
    """The folder holds something else than an example, and is left alone."""

    slug: ClassVar[str] = "not-an-example"
    message: ClassVar[str] = (
        "{home} holds a real installation, not an example. Name another folder in TEVOET_HOME."
    )


class NoFreePort(Refusal):
    """Every port we tried is in use."""

    slug: ClassVar[str] = "no-free-port"
    message: ClassVar[str] = (
        "Ports {first} to {last} are all in use. Stop a program, or say --port."
    )


Fresh = Annotated[bool, typer.Option("--fresh", help="Begin again, without what was tried.")]
Mailbox = Annotated[Path | None, typer.Option(help="Your own mailbox: a file or a folder.")]
Mine = Annotated[str, typer.Option(help="Your own address.")]
Port = Annotated[int, typer.Option(help="The port to listen on; 0 takes a free one.")]
Stay = Annotated[bool, typer.Option("--serve/--fill-only", help="Serve it, or only fill it.")]


def demo(
    *,
    fresh: Fresh = False,
    mailbox: Mailbox = None,
    me: Mine = "",
    port: Port = 0,
    serve: Stay = True,
) -> None:
    """Fill an example organisation and serve it on this machine only."""
    mine = own_address(mailbox, me)
    home = home_of(mine)
    claim(home, fresh=fresh)
    listening = port or free_port()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tevoet.web.settings",
        "TEVOET_HOME": str(home),
        "TEVOET_EXAMPLE": "yes",
        "TEVOET_EXAMPLE_PERSON": mine,
        "TEVOET_ADDRESS": f"http://localhost:{listening}",
        "TEVOET_HOSTS": "localhost,127.0.0.1,[::1]",
    }
    fill(mailbox, mine)
    if serve:
        from tevoet.cli.serve import serve as serve_it  # noqa: PLC0415 - loads the server

        serve_it(host="127.0.0.1", port=listening)


def own_address(mailbox: Path | None, me: str) -> str:
    """Return whose mailbox it is, or nothing for the example."""
    if mailbox is None:
        return ""
    if not me:
        raise MailboxWithoutMe(mailbox=mailbox)
    if not mailbox.exists():
        raise NoSuchMailbox(mailbox=mailbox)
    return address(me)


def home_of(mine: str) -> Path:
    """Return the folder of the example, apart from that of one's own mailbox."""
    home = Path(os.environ.get("TEVOET_HOME") or "var/demo").expanduser().absolute()
    if not mine:
        return home
    return home.with_name(f"{home.name}-{sha256(mine.encode()).hexdigest()[:8]}")


def claim(home: Path, *, fresh: bool) -> None:
    """Take a folder for the example; never touch one that holds something else."""
    mark = home / MARK
    if home.exists() and any(home.iterdir()) and not mark.exists():
        raise NotAnExample(home=home)
    if fresh and mark.exists():
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark.touch()


def free_port() -> int:
    """Return the first port from 8000 on that nobody listens to."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise NoFreePort(first=FIRST_PORT, last=FIRST_PORT + PORTS - 1)


def fill(mailbox: Path | None, mine: str) -> None:
    """Make the tables; fill the example once, and read one's own mailbox each time."""
    import django  # noqa: PLC0415 - only this command needs it

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after setup

    call_command("migrate", verbosity=0)
    read_own(mine, mailbox) if mailbox else make_example()
    who = mine or "Anna (leads a team), Bram, Carla, Koen or Dirk"
    typer.echo(f"Open {os.environ['TEVOET_ADDRESS']} and sign in with one click as {who}.")
    typer.echo("Stop with Ctrl+C.")


def make_example() -> None:
    """Fill the example; a second run keeps what is there."""
    from django.db import transaction  # noqa: PLC0415 - after setup
    from django.utils import timezone  # noqa: PLC0415

    from tevoet.cli.seeding import fill_example, hold_keyrings  # noqa: PLC0415
    from tevoet.people.models import Organisation  # noqa: PLC0415

    if not Organisation.objects.exists():
        typer.echo("Filling the example ...")
        with transaction.atomic():
            fill_example(timezone.localtime())
    hold_keyrings()


def read_own(mine: str, mailbox: Path) -> None:
    """Read one's own mailbox, and say when nothing in it could be read."""
    from tevoet.cli.seeding import fill_own  # noqa: PLC0415 - after setup

    typer.echo("Reading your mailbox ...")
    reading = fill_own(mine, mailbox)
    if reading.refusal:
        raise NothingInMailbox(mailbox=mailbox)
