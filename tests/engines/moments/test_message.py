"""A header block becomes a mail, or is refused with a reason."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tevoet.engines.moments.headers import WANTED, Values, cut_headers, split_headers
from tevoet.engines.moments.message import read_message, read_values
from tevoet.engines.moments.records import Mail, Participant, Role

DATE = b"Date: Mon, 1 Jun 2026 10:00:00 +0200\n"
FROM = b"From: Anna <anna@example.org>\n"
TO = b"To: Bram <bram@example.org>\n"
POSTMARK = b"From anna@example.org Mon Jun  1 08:00:00 2026"
AT = 1_780_300_800


def mail(head: bytes, postmark: bytes = b"") -> Mail:
    read = read_message(head, postmark)
    assert isinstance(read, Mail)
    return read


def test_the_writer_comes_first_and_everybody_stands_once_in_the_most_direct_role() -> None:
    people = mail(
        FROM + TO + b"Cc: bram@example.org, Carla <carla@example.org>, anna@example.org\n"
        b"Bcc: dirk@elsewhere.example\n" + DATE
    ).people
    assert people == (
        Participant("anna@example.org", "Anna", Role.SENDER),
        Participant("bram@example.org", "Bram", Role.TO),
        Participant("carla@example.org", "Carla", Role.CC),
        Participant("dirk@elsewhere.example", "", Role.CC),
    )


def test_of_two_authors_the_one_who_sent_it_is_the_writer() -> None:
    people = mail(
        b"From: anna@example.org, bram@example.org\nSender: bram@example.org\n" + DATE
    ).people
    assert [(one.address, one.role) for one in people] == [
        ("bram@example.org", Role.SENDER),
        ("anna@example.org", Role.CC),
    ]


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "no_headers"),
        (b"just text\n", "no_headers"),
        (TO + DATE, "no_sender"),
        (b"From: root\n" + TO + DATE, "no_sender"),
        (FROM + TO, "no_date"),
        (FROM + TO + b"Date: soon\n", "no_date"),
        (FROM + TO + b"Date: Mon, 1 Jun 0026 10:00:00 +0000\n", "no_date"),
    ],
)
def test_what_cannot_be_a_mail_is_refused_with_a_reason(head: bytes, reason: str) -> None:
    assert read_message(head) == reason


def test_a_missing_sender_is_taken_from_the_sender_header() -> None:
    assert mail(b"Sender: anna@example.org\n" + DATE).people[0].address == "anna@example.org"


def test_without_a_readable_date_the_newest_received_header_counts_then_the_postmark() -> None:
    received = (
        b"Received: by b.example; Mon, 1 Jun 2026 10:00:00 +0200\n"
        b"Received: by a.example; Mon, 1 Jun 2026 09:00:00 +0200\n"
    )
    assert mail(FROM + received + b"Date: soon\n", b"From a Tue Jun  2 08:00:00 2026").at == AT
    assert mail(FROM, POSTMARK).at == AT


def test_a_clock_that_is_off_by_years_is_kept_as_it_stands() -> None:
    assert mail(FROM + b"Date: Mon, 1 Jan 2001 00:00:00 +0000\n").at == 978_307_200


def test_the_key_tells_date_and_sender_apart_under_one_id() -> None:
    ident = b"Message-ID: <1@example.org>\n"
    first = mail(FROM + TO + ident + DATE)
    assert first.key == mail(ident + DATE + FROM + b"To: carla@example.org\n").key
    assert first.key != mail(FROM + ident + DATE.replace(b":00 ", b":01 ")).key
    assert first.key != mail(b"From: bram@example.org\n" + ident + DATE).key
    assert first.identity == mail(b"From: bram@example.org\n" + ident + DATE).identity


def test_without_an_id_the_receivers_tell_mails_apart() -> None:
    first, second = mail(FROM + TO + DATE), mail(FROM + b"To: carla@example.org\n" + DATE)
    assert first.key != second.key
    assert first.identity == first.key


def test_references_go_before_in_reply_to() -> None:
    both = b"References: <a@x> <b@x>\nIn-Reply-To: <c@x>\n"
    assert len(mail(FROM + DATE + both).parents) == 2
    only = mail(FROM + DATE + b"In-Reply-To: your mail <c@x> <d@x>\n").parents
    assert only == (mail(FROM + DATE + b"Message-ID: <c@x>\n").identity,)


contents = st.sampled_from(
    [
        b"",
        b"Anna <anna@example.org>",
        b"bram@example.org,\n\tcarla@example.org",
        b"<1@example.org>\n <2@example.org>",
        b'\n <"1"@example.org>',
        b"1@example.org",
        b"<>",
        b"Mon,\n 1 Jun 2026 10:00:00 +0200",
        b"1 Jun 26 10:00 (CET)",
        b"list",
        b"no",
        b" " * 9_000 + b"<1@example.org>",
        b"<1@example.org>, " * 600,
    ]
)
fields = st.builds(
    lambda name, blank, content: b"%s:%s%s\n" % (name, blank, content),
    st.sampled_from([*WANTED, b"Content-Length", b"X"]),
    st.sampled_from([b"", b" ", b"\t"]),
    contents,
)


def by_name(block: bytes) -> Values:
    """Cut a header block the longer way."""
    found = split_headers(block)
    return (*map(found.get, WANTED), None)


@given(st.lists(fields, max_size=8).map(b"".join), st.booleans())
def test_headers_in_one_pass_give_the_same_mail(head: bytes, keep_lists: bool) -> None:
    head = FROM + DATE + head + b"\n"
    for block in (head, head.removeprefix(FROM), head.removeprefix(FROM + DATE)):
        cut = cut_headers(b"\n" + block, 0)
        if cut is not None:
            longer = read_values(by_name(block), AT, keep_lists=keep_lists)
            assert read_values(cut[0], AT, keep_lists=keep_lists) == longer
            windows = block.replace(b"\n", b"\r\n")
            assert read_message(windows, POSTMARK, keep_lists=keep_lists) == longer


@pytest.mark.corpus
def test_real_headers_in_one_pass_give_the_same_mail(corpora: Path) -> None:
    compared = 0
    for path in sorted((corpora / "mail").rglob("*")):
        block = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""
        cut = cut_headers(b"\n" + block, 0)
        if cut is not None:
            compared += 1
            assert read_values(cut[0], AT) == read_values(by_name(block), AT), path.name
    assert compared > 300


@given(st.binary(max_size=300), st.binary(max_size=60))
def test_no_bytes_at_all_raise(head: bytes, postmark: bytes) -> None:
    assert isinstance(read_message(FROM + head, postmark), Mail | str)
