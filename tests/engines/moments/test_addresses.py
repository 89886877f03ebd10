"""Addresses are read from everything people and programs write, at bounded cost."""

import json
import re
from email.utils import getaddresses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tevoet.engines.moments.addresses import ADDRESS_CAP, Mailbox, read_addresses, readable_name
from tevoet.engines.moments.headers import split_headers

BOTH = [("anna@example.org", ""), ("bram@example.org", "")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("anna@example.org", [("anna@example.org", "")]),
        ("Anna <Anna@Example.ORG>", [("anna@example.org", "Anna")]),
        ('"Anna, leads" <anna@example.org>', [("anna@example.org", "Anna, leads")]),
        ("anna@example.org (Anna)", [("anna@example.org", "Anna")]),
        ("Anna (at home) <anna@example.org>", [("anna@example.org", "Anna")]),
        ("<anna@example.org>, , ,bram@example.org", BOTH),
        ("Team: anna@example.org, bram@example.org;", BOTH),
        ("undisclosed-recipients:;", []),
        ("anna@example.org; bram@example.org", BOTH),
        ("<@relay.example,@other.example:anna@example.org>", [("anna@example.org", "")]),
        ("anna @ example . org", [("anna@example.org", "")]),
        ("'anna@example.org' <anna@example.org>", [("anna@example.org", "")]),
        ("=?utf-8?q?J=C3=B6rg?= <jorg@example.org>", [("jorg@example.org", "Jörg")]),
        ("=?utf-8?b?QW5uYQ==?= =?utf-8?q?_L?= <a@example.org>", [("a@example.org", "Anna L")]),
        ("=?nonsense?q?Anna?= <a@example.org>", [("a@example.org", "Anna")]),
        ("anna@xn--bcher-kva.example", [("anna@bücher.example", "")]),
        ("Bücher <anna@bücher.example>", [("anna@bücher.example", "Bücher")]),
        ("root, anna", []),
        ("anna at example.org (Anna)", [("anna@example.org", "Anna")]),
        ("anna at work", []),
        ("Anna anna@example.org", [("anna@example.org", "Anna")]),
        ('"Anna <a@b.example>" <a@example.org>', [("a@example.org", "Anna <a@b.example>")]),
        ("a@example.org, A@EXAMPLE.ORG", [("a@example.org", "")]),
    ],
)  # fmt: skip
def test_usual_and_odd_forms_are_read(header: str, expected: list[tuple[str, str]]) -> None:
    assert list(read_addresses(header.encode())) == [Mailbox(*one) for one in expected]


def test_bytes_that_are_no_utf8_are_read_as_latin1() -> None:
    assert read_addresses(b"J\xf6rg <jorg@example.org>") == (Mailbox("jorg@example.org", "Jörg"),)


def test_eighty_kilobytes_of_commas_cost_nothing() -> None:
    value = split_headers(b"To: " + b"," * 80_000 + b"anna@example.org\n")[b"to"]
    assert len(value) == 8_192
    assert read_addresses(value) == ()


def test_only_so_many_addresses_of_a_header_are_read() -> None:
    many = b",".join(b"a%d@x.example" % number for number in range(900))
    assert len(read_addresses(many)) == ADDRESS_CAP
    assert len(read_addresses(b"(odd) " + many)) == ADDRESS_CAP


@pytest.mark.parametrize("mark", ["(", "<", '"', "\\", "@", "a@a ", "a@a a,", "=?", ":;", "()"])
def test_eight_kilobytes_of_one_mark_neither_raise_nor_recurse(mark: str) -> None:
    assert len(read_addresses((mark * 8_192)[:8_192].encode())) <= ADDRESS_CAP


@given(st.binary(max_size=200))
def test_no_bytes_at_all_raise(value: bytes) -> None:
    for one in read_addresses(value):
        assert one.address == one.address.lower()
        assert "@" in one.address


@given(st.text(max_size=100))
def test_a_name_has_no_line_end_and_no_double_space(raw: str) -> None:
    name = readable_name(raw)
    assert name == " ".join(name.split())
    assert name.isprintable()


local = st.from_regex(r"[a-z][a-z0-9.+_-]{0,10}[a-z0-9]", fullmatch=True)
domain = st.from_regex(r"[a-z]{1,8}(\.[a-z]{2,5}){1,2}", fullmatch=True)
shown = st.from_regex(r"([A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?)?", fullmatch=True)


@given(st.lists(st.tuples(shown, local, domain), max_size=8), st.booleans())
def test_generated_headers_give_what_python_reads(
    people: list[tuple[str, str, str]], quoted: bool
) -> None:
    mark = '"' if quoted else ""
    header = ", ".join(
        f"{mark}{name}{mark} <{user}@{place}>" if name else f"{user}@{place}"
        for name, user, place in people
    )
    expected: dict[str, str] = {}
    for name, address in getaddresses([header]):
        if address:
            expected.setdefault(address, name)
    assert {one.address: one.name for one in read_addresses(header.encode())} == expected


@pytest.mark.corpus
def test_the_expected_addresses_beside_the_files_are_read(corpora: Path) -> None:
    cases = json.loads((corpora / "mail/stalwart/resources/address.json").read_text())
    missed = []
    for case in cases:
        head = b"To:" + case["header"].encode("utf-8", "surrogateescape")
        ours = {one.address for one in read_addresses(split_headers(head).get(b"to", b""))}
        wanted = set(expected_addresses(case["expected"]))
        if ours != wanted:
            missed.append((case["header"], wanted, ours))
    assert missed == []


def expected_addresses(expected: dict[str, object]) -> list[str]:
    """Return every address with an at sign in an expected result, in lower case.

    Those results keep routes, the spaces around dots, and the scheme of a web address; we do not.
    """
    found: list[str] = []
    for key, value in expected.items():
        if key == "address" and isinstance(value, str) and "@" in value:
            plain = re.sub(r"\s*\.\s*", ".", value.lower().removeprefix("mailto:"))
            found.append(re.sub(r"^@[^:]*:", "", plain))
        parts = value if isinstance(value, list) else []
        for part in parts:
            found += expected_addresses(part)
    return found


def test_white_space_without_end_is_read_in_one_pass() -> None:
    assert read_addresses(b" " * 8_000 + b"x") == ()
