"""A message begins at a real postmark and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tevoet.adapters.mail.postmarks import is_separator, next_separator, starts_with_postmark

NEXT = "From: Anna <anna@example.org>\nTo: bram@example.org\n\n"


def begins(postmark: str, before: str = "text\n\n", after: str = NEXT) -> bool:
    return is_separator(f"{before}{postmark}\n{after}".encode(), len(before))


@pytest.mark.parametrize(
    "postmark",
    [
        "From anna@example.org Mon Jun  1 10:00:00 2026",
        "From anna@example.org  Fri Feb 22 17:06:23 2008 +0200",
        "From anna@example.org Fri Feb 22 17:06:23 +0200 2008",
        "From anna@example.org Fri Feb 22 17:06 CET 2008",
        "From MAILER-DAEMON Fri Jul  8 12:08:34 2011",
        "From Anna With A Name <anna@example.org> Fri Jul  8 12:08:34 2011",
        '"From anna@example.org" Wed Jan 30 12:00:00 2002'.replace('"From ', 'From "'),
        "From anna Fri Jul  8 12:08:34 2011 remote from relay",
        "From - Mon Jun  3 12:50:27 1996",
        "From - ",
        "From -",
        "From 1844347792267117879@xxx",
        "From 1844347792267117879@xxx Thu Jan 01 00:00:00 +0000 2015",
        "From anna@example.org Tue, 01 Jul 2003 10:52:37 +0200",
        "From anna@example.org Mon Jun  1 10:00:00 2026\r",
    ],
)
def test_postmarks_of_many_programs_are_separators(postmark: str) -> None:
    assert begins(postmark)
    assert begins(postmark, before="")
    assert begins(postmark, before="\n")
    assert begins(postmark, before="text\r\n\r\n")


@pytest.mark.parametrize(
    "line",
    [
        "From Russia with love",
        "From Monday on we walk: all of us",
        "From the window at 10:00:00 2026",
        "From anna@example.org with love",
        "From here to there:",
        "From Anna: we met on Mon Jun  1 10:00:00 2026, in the rain",
        ">From anna@example.org Mon Jun  1 10:00:00 2026",
        "from anna@example.org Mon Jun  1 10:00:00 2026",
        "From: anna@example.org",
    ],
)
def test_lines_of_text_that_begin_with_from_are_no_separators(line: str) -> None:
    assert not begins(line)


def test_a_postmark_inside_a_paragraph_is_text() -> None:
    line = "From anna@example.org Mon Jun  1 10:00:00 2026"
    assert not begins(line, before="we saw this line:\n")
    assert not begins(line, after="and then nothing followed\n")


def test_a_postmark_without_a_date_needs_a_header_after_it() -> None:
    assert not begins("From anna@example.org", after="hello: you\n".replace(":", ""))
    assert begins("From anna@example.org")


def test_a_postmark_of_mozilla_needs_no_empty_line_but_two_headers() -> None:
    assert begins("From - Mon Jun  3 12:50:27 1996", before="text\n")
    assert not begins("From - Mon Jun  3 12:50:27 1996", before="text\n", after="Subject: x\n\n")
    assert not begins("From - a friend", before="text\n")


def test_a_message_may_have_no_headers_at_all() -> None:
    assert begins("From anna@example.org Mon Jun  1 10:00:00 2026", after="\ntext")
    assert begins("From anna@example.org Mon Jun  1 10:00:00 2026", after="")


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    assert starts_with_postmark(b"\xef\xbb\xbfFrom -\nFrom: anna@example.org\n")
    assert not starts_with_postmark(b"From Russia with love\n\n")


pieces = st.sampled_from(
    [
        b"\n",
        b"\r\n",
        b"text\n",
        b"To: bram@example.org\n",
        b"From anna@example.org Mon Jun  1 10:00:00 2026\n",
        b"From anna@example.org Maa Jun  1 10:00:00 2026\r\n",
        b"From anna@example.org Fri Feb 22 17:06:23 2008 +0200\n",
        b"From - \n",
        b"From here on\n",
        b"x" * 120 + b": y\n",
    ]
)


@given(st.lists(pieces, max_size=12).map(b"".join))
def test_the_next_separator_is_the_first_place_that_is_one(buffer: bytes) -> None:
    lines = [place + 1 for place, byte in enumerate(buffer) if byte == ord("\n")]
    places = [place for place in lines if is_separator(buffer, place)]
    for begin in range(len(buffer)):
        assert next_separator(buffer, begin) == min(
            (place for place in places if place > begin), default=-1
        )
