"""A real Dovecot: nothing but headers is asked, and the same comes out as of files."""

from __future__ import annotations

import imaplib
import mailbox
import re
import ssl
from pathlib import Path

import pytest

from tests.adapters.mail.imap.certificates import certificate
from tests.adapters.mail.imap.dovecot import PASSWORD, USER, Dovecot, give
from tests.adapters.mail.mailboxes import OPTIONS, joined, mbox, message, written
from tests.adapters.reading.test_reading import conversation
from tests.adapters.reading.test_reading import gather as gather_files
from tevoet.adapters.mail.imap.account import Account
from tevoet.adapters.mail.imap.reading import Standing, read
from tevoet.engines.moments.gathering import Gathering, Reading
from tevoet.refusal import Refusal

ALLOWED = re.compile(
    rb"(CAPABILITY|NAMESPACE|LOGOUT|LIST|STATUS|EXAMINE|UID SEARCH UID \d+:\*"
    rb"|UID FETCH [\d:,]+ \(UID (FLAGS INTERNALDATE )?BODY\.PEEK\[HEADER\.FIELDS \([A-Z -]+\)\]\))"
)


def gather(account: Account, standing: Standing | None = None) -> Reading:
    gathering = Gathering(OPTIONS)
    for batch in read(account, OPTIONS, standing):
        gathering.add(batch)
    return gathering.finish()


def commands(server: Dovecot) -> list[bytes]:
    """Return what was asked of the server, without the time and the tag before it."""
    return [line.split(b" ", 2)[2] for line in server.said().splitlines() if line.count(b" ") > 1]


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def test_nothing_but_headers_is_asked_and_nothing_is_marked_as_seen(server: Dovecot) -> None:
    secret = "geheime tekst van Bram"
    give(server, [crlf(message(n, f"Subject: {secret}\n", secret)) for n in range(1200)])
    assert gather(server.account()).ledger.kept == 1200
    told = server.settled(1)
    asked = commands(server)
    assert [one for one in asked if not ALLOWED.match(one)] == []
    assert sum(b"UID FETCH" in one for one in asked) == 3
    answered = server.answered()
    assert answered.count(b"Message-ID: ") == 1200
    assert secret.encode() not in answered
    assert b"Subject" not in answered
    assert re.findall(r"hdr_count=(\d+).* body_count=(\d+) body_bytes=(\d+)", told) == [
        ("1200", "0", "0")
    ]
    assert not [one for one in (server.mail / "cur").iterdir() if not one.name.endswith("2,")]


def test_a_second_reading_asks_for_what_is_new_alone(server: Dovecot) -> None:
    give(server, [crlf(message(n)) for n in range(20)])
    standing: Standing = {}
    assert gather(server.account(), standing).ledger.read == 20
    server.settled(1)
    before = len(commands(server))
    assert gather(server.by_starttls, standing).ledger.read == 0
    server.settled(2)
    assert not [one for one in commands(server)[before:] if b"EXAMINE" in one], "one line will do"
    with owner(server) as box:
        box.append("INBOX", None, None, crlf(message(99)))
    assert gather(server.account(), standing).ledger.read == 1
    with owner(server) as box:
        box.select()
        box.store("1:5", "+FLAGS", "\\Deleted")
        box.expunge()
    assert gather(server.account(), standing).ledger.read == 0, "what went is no news"


def test_folders_are_told_apart_and_drafts_set_aside(server: Dovecot) -> None:
    with owner(server) as box:
        for number, folder in enumerate(("Verzonden", "Ongewenst", "Prullenbak", '"Caf&AOk-"')):
            box.create(folder)
            box.append(folder, None, None, crlf(message(number)))
        box.append("INBOX", "(\\Draft)", None, crlf(message(9)))
        box.append("INBOX", None, '" 1-Jun-2026 12:00:00 +0200"', crlf(undated(10)))
        box.append("INBOX", None, None, b"X-Nobody: wrote this\r\n\r\ntext")
    reading = gather(server.account())
    assert reading.ledger.kept == 3
    assert reading.ledger.automatic == {"draft": 1}
    assert reading.ledger.refusals["no_headers"].examples == ["INBOX, message 3"]
    assert max(one.at for one in reading.moments()) == 1_780_308_000, "its arrival dates it"


def undated(number: int) -> str:
    """Write a message without a Date."""
    return re.sub(r"Date: .*\n", "", message(number))


@pytest.mark.parametrize("is_odd", [False, True])
def test_one_folder_read_in_four_ways_gives_the_same_moments(
    server: Dovecot, tmp_path: Path, is_odd: bool
) -> None:
    messages = [conversation(number) for number in range(40)]
    if is_odd:
        messages += [ODD.replace("NUMBER", str(number)) for number in range(3)]
    written(tmp_path / "mbox", mbox(*messages))
    box = mailbox.Maildir(tmp_path / "maildir")
    for number, text in enumerate(messages):
        box.add(text.encode())
        written(tmp_path / "eml" / f"{number}.eml", text)
    give(server, [crlf(text) for text in messages])
    files = [list(gather_files(tmp_path / name).moments()) for name in ("mbox", "maildir", "eml")]
    assert files[0] == files[1] == files[2]
    assert list(gather(server.account()).moments()) == files[0]


ODD = """Received: from a by b; Tue, 2 Jun 2026 08:00:00 +0000
From: =?utf-8?q?B=C3=A9?= <be@example.org>
To: anna@example.org,
\t"Bram, de" <bram@example.org>
To: nog.een@example.org
Cc: undisclosed-recipients:;
Message-ID: <odd-NUMBER@example.org>
References: <1@example.org>
 <2@example.org>
List-Id: lijst <lijst.example.org>
Subject: twee
 regels

From hier is het tekst
"""


def test_a_certificate_of_another_name_is_refused_before_the_password(server: Dovecot) -> None:
    with pytest.raises(Refusal) as told:
        gather(server.account(host="localhost.localdomain"))
    assert told.value.slug in {"mail-server-not-trusted", "mail-server-not-reached"}
    with pytest.raises(Refusal) as told:
        gather(server.account(host="127.0.0.2"))
    assert told.value.slug in {"mail-server-not-trusted", "mail-server-not-reached"}
    assert server.said() == b""


@pytest.mark.parametrize("is_later", [False, True])
def test_an_authority_nobody_trusts_is_refused(
    server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_later: bool
) -> None:
    other = certificate(tmp_path / "other").authority
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    with pytest.raises(Refusal) as told:
        gather(server.by_starttls if is_later else server.account())
    assert told.value.slug == "mail-server-not-trusted"
    assert PASSWORD not in str(told.value)
    assert server.said() == b""


def test_a_wrong_password_is_refused_with_what_to_do(server: Dovecot) -> None:
    with pytest.raises(Refusal) as told:
        gather(server.account(secret="verkeerd"))
    assert told.value.slug == "mail-password-refused"
    assert "app password" in str(told.value)


def owner(server: Dovecot) -> imaplib.IMAP4_SSL:
    """Let the owner of the mailbox come in, with a program of others."""
    context = ssl.create_default_context()
    box = imaplib.IMAP4_SSL("localhost", server.implicit, ssl_context=context)
    box.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
    return box


def test_progress_ends_at_the_whole(server: Dovecot) -> None:
    give(server, [crlf(message(n)) for n in range(7)])
    steps: list[tuple[int, int]] = []
    joined(read(server.account(), OPTIONS, {}, lambda done, total: steps.append((done, total))))
    assert (steps[0], steps[-1]) == ((0, 7), (7, 7))
    assert steps == sorted(steps)
