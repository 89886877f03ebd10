"""`tevoet mirror`: what is asked, what is answered, and how it ends."""

import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tevoet.adapters.outlook import store
from tevoet.cli.main import app
from tevoet.refusal import Refusal

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
JSON_KEYS = {
    "read", "kept", "duplicate", "automatic", "refused", "refusals", "conversations",
    "largest_conversation", "moments", "period", "people", "hints",
}  # fmt: skip


def mail(number: int, sender: str, to: str, parent: int | None = None) -> str:
    """Write one message of a ping-pong, an hour after the one before."""
    at = NOW - timedelta(days=1) + timedelta(hours=number)
    answer = f"In-Reply-To: <{parent}@voorbeeld.example>\n" if parent is not None else ""
    return (
        f"From {sender} {at:%a %b %d %H:%M:%S %Y}\n"
        f"From: {sender}\nTo: {to}\nDate: {at:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"Message-ID: <{number}@voorbeeld.example>\n{answer}Subject: geheim\n\nook geheim\n\n"
    )


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    """Return a mailbox in which Anna and Bram wrote to each other seven times."""
    anna, bram = "anna@voorbeeld.example", "bram@voorbeeld.example"
    turns = [(anna, bram) if n % 2 else (bram, anna) for n in range(7)]
    path = tmp_path / "mail"
    path.write_text(
        "".join(mail(n, *turn, parent=n - 1 if n else None) for n, turn in enumerate(turns))
    )
    return path


def run(*words: str) -> tuple[int, str]:
    """Run the command in this process."""
    answer = CliRunner().invoke(app, ["mirror", *words], env={"TEVOET_LANGUAGE": "en-gb"})
    if isinstance(answer.exception, Refusal):
        raise answer.exception
    return answer.exit_code, answer.output


def as_json(mailbox: Path, *words: str) -> dict[str, Any]:
    """Return the one object that is printed."""
    code, said = run(
        str(mailbox), "--me", "Anna@voorbeeld.example", "--now", NOW.isoformat(), "--json", *words
    )
    assert code == 0, said
    found: dict[str, Any] = json.loads(said)
    return found


def test_one_object_is_printed(mailbox: Path) -> None:
    found = as_json(mailbox)
    assert set(found) >= JSON_KEYS
    assert (found["read"], found["kept"], found["conversations"]) == (7, 7, 1)
    assert found["moments"] == {"mail": 7}
    bram = found["people"][0]
    assert bram["address"] == "bram@voorbeeld.example"
    assert (bram["sent"], bram["received"]) == (3, 4)
    assert bram["mail_share@1"] == 1.0


def test_ping_pong_is_better_as_a_call(mailbox: Path) -> None:
    firm = [hint for hint in as_json(mailbox)["hints"] if hint["kind"] == "better_as_a_call"]
    assert [(hint["strength"], hint["turns"]) for hint in firm] == [("firm", 6)]


def test_words_never_leave_the_reader(mailbox: Path) -> None:
    assert "geheim" not in json.dumps(as_json(mailbox))


def test_a_table_is_printed(mailbox: Path) -> None:
    code, said = run(str(mailbox), "--me", "anna@voorbeeld.example", "--now", NOW.isoformat())
    assert code == 0
    assert "bram@voorbeeld.example" in said
    assert "6 turns by mail" in said
    assert "Read 7 = kept 7" in said
    assert "The numbers are of the last 28 days." in said


def test_the_table_is_dutch_in_a_dutch_terminal(mailbox: Path) -> None:
    words = ["mirror", str(mailbox), "--me", "anna@voorbeeld.example", "--now", NOW.isoformat()]
    said = CliRunner().invoke(app, words, env={"TEVOET_LANGUAGE": "", "LANG": "nl_NL.UTF-8"})
    assert "De getallen gaan over de laatste 28 dagen." in said.output


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (("--me", "anna"), "not-an-address"),
        (("--me", "a@b.example", "--tz", "Europe/Nowhere"), "not-a-time-zone"),
        (("--me", "a@b.example", "--hours", "17-9"), "not-hours"),
        (("--me", "a@b.example", "--since", "gisteren"), "not-a-day"),
    ],
)
def test_a_wrong_word_is_refused_with_a_sentence(
    mailbox: Path, words: tuple[str, ...], slug: str
) -> None:
    with pytest.raises(Refusal) as refused:
        run(str(mailbox), *words)
    assert refused.value.slug == slug


