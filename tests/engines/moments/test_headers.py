"""Header blocks are cut as Python's compat32 parser cuts them, but for what is documented."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.engines.moments.oracle import differences
from tevoet.engines.moments.headers import (
    HEAD_CAP,
    HEADER_CAP,
    WANTED,
    head_end,
    received_values,
    split_headers,
)

# A space before the colon is obsolete but to be accepted (RFC 5322 section 4.5); Python ends the
# headers there. These files have one, and no other file is cut differently.
SPACE_BEFORE_COLON = {"obsolete.msg", "example13.eml", "019.eml"}

names = st.sampled_from([*WANTED, b"X-Other", b"Subject", b"From ", b""]).map(bytes)
words = st.binary(max_size=30).map(lambda word: word.replace(b"\n", b"").replace(b"\r", b""))
ends = st.sampled_from([b"\n", b"\r\n", b"\r"])
folds = st.lists(st.tuples(ends, st.sampled_from([b" ", b"\t"]), words), max_size=3)


@st.composite
def heads(draw: st.DrawFn) -> bytes:
    """Make header blocks with folds, repeated names, odd bytes and lines that are no header."""
    lines = []
    for _ in range(draw(st.integers(0, 8))):
        folded = b"".join(end + blank + word for end, blank, word in draw(folds))
        name = draw(names)
        name = name.upper() if draw(st.booleans()) else name
        lines.append(name + b":" + draw(words) + folded + draw(ends))
    if draw(st.booleans()):
        lines.insert(draw(st.integers(0, len(lines))), draw(words) + b"\n")
    return b"".join(lines) + draw(ends) + draw(words)


def has_space_before_colon(head: bytes) -> bool:
    lines = head.replace(b"\r", b"\n").split(b"\n")
    return any(line.partition(b":")[0].endswith((b" ", b"\t")) for line in lines)


@given(heads())
@example(b"To: a@b.example\n \nCc: c@d.example\n\n")
@example(b" lost\nTo: a@b.example\n\n")
@example(b"To: a@b.example\rCc: c@d.example\r\rDate: no")
def test_generated_headers_are_cut_as_python_cuts_them(head: bytes) -> None:
    if not has_space_before_colon(head):
        assert differences(head) == {}


@pytest.mark.corpus
def test_every_real_file_is_cut_as_python_cuts_it(corpora: Path) -> None:
    files = [path for path in sorted((corpora / "mail").rglob("*")) if path.is_file()]
    assert len(files) > 1000
    different = {path.name for path in files if differences(path.read_bytes())}
    assert different == SPACE_BEFORE_COLON


@given(st.binary(max_size=400))
def test_no_bytes_at_all_raise(head: bytes) -> None:
    assert isinstance(split_headers(head), dict)
    assert len(received_values(head)) <= 10
    assert head_end(head) <= len(head)


def test_a_name_may_have_a_space_before_its_colon() -> None:
    assert split_headers(b"From  : anna@example.org\n")[b"from"] == b"anna@example.org"


def test_the_first_of_two_from_headers_counts_and_receivers_are_joined() -> None:
    found = split_headers(
        b"From: a@x.example\nTo: b@x.example\nfrom: c@x.example\nTO: d@x.example\n"
    )
    assert found == {b"from": b"a@x.example", b"to": b"b@x.example, d@x.example"}


def test_a_header_is_capped_before_it_is_parsed() -> None:
    found = split_headers(b"To: " + b"," * 80_000 + b"\nDate: today\n")
    assert len(found[b"to"]) == HEADER_CAP
    assert found[b"date"] == b"today"


def test_many_receiver_headers_together_stay_under_the_cap() -> None:
    found = split_headers(b"To: bram@example.org\n" * 5_000)
    assert len(found[b"to"]) == HEADER_CAP


def test_of_long_references_the_oldest_and_the_newest_ids_stay() -> None:
    ids = b" ".join(b"<%d@example.org>" % number for number in range(2_000))
    value = split_headers(b"References: " + ids + b"\n")[b"references"]
    assert value.startswith(b"<0@example.org> <1@")
    assert value.endswith(b"<1999@example.org>")
    assert len(value) <= HEADER_CAP + 1


def test_a_block_without_end_is_looked_at_up_to_its_cap() -> None:
    late = b"X-Long: " + b"x" * HEAD_CAP + b"\nTo: late@example.org\n\n"
    assert split_headers(late) == {}
    assert head_end(late) == -1


@pytest.mark.parametrize(
    ("block", "end"),
    [
        (b"To: a\n\nbody", 7),
        (b"To: a\r\n\r\nbody", 9),
        (b"To: a\n\r\nbody\n\n", 8),
        (b"To: a\r\nCc: b\n\nbody\r\n\r\n", 14),
        (b"To: a", -1),
    ],
)
def test_the_end_of_the_headers_is_found_whatever_the_line_ends(block: bytes, end: int) -> None:
    assert head_end(block) == end


def test_a_block_without_headers_ends_at_once_after_its_postmark() -> None:
    assert head_end(b"From anna@example.org\n\nbody", 22) == 23
