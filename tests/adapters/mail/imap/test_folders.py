"""Which folders are read, and what their names are."""

import pytest

from tests.adapters.mail.imap.liar import Liar, liar, says
from tests.adapters.mail.mailboxes import OPTIONS
from tevoet.adapters.mail.imap.folders import folders, listed
from tevoet.adapters.mail.imap.names import shown
from tevoet.adapters.mail.imap.reading import read
from tevoet.adapters.mail.imap.session import Response, Session, quoted


def read_of(*lines: bytes, more: bytes = b"", namespace: bytes = b"") -> list[str]:
    """Return the names of the folders that are read, of those a server lists."""
    made = Liar(folders=lines, capabilities=b"IMAP4rev1 " + more)
    if namespace:
        made.lies["NAMESPACE"] = says(b"* NAMESPACE " + namespace)
    with liar(made):
        session = Session.open(made.account())
        found = folders(session)
        session.close()
    return [one.name for one in found]


def test_what_servers_say_of_their_folders_counts() -> None:
    assert read_of(
        b'(\\HasNoChildren) "/" INBOX',
        b'(\\Sent) "/" "Sent Items"',
        b'(\\Junk) "/" Anders',
        b'(\\Trash) "/" Weg',
        b'() "/" "Weg/van vorig jaar"',
        b'(\\Drafts) "/" Klad',
        b'(\\Noselect) "/" Mappen',
        b'(\\Flagged) "/" Ster',
        b'(\\All) "/" Alles',
        b'(\\Archive) "/" Archief',
        b'() "/" Wegen',
    ) == ["INBOX", "Sent Items", "Archief", "Wegen"]


def test_without_a_word_of_the_server_names_count() -> None:
    assert read_of(
        b'() "." INBOX',
        b'() "." INBOX.Verzonden',
        b'() "." "INBOX.Ongewenste e-mail"',
        b'() "." INBOX.Prullenbak',
        b'() "." INBOX.Concepten',
        b'() "." "INBOX.&AMk-l&AOk-ments supprim&AOk-s"',
        b'() "." Agenda',
        b'() "." INBOX.Spamfilterproject',
    ) == ["INBOX", "INBOX.Verzonden", "INBOX.Spamfilterproject"]


def test_a_name_counts_for_nothing_where_the_server_says_it_itself() -> None:
    assert read_of(b'(\\Trash) "/" Weg', b'() "/" Trash', b'() "/" Concept') == ["Trash", "Concept"]


def test_of_gmail_the_one_folder_of_all_mail_is_read() -> None:
    lines = (b'() "/" INBOX', b'(\\All) "/" "[Gmail]/Alle e-mail"', b'(\\Sent) "/" "[Gmail]/Verz"')
    assert read_of(*lines, more=b"X-GM-EXT-1") == ["[Gmail]/Alle e-mail"]
    assert read_of(*lines) == ["INBOX", "[Gmail]/Verz"]


def test_folders_of_others_and_shared_ones_are_not_read() -> None:
    lines = (b'() "/" INBOX', b'() "/" "user/bram/INBOX"', b'() "/" "Gedeeld/Info"')
    spaces = b'(("" "/")) (("user/" "/")) (("Gedeeld/" "/")("#public/" "/"))'
    assert read_of(*lines, more=b"NAMESPACE", namespace=spaces) == ["INBOX"]
    assert len(read_of(*lines, more=b"NAMESPACE", namespace=b'(("" "/")) NIL NIL')) == 3


def test_a_name_may_come_as_a_literal_and_without_levels() -> None:
    line = Response(b"* LIST (\\Marked) NIL {5}", (b'a"b\\c',))
    assert (found := listed(line))
    assert (found.raw, found.name, found.delimiter) == (b'a"b\\c', 'a"b\\c', b"\0")
    assert quoted(found.raw) == b'"a\\"b\\\\c"'
    assert listed(Response(b"* OK hello")) is None


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"&U,BTFw-", "台北"),  # RFC 3501, section 5.1.3
        (b"~peter/mail/&U,BTFw-/&ZeVnLIqe-", "~peter/mail/台北/日本語"),
        (b"R&-D", "R&D"),
        (b"stuk&AMk", "stuk&AMk"),
        (b"&2A-", "&2A-"),
        (b"caf\xc3\xa9", "café"),
        (b"\xff\x07", "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_names_are_shown_as_people_wrote_them(raw: bytes, name: str) -> None:
    assert shown(raw) == name


def test_a_folder_whose_name_cannot_be_written_is_counted() -> None:
    made = Liar(folders=[b'() "/" {3}\r\na\rb', b'() "/" INBOX'])
    with liar(made):
        batches = list(read(made.account(), OPTIONS))
    assert sum(len(one.mails) for one in batches) == 10
    assert [refused.reason for one in batches for refused in one.refused] == ["closed_folder"]
