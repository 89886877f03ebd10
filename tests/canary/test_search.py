"""The search finds a word in whatever form it was left, or it could not be trusted."""

import base64
import gzip
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.canary.search import forms, in_folder, in_memory

WORD = "kanarie0123456789abcdef"


def coded(before: int) -> Callable[[bytes], bytes]:
    """Return how a word is left in base64, after so many other bytes."""
    return lambda word: base64.b64encode(b"x" * before + word + b"yz")


LEAKS: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda word: b"log: " + word + b"\n",
    "utf-16": lambda word: word.decode().encode("utf-16"),
    "hex": lambda word: word.hex().encode(),
    "base64": coded(0),
    "base64 after 1": coded(1),
    "base64 after 2": coded(2),
    "packed": lambda word: gzip.compress(word * 3),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_word_left_in_a_file_is_found(leak: str, tmp_path: Path) -> None:
    name = "left.gz" if leak == "packed" else "left.txt"
    (tmp_path / name).write_bytes(LEAKS[leak](WORD.encode()))
    assert list(in_folder(tmp_path, WORD))


def test_a_word_left_in_a_backup_or_a_name_is_found(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.backup", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("tables/x.jsonl", f'{{"text": "{WORD}"}}' * 50)
    (tmp_path / f"{WORD}.txt").write_text("x")
    found = {one.where for one in in_folder(tmp_path, WORD)}
    assert len(found) == 2


def test_another_word_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "left.txt").write_text(WORD[:-1] + "z")
    assert list(in_folder(tmp_path, WORD)) == []
    assert all(len(form) >= len(WORD) for form in forms(WORD).values())


def test_a_word_in_the_memory_of_a_program_is_found() -> None:
    code = "import sys; kept = sys.stdin.readline()[::-1]; print('ready', flush=True); input()"
    with subprocess.Popen(  # noqa: S603 - our own text
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(WORD[::-1] + "\n")
        running.stdin.flush()
        running.stdout.readline()
        if not os.access(f"/proc/{running.pid}/mem", os.R_OK):
            pytest.skip("this machine does not show the memory of programs under /proc")
        assert list(in_memory(running.pid, WORD))
        assert list(in_memory(running.pid, "kanarie-that-is-not-there")) == []
        running.kill()
