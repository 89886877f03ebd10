"""A mailbox on a server: its password is sealed, and used while the key is lent."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection as database
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.adapters.mail.imap.liar import Liar, liar, says
from tests.contact.letters import ANNA, BRAM
from tests.keys import lend
from tevoet.contact import access as ways
from tevoet.contact import archive as archives
from tevoet.contact import sources as door
from tevoet.contact.access import Access, may_be_private
from tevoet.contact.actions import mailboxes
from tevoet.contact.actions.mailboxes import Lent, add, read_now
from tevoet.contact.actions.sources import remove
from tevoet.contact.export import files_of
from tevoet.contact.joining import catch_up
from tevoet.contact.models import Arrival, Mailbox, Reading, Source
from tevoet.people.models import Connection, Person
from tevoet.refusal import Refusal
from tevoet.vault import age
from tevoet.vault.mirrorkey import MirrorKey, seal_for
from tevoet.vault.models import Keyring, Loan

PASSWORD = "wachtwoord-van-de-mailbox"
ACCESS = Access("mail.example", 993, ANNA)


def sealed_for(person: Person, password: str) -> bytes:
    """Seal a password as the browser does."""
    keyring = Keyring.objects.of(person)
    assert keyring is not None
    return seal_for(keyring, password.encode())


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Liar]:
    """A server of ten mails, which is asked without encryption: it is on loopback."""
    with liar(Liar(text=letter_of)) as made:
        monkeypatch.setattr(door, "Account", lambda **_: made.account(secret=PASSWORD))
        settings.MAIL_SERVERS = ["mail.example"]
        yield made


def letter_of(number: int) -> bytes:
    """Write the headers of a mail between Anna and Bram, in turn, of these days."""
    at = timezone.now() - timedelta(days=3, minutes=-number)
    two = (ANNA, BRAM) if number % 2 else (BRAM, ANNA)
    parent = f"In-Reply-To: <{number - 1}@werk.example>\r\n" if number > 1 else ""
    return (
        f"From: {two[0]}\r\nTo: {two[1]}\r\nDate: {at:%a, %d %b %Y %H:%M:%S} +0000\r\n"
        f"Message-ID: <{number}@werk.example>\r\n{parent}\r\n"
    ).encode()


@pytest.fixture
def as_anna(sign_in: Callable[[Person], Client], anna: Person) -> Client:
    """Anna, signed in, in English."""
    client = sign_in(anna)
    client.cookies["tevoet-language"] = "en-gb"
    return client


@pytest.fixture
def source(anna: Person, key: MirrorKey, connection: Connection, server: Liar) -> Source:
    """Anna's mailbox, not read yet."""
    return add(anna, access=ACCESS, password=sealed_for(anna, PASSWORD))


@pytest.fixture
def lent(key: MirrorKey) -> Lent:
    """A key that stays lent."""
    return Lent(key)


def everything() -> bytes:
    """Return all bytes of all tables."""
    found = b""
    with database.cursor() as cursor:
        for name in database.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {database.ops.quote_name(name)}")  # noqa: S608 - ours
            for row in cursor.fetchall():
                found += b"".join(
                    bytes(one) if isinstance(one, bytes | memoryview) else repr(one).encode()
                    for one in row
                )
    return found


def test_what_is_kept_is_sealed(source: Source, lent: Lent, server: Liar) -> None:
    assert bytes(source.mailbox.access).startswith(b"age-encryption.org/v1")
    assert read_now(source, lent=lent).state == Reading.State.ARRIVED
    kept = everything()
    for text in (PASSWORD.encode(), b"mail.example", b"INBOX", b"msg", b"werk.example"):
        assert text not in kept


def test_it_is_read_and_later_only_what_is_new(source: Source, lent: Lent, server: Liar) -> None:
    assert read_now(source, lent=lent).outcome["kept"] == 10
    catch_up(source.owner, archives.of(source.owner, lent.key))
    again = read_now(Source.objects.get(), lent=lent)
    assert (again.outcome["read"], again.state) == (0, Reading.State.DONE)
    server.uids = range(1, 13)
    assert read_now(Source.objects.get(), lent=lent).outcome["kept"] == 2
    archive = archives.of(source.owner, lent.key)
    catch_up(source.owner, archive)
    with door.Moments(archive.moments(source.owner).content) as moments:
        assert moments.count() == 12


def test_without_a_key_nothing_is_opened_and_nothing_asked(source: Source, server: Liar) -> None:
    for key in (None, give_keys_of_nobody()):
        with pytest.raises(Refusal) as told:
            read_now(source, lent=Lent(key))
        assert told.value.slug == "mirror-is-locked"
    assert (server.connections, Reading.objects.count()) == (0, 0)


def give_keys_of_nobody() -> MirrorKey:
    """Return a key that is of no keyring here."""
    return MirrorKey(age.make_keys().mirror)


def test_a_reading_ends_with_the_loan(source: Source, key: MirrorKey) -> None:
    reading = read_now(source, lent=Lent(key, loan=4711))
    assert (reading.refusal, Arrival.objects.count()) == ("loan-ended", 0)
    assert not bytes(Mailbox.objects.get().standing), "it begins where it was"


