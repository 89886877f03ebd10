"""Python and the browsers say the same about lines that nobody would write by hand."""

import base64
import json
import random
from typing import Any

from tests.vault.browsers.conftest import Run
from tests.vectors.lines import Case, expected, line_of, sealed, signed, values
from tests.vectors.people import PEOPLE, written
from tevoet.adapters.sealing.records import open_record
from tevoet.engines.sealing.canonical import canonical
from tevoet.engines.sealing.checks import Expected
from tevoet.engines.sealing.keys import PublicKeys, SecretKeys
from tevoet.engines.sealing.refusals import SealRefusal

PIECES = (
    *(b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b" ", b"\n", b"0", b"1", b"-", b"e9", b".5"),
    *(
        b"\\u0041",
        b"\\ud83d",
        b"\\n",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xef\xbb\xbf",
    ),
    *(b"null", b"true", b"NaN", b"1e400", b'"v":1', b'"v":2', b'"text":"x"', b'"__proto__":1'),
    *("é".encode(), "👋".encode(), "\u2028".encode(), b"\x00", b"\x7f", b"\x1f"),
)
HARD = "\"\\/\b\f\n\r\t\0\x1f\x7f\x80\u2028\ufeff\uffff\U0001f44b\U0010ffff\u0301é<&'"


def mutated(chance: random.Random) -> bytes:
    """Change the usual line here and there, bring it to its length again, and sign it."""
    line = bytearray(line_of(values()))
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(line))
        until = at + chance.choice((0, 0, 1, 1, 2, 5))
        line[at:until] = chance.choice((*PIECES, b"", bytes([chance.randrange(256)])))
    if chance.random() < 0.8:
        line = bytearray(_refilled(bytes(line)))
    return signed(bytes(line))


def _refilled(line: bytes) -> bytes:
    """Let the spaces of the padding make up for what was added or left out."""
    start = line.find(b'"pad":"') + 7
    bare = line[:start] + line[start:].lstrip(b" ")
    return bare[:start] + b" " * (-(len(bare) + 88) % 256) + bare[start:]


def ours(case: Case) -> dict[str, Any]:  # Any: JSON
    """Return what Python makes of a case."""
    people = {name: PublicKeys.read(written(one.public).encode()) for name, one in PEOPLE.items()}
    page = case.expected
    secret = SecretKeys.read(written(PEOPLE["bram"].secret).encode())
    wanted = Expected(
        page["record"],
        tuple(people[name].fingerprint for name in page["readers"]),
        tuple(people[name] for name in page["authors"]),
        tuple(page["kinds"]),
        page["revision"],
    )
    try:
        body = open_record(case.file, secret, wanted)
    except SealRefusal as refused:
        return {"slug": refused.slug}
    return {"body": {**vars(body), "readers": list(body.readers)}}


def test_they_agree_on_two_thousand_lines_made_by_chance(run: Run) -> None:
    chance = random.Random(8785)  # noqa: S311 - lines for a test
    plains = [mutated(chance) for _ in range(2_000)]
    cases = [Case(f"{at}", sealed(plain, f"{at}"), expected()) for at, plain in enumerate(plains)]
    came = run("rows => vectors.openRows(rows)", [case.row() for case in cases])
    differ = [
        (plain, mine, theirs)
        for plain, case, theirs in zip(plains, cases, came, strict=True)
        if (mine := ours(case)) != theirs
    ]
    assert differ == []
    slugs = {one.get("slug", "opened") for one in came}
    assert {"opened", "not-canonical", "unknown-version", "another-author"} <= slugs, slugs


def test_they_write_the_same_canonical_form(run: Run) -> None:
    chance = random.Random(8032)  # noqa: S311 - values for a test
    made = [value(chance, 0) for _ in range(1_000)]
    came = run("values => vectors.canonicalOf(values)", made)
    assert came == [canonical(one).decode() for one in made]


def value(chance: random.Random, depth: int) -> Any:  # Any: JSON
    """Return any value that JSON can hold, without fractions."""
    kind = chance.randrange(4 if depth > 3 else 6)
    if kind < 2:
        return "".join(chance.choice((*HARD, *"abc ")) for _ in range(chance.randrange(12)))
    if kind == 2:
        return chance.choice((0, 1, -1, 2**53 - 1, -(2**53) + 1, chance.randrange(10**9)))
    if kind == 3:
        return chance.choice((None, True, False))
    parts = [value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind == 4:
        return parts
    return {json.dumps(value(chance, 9)) + HARD[at]: one for at, one in enumerate(parts)}


def test_what_one_seals_by_chance_the_other_opens(run: Run) -> None:
    chance = random.Random(7748)  # noqa: S311 - texts for a test
    texts = ["".join(chance.choices(HARD, k=chance.randrange(200))) for _ in range(200)]
    place = {"record": values()["record"], "kind": "remember", "revision": 1, "previous": ""}
    usual = {**place, "at": values()["at"], "readers": ["anna", "bram"], "writer": "anna"}
    files = run("rows => vectors.sealRows(rows)", [{**usual, "text": text} for text in texts])
    for text, file in zip(texts, files, strict=True):
        assert ours(Case("", base64.b64decode(file), expected()))["body"]["text"] == text
