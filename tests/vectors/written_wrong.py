"""Lines that are not written as they have to be, by slug and name."""

from typing import Any

from tests.vectors.lines import BOTH, RECORD, line_of, padded, signed, values
from tests.vectors.people import ANNA, BRAM, DIRK, written

WRONG_VALUES: dict[str, dict[str, Any]] = {  # Any: what JSON holds
    "a revision in quotes": {"revision": "1"},
    "revision 0": {"revision": 0},
    "revision -1": {"revision": -1},
    "revision true": {"revision": True},
    "revision 1.5": {"revision": 1.5},
    "a revision beyond the last": {"revision": 2**31},
    "a revision beyond whole numbers": {"revision": 2**53},
    "no revision": {"revision": None},
    "no readers": {"readers": []},
    "readers in the wrong order": {"readers": BOTH[::-1]},
    "a reader twice": {"readers": [BOTH[0], *BOTH]},
    "a reader in capitals": {"readers": sorted([BOTH[0].upper(), BOTH[1]])},
    "a reader by number": {"readers": [1]},
    "readers in one text": {"readers": BOTH[0]},
    "a time with a fraction": {"at": "2026-11-24T12:00:00.000Z"},
    "a time in another zone": {"at": "2026-11-24T12:00:00+01:00"},
    "a time without zone": {"at": "2026-11-24T12:00:00"},
    "a day that is not": {"at": "2026-02-30T12:00:00Z"},
    "29 February of no leap year": {"at": "2100-02-29T12:00:00Z"},
    "hour 24": {"at": "2026-11-24T24:00:00Z"},
    "second 60": {"at": "2026-11-24T12:00:60Z"},
    "a year before 1000": {"at": "0999-11-24T12:00:00Z"},
    "a time with Arabic digits": {"at": "202٦-11-24T12:00:00Z"},
    "a time with a line after it": {"at": "2026-11-24T12:00:00Z\n"},
    "a number in capitals": {"record": RECORD.upper()},
    "a number without hyphens": {"record": RECORD.replace("-", "")},
    "a number in braces": {"record": f"{{{RECORD}}}"},
    "no number": {"record": ""},
    "a kind in capitals": {"kind": "Remember"},
    "no kind": {"kind": ""},
    "a kind that is too long": {"kind": "k" * 33},
    "a kind with a line after it": {"kind": "remember\n"},
    "an author in capitals": {"author": ANNA.fingerprint.upper()},
    "an author by name": {"author": "anna"},
    "what went before in capitals": {"previous": "F" * 64},
    "what went before cut off": {"previous": "f" * 63},
    "words by number": {"text": 7},
    "no words at all": {"text": None},
    "words in a list": {"text": ["a"]},
    "half a surrogate pair": {"text": "\ud83d"},
    "the other half of a pair": {"text": "\udc4b"},
    "a key more": {"to": "bram"},
    "a key of JavaScript's own": {"__proto__": "x"},
    "padding of tabs": {"pad": "\t"},
}
USUAL = written(values(pad="PAD"))
BY_HAND = {
    "a space after a colon": USUAL.replace('"v":1', '"v": 1'),
    "a space at the end": USUAL + " ",
    "keys in another order": USUAL.replace(',"v":1', "").replace('{"at"', '{"v":1,"at"'),
    "a key twice": USUAL.replace('"v":1', '"v":1,"v":1'),
    "the words twice": USUAL.replace('"v":1', '"text":"anders","v":1'),
    "a letter escaped": USUAL.replace("Ik heb", "\\u0049k heb"),
    "a slash escaped": USUAL.replace("Ik heb", "Ik \\/ heb"),
    "an escape in capitals": USUAL.replace("Ik heb", "Ik \\u001F heb"),
    "an escape that is longer than it need be": USUAL.replace("Ik heb", "Ik \\u000a heb"),
    "a surrogate escaped": USUAL.replace("Ik heb", "Ik \\ud83d heb"),
    "a surrogate escaped in a key": USUAL.replace('"v":1', '"\\ud83d":1,"v":1'),
    "a whole emoji escaped": USUAL.replace("Ik heb", "Ik \\ud83d\\udc4b heb"),
    "version 1.0": USUAL.replace('"v":1', '"v":1.0'),
    "revision 1e0": USUAL.replace('"revision":1', '"revision":1e0'),
    "revision 1e400": USUAL.replace('"revision":1', '"revision":1e400'),
    "revision NaN": USUAL.replace('"revision":1', '"revision":NaN'),
    "revision -0": USUAL.replace('"revision":1', '"revision":-0'),
    "no version": USUAL.replace(',"v":1', ""),
    "a mark of byte order": "\ufeff" + USUAL,
    "a comma too many": USUAL.replace('"v":1', '"v":1,'),
    "a list": '["PAD"]',
    "null": "null",
    "a text": '"PAD"',
    "a version in a list": '[{"v":2}]',
    "nested too deep": '{"at":' + "[" * 10_000 + "]" * 10_000 + "}",
}