def test_nothing_to_read_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    ran = subprocess.run(  # noqa: S603 - our own command
        [Path(sys.executable).with_name("tevoet"), "mirror", tmp_path, "--me", "a@b.example"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_the_command_line_loads_no_django(mailbox: Path) -> None:
    code = (
        "import sys\nfrom tevoet.cli.main import app\n"
        f"words = ['mirror', {str(mailbox)!r}, '--me', 'a@b.example', '--json']\n"
        "app(words, standalone_mode=False)\n"
        "sys.exit('django' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603 - our own text
    assert ran.returncode == 0, ran.stderr


def test_one_page_is_written(mailbox: Path, tmp_path: Path) -> None:
    page = tmp_path / "spiegel.html"
    tevoet = Path(sys.executable).with_name("tevoet")
    command: list[str | Path] = [tevoet, "mirror", mailbox, "--me", "anna@voorbeeld.example"]
    ran = subprocess.run(  # noqa: S603 - our own command
        [*command, "--html", page, "--now", NOW.isoformat()],
        env={"TEVOET_LANGUAGE": "nl", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert page.stat().st_mode & 0o077 == 0, "the page says that only its owner has it"
    written = page.read_text()
    assert "bram@voorbeeld.example" in written
    assert "geheim" not in written
    assert '<html lang="nl">' in written
    for outside in ("<script", "<link", "src=", "http://", "https://"):
        assert outside not in written.replace("http://www.w3.org/2000/svg", "")


def test_a_folder_that_is_not_there_is_said_before_reading(mailbox: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        run(str(mailbox), "--me", "a@b.example", "--html", str(tmp_path / "nowhere" / "x.html"))
    assert refused.value.slug == "no-such-folder"


def test_a_mailbox_of_somebody_else_is_said_to_be_so(mailbox: Path) -> None:
    words = ["mirror", str(mailbox), "--me", "evi@voorbeeld.example", "--now", NOW.isoformat()]
    answer = CliRunner().invoke(app, [*words, "--json"], env={"TEVOET_LANGUAGE": "en-gb"})
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["me_seen"] is False
    assert answer.stderr.splitlines() == [
        "None of evi@voorbeeld.example occurs in these files. The most frequent address is"
        " anna@voorbeeld.example: write --me with your own."
    ]
    assert as_json(mailbox)["me_seen"] is True


def test_a_chat_without_a_known_owner_asks_for_the_name_there(
    mailbox: Path, tmp_path: Path
) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text(
        "13-11-2026 10:00 - Anna Smit: x\n13-11-2026 10:01 - Bram: y\n", encoding="utf-8"
    )
    words = ["mirror", str(mailbox), str(chat), "--me", "anna@voorbeeld.example"]
    answer = CliRunner().invoke(app, words, env={"TEVOET_LANGUAGE": "en-gb"})
    assert "not known who you are in these chats" in answer.stderr
    assert "occurs in these files" not in answer.stderr
    answer = CliRunner().invoke(app, [*words, "--me", "whatsapp:anna smit"])
    assert answer.stderr == ""


def test_a_zip_is_read_and_a_broken_one_is_said(mailbox: Path) -> None:
    with zipfile.ZipFile(mailbox.parent / "all.zip", "w") as archive:
        archive.write(mailbox, "Takeout/Mail/Inbox")
    (mailbox.parent / "broken.zip").write_bytes(b"PK\x03\x04mail")
    said = run(str(mailbox.parent), "--me", "anna@voorbeeld.example", "--now", NOW.isoformat())[1]
    assert "twice 7" in said
    assert (
        "1 × broken.zip: This zip is damaged. Pack the files anew, and give that zip."
        in " ".join(said.split())
    )
    with pytest.raises(Refusal, match="This zip is damaged"):
        run(str(mailbox.parent / "broken.zip"), "--me", "anna@voorbeeld.example")


def test_a_remark_about_a_whole_file_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "WORKER", "tests.adapters.outlook.broken_worker")
    (tmp_path / "a.pst").write_bytes(b"!BDN mail mail")
    said = run(str(tmp_path), "--me", "anna@example.org")[1]
    assert "does not lock the file with it" in " ".join(said.split())
    answer = json.loads(run(str(tmp_path), "--me", "anna@example.org", "--json")[1])
    assert answer["remarks"] == ["store_has_password"]


def test_what_was_refused_is_said_in_dutch_without_any_settings(mailbox: Path) -> None:
    (mailbox.parent / "a.pst").write_bytes(b"!BDN")
    tevoet = Path(sys.executable).with_name("tevoet")
    ran = subprocess.run(  # noqa: S603 - our own command
        [tevoet, "mirror", mailbox, mailbox.parent / "a.pst", "--me", "anna@voorbeeld.example"],
        env={"TEVOET_LANGUAGE": "nl", "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "a.pst: Het Outlook-gegevensbestand is beschadigd." in " ".join(ran.stdout.split())
