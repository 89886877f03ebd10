"""`tevoet init`: make the folder, the tables and the link for the first keeper. Asks nothing."""

import sys
from typing import ClassVar

from tevoet.cli.ready import reach_database, ready
from tevoet.cli.serve import check_tables
from tevoet.refusal import Refusal


class AlreadyBegun(Refusal):
    """There is an organisation already."""

    slug: ClassVar[str] = "already-begun"
    message: ClassVar[str] = (
        "There is already an organisation here; nothing was changed. Its keeper can sign in."
    )


def init() -> None:
    """Make a new installation and print the link for its first keeper."""
    ready()
    reach_database()
    from tevoet.cli.statics import gather  # noqa: PLC0415 - after `ready`
    from tevoet.cli.tables import bring_up_to_date, is_new  # noqa: PLC0415

    if is_new():
        bring_up_to_date()
    check_tables()
    gather()
    from tevoet.people.actions.invitations import AlreadyFounded, first_run_link  # noqa: PLC0415

    try:
        link = first_run_link()
    except AlreadyFounded as refusal:
        raise AlreadyBegun from refusal
    sys.stdout.write(
        "Tevoet is ready. Start it with: tevoet serve\n"
        "Then open this link; it works once, and makes you the first keeper:\n\n"
        f"  {link}\n\n"
        "Type `tevoet init` again for a new link.\n"
    )