def lines_not_canonical() -> dict[str, bytes]:
    """Return the two lines of each, signed by Anna as they stand."""
    usual = line_of(values())
    good = signed(usual)
    cut = usual.replace(b'"pad":"', b'"pad":"' + b" " * 256)
    half = usual.replace(b"Ik heb", b"Ik\xff\xfe\xfdb")
    by_bytes = {
        "padded by 256 too many": signed(cut),
        "padded to another length": signed(usual.replace(b'"pad":" ', b'"pad":"')),
        "no UTF-8": signed(half),
        "UTF-8 of a surrogate": signed(usual.replace(b"Ik heb", b"Ik\xed\xa0\xbd")),
        "a zero written too long": signed(usual.replace(b"Ik heb", b"Ik\xc0\x80eb")),
        "no last line end": good[:-1] + b"A",
        "three lines": good[:-2] + b"\n\n",
        "a line end of two": good[:-2] + b"\r\n",
        "a signature in base64": good[:-4] + b"+/A\n",
        "one line": b" " * 256,
        "nothing inside": b"",
        "only line ends": b"\n" * 256,
    }
    wrong = {name: signed(line_of(values(**one))) for name, one in WRONG_VALUES.items()}
    missing = {
        f"without {key}": signed(line_of({k: v for k, v in values(pad=" ").items() if k != key}))
        for key in ("at", "author", "readers", "text")
    }
    return {**wrong, **missing, **{name: padded(one) for name, one in BY_HAND.items()}, **by_bytes}


def lines_of_another_version() -> dict[str, bytes]:
    """Return the two lines of what a later Tevoet may write."""
    return {
        "version 2": signed(line_of(values(v=2))),
        "version 0": signed(line_of(values(v=0))),
        "version 1 in quotes": signed(line_of(values(v="1"))),
        "version true": signed(line_of(values(v=True))),
        "version null": signed(line_of(values(v=None))),
        "version 2, written otherwise": b'{"v": 2, "new": true}',
    }


def lines_forged() -> dict[str, bytes]:
    """Return the two lines of what Anna did not sign."""
    line, other = line_of(values()), line_of(values(text="Ik heb het wel gezien."))
    right = ANNA.sign(line)
    return {
        "signed by Dirk": signed(line, DIRK),
        "signed by the reader": signed(line, BRAM),
        "the signature of other words": line + f"\n{ANNA.sign(other)}\n".encode(),
        "signed for another purpose": line + f"\n{ANNA.sign(line, b'')}\n".encode(),
        "signed for another version": line
        + f"\n{ANNA.sign(line, b'tevoet sealed record v2' + bytes([10]))}\n".encode(),
        "the same signature, written otherwise": line + f"\n{_last_bit(right)}\n".encode(),
        "a signature of nothing": line + b"\n" + b"A" * 86 + b"\n",
        "no signature": line_of(values(), signature=0) + b"\n\n",
        "half a signature": line_of(values(), signature=43) + f"\n{right[:43]}\n".encode(),
        "no author": signed(line_of(values(author=""))),
    }


def _last_bit(signature: str) -> str:
    """Set a bit of the last letter that stands for nothing."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return signature[:-1] + letters[letters.index(signature[-1]) | 1]
