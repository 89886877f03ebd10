"""How one comes in: by password or token, and what is sent for it."""

import socket
from base64 import b64decode

import pytest

from tests.adapters.mail.imap.liar import Liar, liar, says
from tests.adapters.mail.mailboxes import OPTIONS
from tevoet.adapters.mail.imap.account import Account
from tevoet.adapters.mail.imap.fetching import Fetched, fetched
from tevoet.adapters.mail.imap.reading import read
from tevoet.adapters.mail.imap.session import Response
from tevoet.adapters.mail.imap.signing import bearer, xoauth2
from tevoet.refusal import Refusal

TOKEN = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="


def came_in(made: Liar, **other: object) -> bytes:
    """Read everything, and return the line that was said to come in."""
    with liar(made):
        assert sum(len(one.mails) for one in read(made.account(**other), OPTIONS)) == 10
    said = [one for one in made.heard if b"AUTHENTICATE" in one or b"LOGIN" in one]
    assert len(said) == 1
    return said[0].partition(b" ")[2]


def test_a_password_goes_by_plain_where_that_is_offered() -> None:
    way, _, coded = came_in(Liar(), secret="pâss").rpartition(b" ")
    assert (way, b64decode(coded)) == (b"AUTHENTICATE PLAIN", "\0anna@example.org\0pâss".encode())


def test_a_server_that_wants_to_ask_first_is_waited_for() -> None:
    told: list[bytes] = []

    def ask(made: Liar, connection: socket.socket, tag: bytes, rest: bytes) -> bool:
        connection.sendall(b"+ \r\n")
        told.append(b64decode(connection.recv(1000)))
        connection.sendall(tag + b" OK come in\r\n")
        return True

    made = Liar(capabilities=b"IMAP4rev1 AUTH=PLAIN", lies={"AUTHENTICATE": ask})
    assert came_in(made) == b"AUTHENTICATE PLAIN"
    assert told == [b"\0anna@example.org\0geheim"]


def test_elsewhere_a_password_goes_by_login_and_quoted() -> None:
    line = came_in(Liar(capabilities=b"IMAP4rev1"), secret='a"b\\c d')
    assert line == b'LOGIN "anna@example.org" "a\\"b\\\\c d"'


def test_a_token_is_written_as_the_standard_says() -> None:
    """The example is that of RFC 7628, section 4.1."""
    account = Account(host="server.example.com", port=143, user="user@example.com", secret=TOKEN)
    where = b"host=server.example.com\1port=143"
    assert bearer(account) == b"n,a=user@example.com,\1%s\1auth=Bearer %s\1\1" % (
        where,
        TOKEN.encode(),
    )
    assert xoauth2(account) == b"user=user@example.com\1auth=Bearer %s\1\1" % TOKEN.encode()


@pytest.mark.parametrize("way", [b"OAUTHBEARER", b"XOAUTH2"])
def test_a_token_goes_the_way_the_server_offers(way: bytes) -> None:
    made = Liar(capabilities=b"IMAP4rev1 SASL-IR AUTH=" + way)
    assert came_in(made, is_bearer=True).startswith(b"AUTHENTICATE " + way)


def test_a_token_that_ran_out_is_refused_after_an_empty_answer() -> None:
    made = Liar(capabilities=b"IMAP4rev1 SASL-IR AUTH=XOAUTH2")
    made.lies["AUTHENTICATE"] = says(b"+ eyJzdGF0dXMiOiI0MDAifQ==", ending=b"NO expired")
    with liar(made), pytest.raises(Refusal) as told:
        list(read(made.account(is_bearer=True), OPTIONS))
    assert told.value.slug == "mail-password-refused"


def test_a_secret_shows_itself_nowhere() -> None:
    assert "geheim" not in repr(Liar().account())


@pytest.mark.parametrize(
    ("text", "literals"),
    [
        (b'* 3 FETCH (BODY[HEADER.FIELDS ("TO" "FROM")] {4} FLAGS (\\Seen) UID 9)', (b"To: ",)),
        (b'* 3 fetch (uid 9 flags (\\Seen) body[header.fields (TO)] "To: ")', ()),
        (b'* 3 FETCH (UID 9 BODY[HEADER.FIELDS (TO)]<0> {4} FLAGS (\\Seen))', (b"To: ",)),
    ],
)  # fmt: skip
def test_a_message_may_be_handed_over_in_any_order(text: bytes, literals: tuple[bytes]) -> None:
    assert fetched(Response(text, literals)) == Fetched(9, b"\\Seen", b"", b"To: ")


def test_other_answers_hand_nothing_over() -> None:
    assert fetched(Response(b"* 3 FETCH (UID 9 FLAGS (\\Seen))")) is None
    assert fetched(Response(b"* 3 EXPUNGE")) is None
    assert fetched(Response(b"* 3 FETCH (UID 9 BODY[HEADER.FIELDS (TO)] NIL)")) == Fetched(9)
