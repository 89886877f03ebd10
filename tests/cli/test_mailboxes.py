"""`tevoet mirror imap://…`: a mailbox on a server, and where its password comes from."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.adapters.mail.imap.conftest import server
from tests.adapters.mail.imap.dovecot import PASSWORD, Dovecot, give
from tests.adapters.mail.imap.test_dovecot import crlf
from tests.adapters.mail.mailboxes import message
from tevoet.adapters.mail.imap.account import Security
from tevoet.cli.mailboxes import Mailbox, account, is_mailbox, mailbox
from tevoet.cli.main import app
from tevoet.refusal import Refusal

__all__ = ["server"]


def run(*words: str, password: str = PASSWORD) -> tuple[int, str]:
    """Run the command in this process."""
    surroundings = {"TEVOET_LANGUAGE": "en-gb", "TEVOET_IMAP_PASSWORD": password}
    answer = CliRunner().invoke(app, ["mirror", *words], env=surroundings)
    if isinstance(answer.exception, Refusal):
        raise answer.exception
    return answer.exit_code, answer.output


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("imap://anna@voorbeeld.example@imap.example/", (993, Security.IMPLICIT)),
        ("imap://anna%40voorbeeld.example@imap.example", (993, Security.IMPLICIT)),
        ("imap://anna@voorbeeld.example@imap.example:143/", (143, Security.STARTTLS)),
        ("imap://anna@voorbeeld.example@imap.example:1143/", (1143, Security.STARTTLS)),
        ("imaps://anna@voorbeeld.example@imap.example:1993/", (1993, Security.IMPLICIT)),
        ("imaps://anna@voorbeeld.example@imap.example:143/", (143, Security.STARTTLS)),
        ("imap://anna@voorbeeld.example@imap.example:993/", (993, Security.IMPLICIT)),
    ],
)
def test_an_address_says_where_and_whose(text: str, expected: tuple[int, Security]) -> None:
    assert is_mailbox(text)
    assert mailbox(text) == Mailbox("anna@voorbeeld.example", "imap.example", *expected)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("imap://anna:geheim@imap.example/", "password-in-address"),
        ("imap://imap.example/", "not-a-mailbox"),
        ("imap://anna@imap.example/INBOX", "not-a-mailbox"),
        ("imap://anna@imap.example:99999/", "not-a-mailbox"),
        ("imap://", "not-a-mailbox"),
    ],
)
def test_a_wrong_address_is_refused_with_a_sentence(text: str, slug: str) -> None:
    with pytest.raises(Refusal) as told:
        run(text, "--me", "anna@voorbeeld.example")
    assert told.value.slug == slug
    assert "geheim" not in str(told.value)


def test_a_file_is_no_mailbox() -> None:
    assert not is_mailbox("imap")
    assert not is_mailbox("/home/anna/imap/")


def test_without_a_terminal_a_password_must_be_given() -> None:
    with pytest.raises(Refusal) as told:
        run("imap://anna@imap.example/", "--me", "anna@voorbeeld.example", password="")
    assert told.value.slug == "nobody-to-ask"


def test_a_token_goes_before_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEVOET_IMAP_TOKEN", "ya29.x")
    made = account(mailbox("imap://anna@imap.example/"))
    assert (made.is_bearer, made.secret) == (True, "ya29.x")


def test_a_mailbox_on_a_server_gives_the_same_answer_as_its_file(
    server: Dovecot, tmp_path: Path
) -> None:
    messages = [message(n) for n in range(30)]
    give(server, [crlf(text) for text in messages])
    files = tmp_path / "files"
    files.mkdir()
    for number, text in enumerate(messages):
        (files / f"{number}.eml").write_text(text)
    more = ["--me", "anna@example.org", "--now", "2026-06-02", "--json"]
    told = [
        json.loads(run(where, *more)[1])
        for where in (f"imaps://anna@localhost:{server.implicit}/", str(files))
    ]
    assert told[0] == told[1]
    assert told[0]["kept"] == 30
    both = json.loads(run(f"imap://anna@localhost:{server.starttls}/", str(files), *more)[1])
    assert (both["kept"], both["duplicate"]) == (30, 30)


def test_a_wrong_password_ends_with_what_to_do(server: Dovecot) -> None:
    where = f"imaps://anna@localhost:{server.implicit}/"
    with pytest.raises(Refusal) as told:
        run(where, "--me", "a@b.example", password="verkeerd")
    assert told.value.slug == "mail-password-refused"
