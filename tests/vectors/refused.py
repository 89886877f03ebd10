"""Records that must not open, each with the name of its refusal."""

from hashlib import sha256

from tests.vectors.agefile import Way, age_file, for_key, for_passphrase, noise, stanza
from tests.vectors.lines import TWO, Case, Values, expected, sealed, signed, unsigned, values
from tests.vectors.lines import line_of as line
from tests.vectors.people import ANNA, BRAM, CARLA, DIRK
from tests.vectors.written_wrong import (
    lines_forged,
    lines_not_canonical,
    lines_of_another_version,
)

USUAL = signed(line(values()))
FIRST = sealed(USUAL, "first")


def insides() -> list[Case]:
    """What is wrong inside a whole file."""
    kinds = {
        "not-canonical": lines_not_canonical(),
        "unknown-version": lines_of_another_version(),
        "forged": lines_forged(),
        "too-large": {"a letter too many": signed(line(values(text="é" + "x" * (64 * 1024 - 1))))},
        "another-author": {"by Dirk": signed(line(values(author=DIRK.fingerprint)), DIRK)},
    }
    return [
        Case(name, sealed(plain, name), expected(), slug)
        for slug, lines in kinds.items()
        for name, plain in lines.items()
    ]


def files() -> list[Case]:
    """What is no age file, or not a whole one."""
    end = FIRST.index(b"\n--- ") + 1
    many = [*TWO, *[noise("x-noise", 32) for _ in range(300)]]
    broken = {
        "nothing": b"",
        "other bytes": bytes(range(256)),
        "the words as they are": USUAL,
        "in armor": b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n",
        "another version of age": FIRST.replace(b"/v1\n", b"/v2\n", 1),
        "an empty line in front": b"\n" + FIRST,
        "line ends of two": FIRST[:end].replace(b"\n", b"\r\n") + FIRST[end:],
        "two spaces": FIRST.replace(b"-> X25519 ", b"-> X25519  ", 1),
        "no stanzas": FIRST[:22] + FIRST[end:],
        "a header only": FIRST[: FIRST.index(b"\n", end) + 1],
        "half a header": FIRST[:100],
        "a nonce only": FIRST[: FIRST.index(b"\n", end) + 17],
        "the last byte gone": FIRST[:-1],
        "the last 16 bytes gone": FIRST[:-16],
        "a byte more": FIRST + b"\n",
        "two files": FIRST + FIRST,
        "another code": FIRST[: end + 4] + b"A" * 43 + FIRST[FIRST.index(b"\n", end) :],
        "the last chunk not said to be": age_file(USUAL, TWO, "endless", last=0),
        "a header that is too long": age_file(USUAL, many, "long"),
        "a chunk left out": _without_a_chunk(),
    }
    return [Case(name, file, expected(), "not-an-age-file") for name, file in broken.items()]


def _without_a_chunk() -> bytes:
    """Take the first of two chunks out of a file."""
    file = sealed(signed(line(values(text="a" * 65_000 + "\n" * 500))), "chunks")
    start = file.index(b"\n", file.index(b"\n--- ") + 1) + 1 + 16
    return file[:start] + file[start + 64 * 1024 + 16 :]


def ways_in() -> list[Case]:
    """What opens for others than are named."""
    dirk, carla = for_key(DIRK.recipient), for_key(CARLA.recipient)
    twice = [for_key(BRAM.recipient)] * 2
    ways: dict[str, list[Way]] = {
        "a way in more": [*TWO, dirk],
        "a way in less": [for_key(BRAM.recipient)],
        "three for two": [*twice, for_key(ANNA.recipient)],
        "a way in of another type": [*TWO, noise("mlkem768x25519")],
        "noise twice": [*TWO, noise("a-grease"), noise("b-grease")],
        "a way in instead of a reader's": [for_key(BRAM.recipient), noise("X25519-other")],
        "a passphrase beside the keys": [*TWO, for_passphrase("zes woorden", 10)],
        "a passphrase only": [for_passphrase("zes woorden", 10)],
        "noise only": [noise("only-grease")],
    }
    cases = [
        Case(name, sealed(USUAL, name, way), expected(), "other-readers")
        for name, way in ways.items()
    ]
    others = sealed(USUAL, "others", [dirk, carla])
    return [*cases, Case("for two others", others, expected(), "not-sealed-for-you")]


