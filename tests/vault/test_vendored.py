"""The library that the browser gets: what was bundled, under its hash, and small."""

import hashlib
import json
import re

from tests.rules.tree import ROOT
from tests.scripts import ENTRIES, SCRIPTS, compressed, loaded

LIMIT = 70_000
"""Bytes, compressed, of all that a page with words loads; the word lists are apart."""


def test_the_bundled_library_is_the_one_whose_hash_is_kept() -> None:
    kept, name = (ROOT / "vendor" / "age.js.sha256").read_text().split()
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == kept, "type: make vendor"


def test_what_is_bundled_has_one_version_and_a_hash() -> None:
    wanted = json.loads((ROOT / "vendor" / "package.json").read_text())["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    lock = json.loads((ROOT / "vendor" / "package-lock.json").read_text())["packages"]
    brought = {name: one for name, one in lock.items() if name}
    assert all(one["integrity"].startswith("sha512-") for one in brought.values())
    assert not any("resolved" in one for one in brought.values()), "a lock names no registry"


def test_the_licences_of_what_is_bundled_go_along() -> None:
    licences = (SCRIPTS / "age.licences.txt").read_text()
    named = re.findall(r"(\S+ \d+\.\d+\.\d+)", (SCRIPTS / "age.js").read_text().splitlines()[0])
    assert [one.split()[0] for one in named] == [
        "age-encryption",
        "@noble/ciphers",
        "@noble/hashes",
        "@scure/base",
    ]
    assert all(f"{one}\n" in licences for one in named)
    assert licences.count("Copyright") + licences.count("(c)") >= len(named)


def test_what_we_do_not_use_is_left_out() -> None:
    script = (SCRIPTS / "age.js").read_text()
    assert "left out of this file" in script
    assert "ML-KEM" not in script
    assert "weierstrass" not in script


def test_the_script_for_words_stays_small() -> None:
    scripts = loaded(*ENTRIES)
    assert {"age.js", "record.js", "stretching.js"} <= {one.name for one in scripts}
    assert compressed(scripts) <= LIMIT, {one.name: compressed({one}) for one in scripts}
