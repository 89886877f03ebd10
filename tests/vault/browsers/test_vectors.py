"""What is shared by all who read and write sealed words: the browsers' part of it."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.vault.browsers.conftest import Run
from tevoet.adapters.sealing.keys import public_part
from tevoet.adapters.sealing.records import open_record, open_unsigned, seal, seal_unsigned
from tevoet.engines.sealing.body import Place
from tevoet.engines.sealing.checks import Expected
from tevoet.engines.sealing.header import FILE_LIMIT
from tevoet.engines.sealing.keys import PublicKeys, SecretKeys

FOLDER = Path(__file__).parents[2] / "vectors"
Row = dict[str, Any]  # JSON, whose values are of any kind


def rows(name: str) -> list[Row]:
    """Return the cases of a file."""
    return list(json.loads((FOLDER / f"{name}.json").read_text()))


RINGS = {row["name"]: row for row in rows("keyrings")}
SECRET = {name: SecretKeys.read(row["secret"].encode()) for name, row in RINGS.items()}
PUBLIC = {name: PublicKeys.read(row["public"].encode()) for name, row in RINGS.items()}
GOOD = rows("records")
WORST = "\x01" * 64 * 1024
"""The words that take most room: six bytes of JSON for each byte."""


def wanted(row: Row) -> Row:
    """Return what has to come out of a case."""
    return {"slug": row["slug"]} if "slug" in row else {"body": row["body"]}


@pytest.mark.parametrize("name", ["records", "refused"])
def test_records_open_or_are_refused_by_name(run: Run, name: str) -> None:
    came = run("name => vectors.openVectors(name)", name)
    assert [
        (row["name"], got) for row, got in zip(rows(name), came, strict=True) if got != wanted(row)
    ] == []


def test_keyrings_are_named_and_told_in_five_words(run: Run) -> None:
    assert run("() => vectors.knows()")
    for row, got in zip(RINGS.values(), run("() => vectors.keyrings()"), strict=True):
        assert got["public"] == json.loads(row["public"])
        assert got["fingerprint"] == row["fingerprint"]
        assert got["words"] == row["five_words"]
        assert got["mirror"] == json.loads(row["secret"])["mirror"]
        assert got["kept"] is False, "a key that opens words can be read back"
    edges = rows("fingerprints")
    words = run("names => vectors.fiveWords(names)", [row["fingerprint"] for row in edges])
    assert words == [row["five_words"] for row in edges]


def test_keyrings_that_are_written_wrongly_are_refused(run: Run) -> None:
    wrong = rows("wrong_keyrings")
    came = run("rows => vectors.readParts(rows)", wrong)
    assert {row["name"]: got for row, got in zip(wrong, came, strict=True)} == {
        row["name"]: "not-canonical" for row in wrong
    }


def test_wrappings_open_or_are_refused_by_name(run: Run) -> None:
    cases = rows("wrappings")
    secret = RINGS["anna"]["secret"]
    for row, got in zip(cases, run("rows => vectors.unwrapRows(rows)", cases), strict=True):
        assert got == ({"slug": row["slug"]} if row["slug"] else {"body": secret}), row["name"]


def test_keys_stay_usable_in_the_browsers_own_store(run: Run) -> None:
    assert run("row => vectors.keepKeys(row)", GOOD[1]) == wanted(GOOD[1])


def test_python_opens_what_the_browser_seals(run: Run) -> None:
    texts = [row["body"]["text"] for row in GOOD] + [WORST]
    given = [{**_row(text, at), "writer": "anna"} for at, text in enumerate(texts)]
    for row, file in zip(given, run("rows => vectors.sealRows(rows)", given), strict=True):
        content = base64.b64decode(file)
        body = open_record(content, SECRET["bram"], _expected(row))
        assert (body.text, body.at) == (row["text"], row["at"])
        assert len(content) <= FILE_LIMIT


def test_the_browser_opens_what_python_seals(run: Run) -> None:
    texts = [row["body"]["text"] for row in GOOD] + [WORST]
    both = (PUBLIC["anna"], PUBLIC["bram"])
    cases = []
    for at, text in enumerate(texts):
        row = _row(text, at)
        place = Place(row["record"], row["kind"], row["revision"], row["previous"])
        file = seal(text, place, at=row["at"], readers=both, secret=SECRET["anna"])
        cases.append({**_page(row), "file": base64.b64encode(file).decode()})
    came = run("rows => vectors.openRows(rows)", cases)
    assert [one["body"]["text"] for one in came] == texts


def test_a_line_without_an_author_goes_both_ways(run: Run) -> None:
    row = {**_row("Kan ik langskomen?", 0), "readers": ["anna"], "kind": "visit"}
    file = base64.b64decode(run("rows => vectors.sealRows(rows)", [row])[0])
    page = Expected(row["record"], (PUBLIC["anna"].fingerprint,), kinds=("visit",))
    assert open_unsigned(file, SECRET["anna"], page).text == row["text"]
    place = Place(row["record"], "visit")
    ours = seal_unsigned("Ja, kom maar.", place, at=row["at"], reader=PUBLIC["anna"])
    case = {**_page(row), "reader": "anna", "unsigned": True}
    case["file"] = base64.b64encode(ours).decode()
    assert run("rows => vectors.openRows(rows)", [case])[0]["body"]["text"] == "Ja, kom maar."


def test_new_keys_of_the_browser_are_keys_in_python(run: Run) -> None:
    made = run("() => vectors.newKeys()")
    public = public_part(SecretKeys.read(made["secret"].encode()))
    assert json.loads(public.canonical()) == made["public"]
    assert public.fingerprint == made["fingerprint"]


def test_what_cannot_be_sealed_is_refused_by_name(run: Run) -> None:
    usual = {**_row("ja", 0), "writer": "anna"}
    wrong: dict[str, Row] = {
        "too-large": {"text": "é" + "x" * 65_535},
        "not-canonical": {"kind": "Remember"},
        "other-readers": {"readers": ["bram"]},
    }
    for slug, other in wrong.items():
        assert run("row => vectors.refuseRow(row)", {**usual, **other}) == slug


def test_what_is_no_value_has_no_canonical_form(run: Run) -> None:
    assert set(run("() => vectors.refuseValues()")) == {"not-canonical"}


def test_a_file_beyond_the_limit_is_not_looked_into(run: Run) -> None:
    for length, slug in ((FILE_LIMIT, "not-an-age-file"), (FILE_LIMIT + 1, "too-large")):
        case = {**GOOD[1], "file": base64.b64encode(bytes(length)).decode()}
        assert run("rows => vectors.openRows(rows)", [case]) == [{"slug": slug}]


def test_a_turned_bit_is_refused_wherever_it_stands(run: Run) -> None:
    turned = run("(row, step) => vectors.turnBits(row, step)", GOOD[1], 5)
    assert turned["opened"] == []
    assert set(turned["slugs"]) == {"not-an-age-file", "not-sealed-for-you", "other-readers"}


def _row(text: str, at: int) -> Row:
    """Return a record of Anna and Bram."""
    return {
        "record": f"5e1f0a3c-9d2b-4c7e-8a41-{at:012x}",
        "kind": "remember",
        "revision": 1 + at % 2,
        "previous": "ab" * 32 if at % 2 else "",
        "readers": ["anna", "bram"],
        "at": f"2026-11-24T12:00:{at % 60:02}Z",
        "text": text,
    }


def _page(row: Row) -> Row:
    """Return what the page of a row expects, as the vectors write it."""
    page = {"record": row["record"], "readers": row["readers"], "authors": ["anna"]}
    return {"reader": "bram", "unsigned": False, "expected": page}


def _expected(row: Row) -> Expected:
    """Return what the page of a row expects."""
    names = tuple(PUBLIC[name].fingerprint for name in row["readers"])
    return Expected(row["record"], names, (PUBLIC["anna"],), (row["kind"],), row["revision"])
