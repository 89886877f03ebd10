"""One value, one row of bytes; what has none is refused by name."""

import pytest

from tevoet.engines.sealing.canonical import canonical, read_canonical
from tevoet.engines.sealing.refusals import NotCanonical


def test_the_example_of_rfc_8785_on_strings_and_sorting() -> None:
    literals = {"€": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet"}
    literals |= {"1": "One", "\U0001f600": "Smiley", "\x80": "Control", "ö": "Latin o"}
    written = canonical(literals).decode()
    order = ["Carriage Return", "One", "Control", "Latin o", "Euro Sign", "Smiley", "Hebrew"]
    places = [written.index(one) for one in order]
    assert places == sorted(places), "keys go by their UTF-16 units (RFC 8785 section 3.2.3)"


@pytest.mark.parametrize(
    "value",
    [1.5, [0.0], {"a": [float("nan")]}, float("inf"), 2**53, "\ud800", {"\udc00": 1}, {1: 2}],
    ids=repr,
)
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)  # type: ignore[arg-type]  # that is what is tested


@pytest.mark.parametrize("line", [b"1.0", b"[1,]", b'{"a":1,"a":1}', b'"\xff"', b"[" * 99_999])
def test_what_would_come_out_otherwise_is_refused(line: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_canonical(line)


def test_what_comes_out_as_it_went_in_is_read() -> None:
    assert read_canonical('{"a":[1,null,true],"é":"👋"}'.encode()) == {
        "a": [1, None, True],
        "é": "👋",
    }
