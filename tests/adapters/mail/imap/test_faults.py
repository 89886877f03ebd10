"""A server that lies, drops, trickles or never ends: a clear refusal, and nothing comes twice."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.adapters.mail.imap.liar import Liar, fetch, hangs_up, head, liar, says
from tests.adapters.mail.mailboxes import OPTIONS, joined
from tevoet.adapters.mail.imap import fetching, reading, wire
from tevoet.adapters.mail.imap.account import Account, Security
from tevoet.adapters.mail.imap.reading import Place, Standing, read
from tevoet.adapters.network import connecting
from tevoet.engines.moments.records import Batch
from tevoet.refusal import Refusal


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait long, and let a batch be small."""
    monkeypatch.setattr(reading, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(connecting, "PATIENCE_SECONDS", 1.0)
    monkeypatch.setattr(fetching, "AT_ONCE", 3)
    monkeypatch.setattr(wire.Wire.__init__, "__defaults__", (1.0,))


@pytest.fixture
def honest() -> Iterator[Liar]:
    with liar(Liar()) as made:
        yield made


def whole(account: Account, standing: Standing | None = None) -> Batch:
    return joined(read(account, OPTIONS, standing))


def refused(made: Liar, **other: object) -> str:
    with liar(made), pytest.raises(Refusal) as told:
        whole(made.account(**other))
    assert "geheim" not in str(told.value)
    return told.value.slug


def test_a_server_that_keeps_to_the_book_is_read(honest: Liar) -> None:
    standing: Standing = {}
    batch = whole(honest.account(), standing)
    assert (len(batch.mails), batch.refused) == (10, [])
    assert standing == {"INBOX": Place(7, 10)}
    assert len(whole(honest.account(), standing).mails) == 0


def test_nobody_learns_why_nothing_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        told = [
            refused(Liar(greeting=b"HTTP/1.1 400 Bad Request")),
            refused(Liar(greeting=b"* BYE not you")),
            refused(Liar(greeting=b"")),
            refused(Liar(), port=1),
            refused(Liar(), port=silent.getsockname()[1]),
            refused(Liar(), host="no.such.host.invalid"),
            refused(Liar(), security=Security.IMPLICIT),  # loopback is not the open internet
            refused(Liar(), security=Security.IMPLICIT, is_private_allowed=True),  # speaks no TLS
        ]
    assert set(told) == {"mail-server-not-reached"}


def test_a_private_address_is_not_even_knocked_at(honest: Liar) -> None:
    with pytest.raises(Refusal):
        whole(honest.account(security=Security.IMPLICIT))
    assert (honest.connections, honest.heard) == (0, [])


def test_a_name_is_looked_up_once_and_that_address_is_gone_to(
    honest: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that answers with another address the second time (rebinding) leads nowhere."""
    asked, real = list[object](), socket.getaddrinfo

    def once(host: str, port: int, **how: int) -> object:
        asked.append(host)
        assert len(asked) == 1
        return real("127.0.0.1", port, **how)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    assert len(whole(honest.account(host="mail.example.org")).mails) == 10


def test_a_public_name_with_a_private_address_is_refused(
    honest: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, port, **how: real("127.0.0.1", port, **how)
    )
    with pytest.raises(Refusal) as told:
        whole(honest.account(host="mail.example.org", security=Security.IMPLICIT))
    assert (told.value.slug, honest.connections) == ("mail-server-not-reached", 0)


@pytest.mark.parametrize(
    "made",
    [
        Liar(),
        Liar(capabilities=b"IMAP4rev1 STARTTLS", lies={"STARTTLS": says(ending=b"NO not now")}),
        Liar(capabilities=b"IMAP4rev1 STARTTLS", lies={"STARTTLS": says(ending=b"OK\r\n* OK hi")}),
    ],
    ids=["none is offered", "it says no", "more comes before it"],
)
def test_without_encryption_no_password_is_sent(
    made: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = {"security": Security.STARTTLS, "is_private_allowed": True}
    assert refused(made, **account) == "mail-server-without-security"
    assert not [line for line in made.heard if b"AUTH" in line.upper() or b"LOGIN" in line.upper()]


NOT_IN, BROKE, NONSENSE = (
    "mail-password-refused",
    "mail-server-broke-off",
    "mail-server-not-understood",
)


@pytest.mark.parametrize(
    ("made", "slug"),
    [
        (Liar(lies={"AUTHENTICATE": says(ending=b"NO [AUTHENTICATIONFAILED] no")}), NOT_IN),
        (Liar(lies={"AUTHENTICATE": says(ending=b"NO [UNAVAILABLE] later")}), BROKE),
        (Liar(lies={"AUTHENTICATE": says(*[b"+ "] * 9, ending=b"")}), BROKE),
        (Liar(capabilities=b"IMAP4rev1 LOGINDISABLED"), "no-way-to-sign-in"),
        (Liar(lies={"LIST": says(b"* LIST x" + b"x" * 200_000)}), NONSENSE),
        (Liar(lies={"LIST": says(*[b"* OK still there"] * 30_000)}), NONSENSE),
        (Liar(lies={"LIST": says(ending=b"BAD what?")}), NONSENSE),
        (Liar(lies={"LIST": says(b"* LIST () \"/\" {99999999999}")}), NONSENSE),
        (Liar(lies={"LIST": says(ending=b"")}), BROKE),
        (Liar(lies={"UID FETCH": says(*[b"* 1 FETCH (FLAGS ())"] * 30_000)}), NONSENSE),
        (Liar(lies={"UID FETCH": says(b"{1}\r\nx" * 80)}), NONSENSE),
        (Liar(lies={"UID FETCH": hangs_up(99)}), BROKE),
        (Liar(lies={"UID FETCH": hangs_up(99, fetch(1)[:200])}), BROKE),
    ],
)  # fmt: skip
def test_a_fault_is_one_clear_refusal(made: Liar, slug: str) -> None:
    assert refused(made) == slug


def test_who_trickles_is_left() -> None:
    stop = threading.Event()

    def trickle(made: Liar, connection: socket.socket, tag: bytes, rest: bytes) -> bool:
        while not stop.wait(0.05):
            connection.sendall(b"x")
        return True

    assert refused(Liar(lies={"LIST": trickle})) == "mail-server-broke-off"
    stop.set()


@pytest.mark.parametrize("after", [b"", fetch(4)[:150], b"* BYE see you\r\n"])
def test_after_a_drop_reading_goes_on_where_it_was(after: bytes) -> None:
    with liar(Liar(lies={"UID FETCH 4:6": hangs_up(2, after)})) as made:
        batch = whole(made.account())
        assert len({mail.key for mail in batch.mails}) == len(batch.mails) == 10
        assert (batch.refused, made.connections) == ([], 3)
        first = [line for line in made.heard if b"UID FETCH 1:3" in line]
    assert len(first) == 1, "what came in once is not asked again"


def test_a_caller_who_kept_the_standing_goes_on_later() -> None:
    standing: Standing = {}
    with liar(Liar(lies={"UID FETCH 7:9": hangs_up(99)})) as made, pytest.raises(Refusal):
        whole(made.account(), standing)
    assert standing == {"INBOX": Place(7, 6)}
    with liar(Liar()) as better:
        assert len(whole(better.account(), standing).mails) == 4


def test_another_numbering_is_read_from_the_beginning(honest: Liar) -> None:
    assert len(whole(honest.account(), {"INBOX": Place(6, 8)}).mails) == 10
    assert len(whole(honest.account(), {"INBOX": Place(7, 8)}).mails) == 2


def test_what_is_not_handed_over_is_counted_by_name() -> None:
    with liar(Liar(lies={"UID SEARCH": says(b"* SEARCH 1 2 999")})) as made:
        batch = whole(made.account())
    assert len(batch.mails) == 2
    assert batch.refused == [("not_handed_over", "INBOX, message 999")]


def test_what_was_not_asked_and_what_comes_twice_counts_once() -> None:
    lie = says(fetch(1), fetch(1, head(2)), fetch(4_000_000_000), fetch(2))
    with liar(Liar(uids=[1, 2], lies={"UID FETCH": lie})) as made:
        batch = whole(made.account())
    assert (len(batch.mails), batch.refused) == (2, [])


def test_headers_without_an_end_are_cut_and_the_others_read() -> None:
    long = head(1)[:-2] + b"X-Long: " + b"x" * 5_000_000 + b"\r\n\r\n"
    with liar(Liar(uids=[1, 2], lies={"UID FETCH": says(fetch(1, long), fetch(2))})) as made:
        assert len(whole(made.account()).mails) == 2


def test_nonsense_instead_of_headers_is_refused_by_name() -> None:
    lie = says(fetch(1, b"\0\xff" * 50), fetch(2, b""), fetch(3))
    with liar(Liar(uids=[1, 2, 3], lies={"UID FETCH": lie})) as made:
        batch = whole(made.account())
    assert len(batch.mails) == 1
    assert {one.reason for one in batch.refused} == {"no_headers"}


def test_a_folder_that_does_not_open_holds_up_no_other() -> None:
    made = Liar(
        folders=[b'() "/" Stuk', b'() "/" INBOX'], lies={'EXAMINE "STUK"': says(ending=b"NO no")}
    )
    with liar(made):
        batch = whole(made.account())
    assert (len(batch.mails), batch.refused) == (10, [("closed_folder", "Stuk")])


def test_whoever_is_told_may_stop_and_the_connection_ends(honest: Liar) -> None:
    def stop(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(read(honest.account(), OPTIONS, {}, stop))
    assert honest.left.wait(5), "it hung up"
