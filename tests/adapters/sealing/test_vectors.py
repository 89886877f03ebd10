"""What is shared by all who read and write sealed words: Python's part of it."""

import base64
import json
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tests.vectors import numbers
from tests.vectors.agefile import age_file, for_passphrase
from tests.vectors.make import FILES
from tests.vectors.people import PEOPLE
from tevoet.adapters.sealing.keys import public_part, refusal_for, unwrap
from tevoet.adapters.sealing.records import open_record, open_unsigned
from tevoet.engines.sealing.checks import Expected, Seen
from tevoet.engines.sealing.keys import PublicKeys, SecretKeys, five_word_indices
from tevoet.engines.sealing.refusals import NotCanonical, SealRefusal

FOLDER = Path(__file__).parents[2] / "vectors"
Row = dict[str, Any]  # JSON, whose values are of any kind
KEYS = {row["name"]: row for row in json.loads((FOLDER / "keyrings.json").read_text())}


def rows(name: str) -> list[Any]:  # Any: parameters of pytest
    """Return the cases of a file, each under its name."""
    read = json.loads((FOLDER / f"{name}.json").read_text())
    return [pytest.param(row, id=row["name"]) for row in read]


def keys_of(name: str) -> SecretKeys:
    """Return somebody's keys."""
    return SecretKeys.read(KEYS[name]["secret"].encode())


def expected_of(row: Row) -> Expected:
    """Return what the page of a case expects; no kind at all is a kind that is not."""
    page = row["expected"]
    return Expected(
        record=page["record"],
        readers=tuple(KEYS[one]["fingerprint"] for one in page["readers"]),
        authors=tuple(PublicKeys.read(KEYS[one]["public"].encode()) for one in page["authors"]),
        kinds=tuple(page["kinds"]) if "kinds" in page else None,
        revision=page.get("revision", 0),
        previous=page.get("previous"),
        seen=Seen(**page["seen"]) if "seen" in page else None,
    )


def opened(row: Row) -> dict[str, Any]:  # Any: JSON
    """Open the record of a case and return its values."""
    open_it = open_unsigned if row["unsigned"] else open_record
    body = open_it(base64.b64decode(row["file"]), keys_of(row["reader"]), expected_of(row))
    return {**vars(body), "readers": list(body.readers)}


@pytest.mark.parametrize("name", FILES)
def test_the_vectors_are_what_their_script_makes(name: str) -> None:
    assert (FOLDER / name).read_text() == FILES[name](), "type: python -m tests.vectors.make"


def test_the_numbers_on_the_page_are_reckoned_anew() -> None:
    assert numbers.PAGE.read_text() == numbers.page(), "type: python -m tests.vectors.make"


@pytest.mark.parametrize("row", KEYS.values(), ids=PEOPLE)
def test_a_keyring_is_named_and_told_in_five_words(row: Row) -> None:
    public = public_part(SecretKeys.read(row["secret"].encode()))
    assert public.canonical().decode() == row["public"]
    assert public.fingerprint == row["fingerprint"]
    assert list(five_word_indices(public.fingerprint)) == row["five_words"]


def test_five_words_are_right_at_the_edges() -> None:
    for row in json.loads((FOLDER / "fingerprints.json").read_text()):
        assert list(five_word_indices(row["fingerprint"])) == row["five_words"]


@pytest.mark.parametrize("row", rows("wrong_keyrings"))
def test_a_keyring_that_is_written_wrongly_is_refused(row: Row) -> None:
    text = row["text"].encode()
    is_public = row["part"] == "public"
    with pytest.raises(NotCanonical):
        PublicKeys.read(text) if is_public else public_part(SecretKeys.read(text))


@pytest.mark.parametrize("row", rows("wrappings"))
def test_a_wrapping_opens_or_is_refused_by_name(row: Row) -> None:
    content = base64.b64decode(row["file"])
    if row["slug"]:
        with pytest.raises(SealRefusal) as refused:
            unwrap(content, row["phrase"])
        assert refused.value.slug == row["slug"]
    else:
        assert unwrap(content, row["phrase"]) == keys_of("anna")


def test_what_the_library_finds_too_costly_is_called_so() -> None:
    file = age_file(b"", [for_passphrase("", 1, written="40")], "costly")
    with pytest.raises(pyrage.DecryptError) as said:
        pyrage.passphrase.decrypt(file, "")
    assert refusal_for(said.value).slug == "too-costly"


@pytest.mark.parametrize("row", rows("records"))
def test_a_record_opens_as_it_was_written(row: Row) -> None:
    assert opened(row) == row["body"]


@pytest.mark.parametrize("row", rows("refused"))
def test_a_record_is_refused_by_name(row: Row) -> None:
    with pytest.raises(SealRefusal) as refused:
        opened(row)
    assert refused.value.slug == row["slug"]
