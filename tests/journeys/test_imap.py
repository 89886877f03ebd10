"""A leader with a mailbox on a server and nothing else gets a useful page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.adapters.mail.imap.dovecot import PASSWORD, USER, Dovecot, dovecot, give
from tests.browser import check_axe
from tests.contact.letters import ANNA, BRAM
from tests.journeys.conftest import NewContext
from tests.journeys.test_lent import JOINING_MS, opened, unlock
from tests.keys import give_keyring
from tevoet.contact.actions import mailboxes
from tevoet.contact.models import Mailbox, Reading
from tevoet.people.models import Connection, Person


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Dovecot]:
    """Anna's mailbox on a real server, which the keeper named."""
    with dovecot() as made:
        monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate.authority))
        monkeypatch.setattr(mailboxes, "start", beside)
        settings.MAIL_SERVERS = [f"localhost:{made.implicit}"]
        give(made, [letter(number) for number in range(8)])
        yield made


def beside(reading: Reading, lent: mailboxes.Lent) -> None:
    """Read in a thread instead of a process: what is kept here is in the memory of this one."""

    def read() -> None:
        try:
            mailboxes.read(reading, lent)
        finally:
            mailboxes.room.release()
            connections.close_all()

    threading.Thread(target=read, daemon=True).start()


def letter(number: int) -> bytes:
    """Write a mail of a ping-pong of yesterday, each an hour after the one before."""
    at = datetime.now(UTC) - timedelta(hours=30 - number)
    sender, to = (ANNA, BRAM) if number % 2 else (BRAM, ANNA)
    parent = f"In-Reply-To: <{number - 1}@werk.example>\r\n" if number else ""
    return (
        f"From: {sender}\r\nTo: {to}\r\nDate: {at:%a, %d %b %Y %H:%M:%S} +0000\r\n"
        f"Message-ID: <{number}@werk.example>\r\n{parent}Subject: geheim\r\n\r\nook geheim\r\n"
    ).encode()


def name_it(page: Page, server: Dovecot, password: str) -> None:
    """Fill in where the mailbox is."""
    page.goto("/sources/")
    page.get_by_role("link", name="Or read a mailbox on a server").click()
    page.get_by_label("Mail server").fill("localhost")
    page.get_by_label("Port").fill(str(server.implicit))
    page.get_by_label("User name").fill(USER)
    page.get_by_label("Password of this mailbox").fill(password)
    check_axe(page)
    page.get_by_role("button", name="Keep this mailbox, sealed").click()


def give_another(page: Page) -> None:
    """Give the right password in place of the wrong one."""
    page.get_by_text("Give another password").click()
    page.get_by_label("Password of this mailbox").fill(PASSWORD)
    page.get_by_role("button", name="Seal this password").click()
    expect(page.get_by_text("The new password is sealed")).to_be_visible()


def test_a_mailbox_on_a_server_becomes_one_act(
    new_context: NewContext, anna: Person, bram: Person, connection: Connection, server: Dovecot
) -> None:
    bram.phone_numbers.create(number="+31201234567")
    secret = give_keyring(anna)
    page = new_context(person=anna, language="en-gb", phone=True).new_page()
    name_it(page, server, "verkeerd")
    expect(page.get_by_role("button", name="Open my mirror")).to_be_visible()
    check_axe(page)
    unlock(page, secret)
    opened(page)
    check_axe(page)
    page.get_by_role("button", name="Read this mailbox").click()
    expect(page.locator("main")).to_contain_text("does not accept this", timeout=JOINING_MS)
    opened(page)
    give_another(page)
    opened(page)
    page.get_by_role("button", name="Read this mailbox").click()
    expect(page.locator("main")).to_contain_text("8 moments of contact came in", timeout=JOINING_MS)
    opened(page)
    check_axe(page)
    page.get_by_role("button", name="Read what is new").click()
    expect(page.locator("main")).to_contain_text("0 moments of contact", timeout=JOINING_MS)
    assert PASSWORD.encode() not in bytes(Mailbox.objects.get().password)
    page.goto("/")
    opened(page)
    expect(page.locator("main")).to_contain_text("mailed back and forth")
    expect(page.locator("main")).to_contain_text("Bram")
