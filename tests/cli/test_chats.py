"""`tevoet mirror` reads chats and call logs, and asks what a chat does not tell."""

import os
import subprocess
import sys
from pathlib import Path

from tests.adapters.chats.exports import CANARY

UNTOLD = f"03/04/2026, 09:30 - Anna: {CANARY}\n03/04/2026, 09:31 - Bram: {CANARY}\n"


def mirror(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, without the settings of a server."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    command = "from tevoet.cli.main import main; main()"
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", command, "mirror", str(path), *words],
        capture_output=True,
        text=True,
        check=False,
        env={**env, "TEVOET_LANGUAGE": "en-gb", "COLUMNS": "200"},
    )


def test_a_chat_that_does_not_tell_day_from_month_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(UNTOLD)
    refused = mirror(path, "--me", "whatsapp:Anna")
    assert "whether the day or the month stands first" in refused.stderr + refused.stdout
    assert refused.returncode
    for answer, when in (("--day-first", "2026-04-03"), ("--month-first", "2026-03-04")):
        told = mirror(path, "--me", "whatsapp:Anna", answer)
        assert f"Contact from {when}" in told.stdout
        assert CANARY not in told.stdout + told.stderr + refused.stdout + refused.stderr


def test_who_the_owner_may_be_is_said(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(UNTOLD)
    told = mirror(path, "--me", "anna@voorbeeld.example", "--day-first")
    assert "whatsapp:anna" in told.stderr
