"""A second server, written by others from scratch: pymap, by STARTTLS."""

from __future__ import annotations

import imaplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.mail.imap.certificates import certificate
from tests.adapters.mail.imap.dovecot import free_port
from tests.adapters.mail.imap.test_dovecot import crlf, gather
from tests.adapters.mail.mailboxes import mbox, message, written
from tests.adapters.reading.test_reading import conversation
from tests.adapters.reading.test_reading import gather as gather_files
from tevoet.adapters.mail.imap.account import Account, Security
from tevoet.adapters.mail.imap.reading import Standing

PASSWORD = "ander-geheim"


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    """A mailbox there, with the folders that pymap shows of itself."""
    made, port = certificate(tmp_path / "tls"), free_port()
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    command = [str(Path(sys.executable).with_name("pymap")), "--no-service", "managesieve"]
    command += ["--no-service", "admin", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--cert", str(made.chain), "--key", str(made.key), "dict", "--demo-data"]
    command += ["--demo-user", "anna", "--demo-password", PASSWORD]
    with subprocess.Popen(command, cwd=tmp_path) as running:  # noqa: S603 - our own command
        try:
            wait_for(port)
            yield Account(
                host="127.0.0.1",
                port=port,
                user="anna",
                secret=PASSWORD,
                security=Security.STARTTLS,
                is_private_allowed=True,
            )
        finally:
            running.terminate()
            running.wait(20)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("pymap did not begin")


def put(account: Account, messages: list[str]) -> None:
    """Empty the inbox and put messages into it."""
    with imaplib.IMAP4(account.host, account.port) as box:
        box.starttls(ssl.create_default_context())
        box.login(account.user, account.secret)
        box.select("INBOX")
        box.store("1:*", "+FLAGS", "\\Deleted")
        box.expunge()
        for text in messages:
            box.append("INBOX", None, None, crlf(text))


def test_the_same_moments_come_out_as_of_files(account: Account, tmp_path: Path) -> None:
    before = gather(account).ledger.read  # what pymap shows of itself
    messages = [conversation(number) for number in range(30)]
    put(account, messages)
    written(tmp_path / "mbox", mbox(*messages))
    own = {moment.id for moment in gather_files(tmp_path / "mbox").moments()}
    read = {moment.id: moment for moment in gather(account).moments()}
    assert [read[one] for one in sorted(own)] == sorted(
        gather_files(tmp_path / "mbox").moments(), key=lambda moment: moment.id
    )
    assert before > 0


def test_what_is_new_is_read_alone_without_any_state_of_the_server(account: Account) -> None:
    put(account, [message(n) for n in range(5)])
    standing: Standing = {}
    assert gather(account, standing).ledger.kept >= 5
    assert gather(account, standing).ledger.read == 0
    with imaplib.IMAP4(account.host, account.port) as box:
        box.starttls(ssl.create_default_context())
        box.login(account.user, account.secret)
        box.append("INBOX", None, None, crlf(message(77)))
    assert gather(account, standing).ledger.kept == 1
