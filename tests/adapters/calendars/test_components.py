"""Components are cut whatever surrounds them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tevoet.adapters.calendars.components import cut_components, looks_like_calendar, unfold

GOOD = [
    f"BEGIN:VEVENT\nUID:{number}\nSUMMARY:Overleg\nEND:VEVENT\n".encode() for number in range(3)
]
_opening = st.sampled_from(
    [b"BEGIN:VALARM", b"END:VEVENT", b"END:VCALENDAR", b"BEGIN:VCALENDAR", b"BEGIN:", b"END:", b" ",
     b"BEGIN:VTODO", b"BEGIN:VTIMEZONE", b"TZID:x", b"BEGIN:VEVENT", b"\xef\xbb\xbf", b"\xff\xfe"]
)  # fmt: skip
_line = st.one_of(_opening, st.binary(max_size=40))
junk = st.lists(_line, max_size=8).map(lambda lines: b"\n".join([b"", *lines, b""]))


def cut(content: bytes) -> list[tuple[str, list[str]]]:
    return [(one.kind, one.lines) for one in cut_components(content)]


@settings(deadline=None)
@given(st.tuples(junk, junk, junk))
def test_junk_between_components_never_raises_and_loses_no_good_one(
    between: tuple[bytes, bytes, bytes],
) -> None:
    content = b"".join(part for pair in zip(GOOD, between, strict=True) for part in pair)
    found = [lines for kind, lines in cut(content) if kind == "VEVENT"]
    for number in range(3):
        assert [f"UID:{number}", "SUMMARY:Overleg"] in found


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_cut_without_an_error(content: bytes) -> None:
    for component in cut_components(content):
        assert component.number >= 0
    assert looks_like_calendar(content) in {True, False}


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("latin-1"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\n\n").encode(),
        lambda text: text.lower().encode(),
    ],
    ids=["utf8", "bom", "utf16", "utf16le", "utf16be", "latin1", "crlf", "cr", "blank", "lower"],
)
def test_encodings_and_line_ends_make_no_difference(encode: object) -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Ren\u00e9\nEND:VEVENT\nEND:VCALENDAR\n"
    content = encode(text)  # type: ignore[operator] # each is a function
    assert [(kind, [line.lower() for line in lines]) for kind, lines in cut(content)] == [
        ("VEVENT", ["summary:ren\u00e9"])
    ]
    assert looks_like_calendar(content)


def test_a_missing_end_ends_at_the_next_component() -> None:
    content = b"BEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nTRIGGER:x\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n"
    assert cut(content) == [("VEVENT", ["UID:1"]), ("VEVENT", ["UID:2"])]


def test_nested_components_stay_out_of_their_event() -> None:
    content = b"BEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nUID:9\nEND:VALARM\nSEQUENCE:2\nEND:VEVENT\n"
    assert cut(content) == [("VEVENT", ["UID:1", "SEQUENCE:2"])]


def test_choices_of_a_poll_are_no_events() -> None:
    content = b"BEGIN:VPOLL\nUID:1\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\nEND:VPOLL\n"
    assert cut(content) == [("VPOLL", ["UID:1"])]


def test_each_calendar_has_its_own_method_and_zones() -> None:
    zone = b"BEGIN:VTIMEZONE\nTZID:Ons\nBEGIN:STANDARD\nDTSTART:1970\nEND:STANDARD\nEND:VTIMEZONE\n"
    content = (
        b"BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\n" + zone
        + b"END:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\nEND:VCALENDAR\n"
    )  # fmt: skip
    first, second = list(cut_components(content))
    assert (first.calendar.method, second.calendar.method) == ("CANCEL", "")
    assert "BEGIN:STANDARD" in first.calendar.zones["Ons"]
    assert second.calendar.zones == {}
    assert (first.number, second.number) == (1, 2)


def test_folds_are_joined_also_inside_a_letter() -> None:
    folded = "SUMMARY:Ren\u00e9".encode()
    assert list(unfold(folded[:-1] + b"\r\n " + folded[-1:])) == ["SUMMARY:Ren\u00e9"]


@pytest.mark.parametrize(
    "other", [b"", b"From: a@example.org\n\nBEGIN:", b"at;number\n", b"BEGIN:VCARD"]
)
def test_other_files_do_not_look_like_a_calendar(other: bytes) -> None:
    assert not looks_like_calendar(other)
