"""The `tevoet` command. Commands that need Django load it inside, so the mirror starts fast."""

import sys

import typer

from tevoet.cli.backup import backup
from tevoet.cli.demo import demo
from tevoet.cli.doctor import doctor
from tevoet.cli.init import init
from tevoet.cli.language import gettext
from tevoet.cli.mirror import mirror
from tevoet.cli.restore import restore
from tevoet.cli.serve import serve
from tevoet.cli.upgrade import upgrade
from tevoet.cli.verify import verify
from tevoet.refusal import Refusal

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for command in (mirror, demo, init, serve, upgrade, backup, restore, doctor, verify):
    app.command()(command)


@app.callback()
def tevoet() -> None:
    """Get off the screen and into a real conversation."""


def main() -> None:
    """Run what was typed; what we foresaw ends with one sentence and exit 2."""
    try:
        app()
    except Refusal as refusal:
        said = gettext(refusal.message).format(**refusal.parameters)
        print(said, file=sys.stderr)  # noqa: T201 - this is the command's own output
        sys.exit(2)