def test_a_drop_takes_nothing_over(source: Source, lent: Lent, server: Liar) -> None:
    server.lies["UID FETCH"] = says(ending=b"BAD no")
    reading = read_now(source, lent=lent)
    assert reading.refusal == "mail-server-not-understood"
    assert (Arrival.objects.count(), bytes(Mailbox.objects.get().standing)) == (0, b"")


def test_who_fails_too_often_waits(source: Source, lent: Lent, server: Liar) -> None:
    server.lies["AUTHENTICATE"] = says(ending=b"NO [AUTHENTICATIONFAILED] no")
    told = []
    for _ in range(12):
        try:
            told.append(read_now(Source.objects.get(), lent=lent).refusal)
        except Refusal as refusal:
            told.append(refusal.slug)
    assert told[0] == "mail-password-refused"
    assert told[-1] == "wait-with-this-mailbox"


def test_removing_takes_password_and_moments_along(source: Source, lent: Lent) -> None:
    read_now(source, lent=lent)
    archive = archives.of(source.owner, lent.key)
    catch_up(source.owner, archive)
    remove(Source.objects.get())
    assert not Mailbox.objects.exists()
    catch_up(source.owner, archive)
    assert not Source.objects.exists()
    with door.Moments(archive.moments(source.owner).content) as moments:
        assert moments.count() == 0


def test_what_one_takes_along_has_no_open_password(anna: Person, source: Source) -> None:
    files = dict(files_of(anna))
    assert files[f"mirror/mailbox-{source.pk}.age"].startswith(b"age-encryption.org/v1")
    assert PASSWORD.encode() not in b"".join(files.values())


@pytest.mark.parametrize(
    ("named", "host", "port", "expected"),
    [
        ([], "imap.example.org", 993, False),
        ([], "imap.example.org", 143, False),
        ([], "imap.example.org", 22, None),
        (["imap.example.org"], "IMAP.example.org", 993, True),
        (["imap.example.org"], "imap.example.org", 22, None),
        (["imap.example.org"], "other.example.org", 993, None),
        (["mail.intern:10993"], "mail.intern", 10993, True),
        (["mail.intern:10993"], "mail.intern", 993, None),
    ],
)
def test_the_keeper_says_what_may_be_read(
    settings: Settings, named: list[str], host: str, port: int, expected: bool | None
) -> None:
    settings.MAIL_SERVERS = named
    if expected is None:
        with pytest.raises(Refusal) as told:
            may_be_private(host, port)
        assert told.value.slug == "mail-server-not-reached"
    else:
        assert may_be_private(host, port) is expected


def test_on_an_own_machine_everything_may_be_read(settings: Settings) -> None:
    settings.MINE = True
    assert may_be_private("127.0.0.1", 1143)


def test_a_page_reads_with_a_key_on_loan(
    as_anna: Client, source: Source, key: MirrorKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[Reading, Lent]] = []
    monkeypatch.setattr(mailboxes, "start", lambda *two: begun.append(two))
    address = f"/sources/{source.pk}/"
    assert as_anna.post(f"{address}reading/").status_code == 422
    headers = lend(as_anna, key)
    assert as_anna.post(f"{address}reading/", headers=headers).status_code == 302
    assert b"of 0 messages" in as_anna.get(address, headers=headers).content
    assert as_anna.post(f"{address}reading/", headers=headers).status_code == 422, "one at a time"
    Loan.objects.all().delete()
    assert mailboxes.read(*begun[0]).refusal == "loan-ended"
    mailboxes.room.release()


def test_another_password_takes_the_place_of_the_old(
    as_anna: Client, source: Source, key: MirrorKey
) -> None:
    address = f"/sources/{source.pk}/password/"
    for wrong in ({"password": ""}, {"sealed": "?"}, {"sealed": b64encode(b"open").decode()}):
        assert as_anna.post(address, wrong).status_code == 422
    archive = archives.of(source.owner, key)
    sealed = b64encode(sealed_for(source.owner, " nieuw ")).decode()
    for given in ({"password": " nieuw "}, {"sealed": sealed, "password": ""}):
        Mailbox.objects.update(password=b"")
        assert as_anna.post(address, given).status_code == 302
        assert ways.password_of(Mailbox.objects.get(), archive) == " nieuw "


def test_a_mailbox_is_kept_by_its_form(as_anna: Client, key: MirrorKey, server: Liar) -> None:
    form = {"port": "993", "user": ANNA, "password": PASSWORD, "addresses": ANNA}
    wrong = as_anna.post("/sources/mailbox/", {**form, "host": "https://mail.example/"})
    assert (wrong.status_code, PASSWORD.encode() in wrong.content) == (422, False)
    other = as_anna.post("/sources/mailbox/", {**form, "host": "other.example"})
    assert (other.status_code, Source.objects.count()) == (422, 0)
    answer = as_anna.post("/sources/mailbox/", {**form, "host": "mail.example"})
    assert answer.status_code == 302
    page = as_anna.get(answer["Location"]).content
    assert b"data-sealed" in page, "a page that its script can open"
    assert ANNA.encode() not in page