def places() -> list[Case]:
    """A good record where another is expected."""
    pages: dict[str, tuple[str, Values]] = {
        "in the place of another": (
            "another-record",
            {"record": "0" + "5e1f0a3c"[1:] + RECORD_END},
        ),
        "as another kind": ("another-kind", {"kinds": ["reflection", "pins"]}),
        "as no kind": ("another-kind", {"kinds": []}),
        "where only Bram may write": ("another-author", {"authors": ["bram"]}),
        "where nobody may write": ("another-author", {"authors": []}),
        "where one more reads": ("other-readers", {"readers": ["anna", "bram", "carla"]}),
        "where one less reads": ("other-readers", {"readers": ["bram"]}),
        "where another reads": ("other-readers", {"readers": ["bram", "carla"]}),
    }
    cases = [Case(name, FIRST, expected(**page), slug) for name, (slug, page) in pages.items()]
    content = values(readers=[BRAM.fingerprint])
    file = sealed(signed(line(content)), "not oneself", [for_key(BRAM.recipient)])
    page = expected(readers=["bram"])
    return [*cases, Case("the writer is no reader", file, page, "other-readers")]


RECORD_END = "-9d2b-4c7e-8a41-0b6f3d2c1e90"


def chains() -> list[Case]:
    """A revision in the place of another."""
    before, other = sha256(FIRST).hexdigest(), "f" * 64
    second = sealed(signed(line(values(revision=2, previous=before))), "second")
    again = sealed(USUAL, "again")
    own = sha256(second).hexdigest()
    loose = sealed(signed(line(values(revision=2))), "loose")
    early = sealed(signed(line(values(previous=other))), "early")
    seen, far = _seen(2, own), _seen(2**31 - 1, own)
    first_seen, other_first = _seen(1, before), {"revision": 2, **_seen(1, other)}
    rows: list[tuple[str, str, bytes, Values]] = [
        ("the first as the second", "rolled-back", FIRST, {"revision": 2}),
        ("the first, the second seen", "rolled-back", FIRST, seen),
        ("the first, far more seen", "rolled-back", FIRST, far),
        ("the second as the first", "broken-chain", second, {"revision": 1}),
        ("the second after another", "broken-chain", second, {"revision": 2, "previous": other}),
        ("the second, another first seen", "broken-chain", second, other_first),
        ("the second, another seen", "broken-chain", second, {"revision": 2, **_seen(2, other)}),
        ("the first sealed again", "broken-chain", again, first_seen),
        ("the second after nothing", "broken-chain", loose, {"revision": 2}),
        ("the first after something", "broken-chain", early, {"revision": 1}),
        ("the first after the first", "broken-chain", FIRST, {"previous": before}),
    ]
    return [Case(name, file, expected(**page), slug) for name, slug, file, page in rows]


def _seen(revision: int, name: str) -> Values:
    return {"seen": {"revision": revision, "hash": name}}


def without_author() -> list[Case]:
    """What is unsigned, and what is signed, in each other's place."""
    content = values(author="", kind="visit", readers=[ANNA.fingerprint])
    file = sealed(unsigned(content), "unsigned", [for_key(ANNA.recipient)])
    page = expected(kinds=["visit"], readers=["anna"], authors=["anna", "bram"])
    two = sealed(unsigned(values(author="")), "unsigned for two")
    lined = sealed(signed(line({**content})), "signed by nobody", [for_key(ANNA.recipient)])
    pins = {**page, "kinds": ["pins"]}
    return [
        Case("unsigned where one signs", file, page, "forged", reader="anna"),
        *(
            Case(name, content, where, slug, reader=reader, is_unsigned=True)
            for name, content, where, slug, reader in (
                ("signed where nobody signs", FIRST, expected(), "another-author", "bram"),
                ("a signature of nobody", lined, page, "another-author", "anna"),
                ("unsigned for two", two, expected(), "other-readers", "bram"),
                ("unsigned, as another kind", file, pins, "another-kind", "anna"),
            )
        ),
    ]


def refused() -> list[Case]:
    """Return everything that must not open."""
    odd = age_file(USUAL, [*TWO, lambda _key, _chance: stanza("X25519", body=bytes(32))], "bare")
    bare = Case("a stanza without its share", odd, expected(), "other-readers")
    parts = (insides(), files(), ways_in(), places(), chains(), without_author())
    return [*(case for part in parts for case in part), bare]
