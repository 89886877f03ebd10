"""The ordinary age tool opens what Tevoet sealed, and Tevoet what the tool sealed."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.tools import needed
from tests.vectors.good import good
from tests.vectors.lines import RECORD, Case, line_of, signed, values
from tests.vectors.people import ANNA, BRAM, PEOPLE, written
from tevoet.adapters.sealing.records import open_record, seal
from tevoet.engines.sealing.body import Place
from tevoet.engines.sealing.checks import Expected
from tevoet.engines.sealing.keys import PublicKeys, SecretKeys

BOTH = [PublicKeys.read(written(one.public).encode()) for one in (ANNA, BRAM)]


@pytest.fixture(scope="module")
def age() -> str:
    """The tool as Debian has it."""
    return needed("age")


def run(age: str, given: bytes, *arguments: str) -> bytes:
    """Hand something to the tool and return what it says."""
    ran = subprocess.run([age, *arguments], input=given, capture_output=True, check=True)  # noqa: S603 - the tool that was found
    return ran.stdout


def opened(age: str, file: bytes, reader: str, folder: Path) -> bytes:
    """Open a file with somebody's identity in a file, as a person would after taking it along."""
    identity = folder / "key.txt"
    identity.write_text(f"# {reader}\n{PEOPLE[reader].secret['words']}\n")
    return run(age, file, "--decrypt", "--identity", str(identity))


@pytest.mark.parametrize("case", good(), ids=lambda case: case.name)
def test_the_tool_opens_every_good_record(age: str, case: Case, tmp_path: Path) -> None:
    line, _, signature = opened(age, case.file, case.reader, tmp_path).partition(b"\n")
    body = json.loads(line)
    assert body["text"] == case.body["text"]
    assert (signature == b"\n") == case.is_unsigned


def test_the_tool_opens_what_the_library_seals(age: str, tmp_path: Path) -> None:
    anna = SecretKeys.read(written(ANNA.secret).encode())
    file = seal("Dat spijt me.", Place(RECORD, "remember"), at="2026-11-24T12:00:00Z",
                readers=BOTH, secret=anna)  # fmt: skip
    for reader in ("anna", "bram"):
        assert b'"text":"Dat spijt me."' in opened(age, file, reader, tmp_path)


def test_what_the_tool_seals_opens(age: str) -> None:
    plain = signed(line_of(values(text="Met de hand verzegeld.")))
    recipients = [part for one in BOTH for part in ("--recipient", one.words)]
    file = run(age, plain, *recipients)
    bram = SecretKeys.read(written(BRAM.secret).encode())
    names = tuple(one.fingerprint for one in BOTH)
    body = open_record(file, bram, Expected(RECORD, names, tuple(BOTH)))
    assert body.text == "Met de hand verzegeld."
