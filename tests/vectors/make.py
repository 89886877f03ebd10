"""Make the test vectors: `python -m tests.vectors.make`. The same bytes each time."""

import base64
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.vectors import numbers
from tests.vectors.agefile import age_file, for_key, for_passphrase
from tests.vectors.good import good
from tests.vectors.people import ANNA, PEOPLE, Known, bech32, written
from tests.vectors.refused import refused

FOLDER = Path(__file__).parent
PHRASE = "wandelen brug kastanje dertig lepel oever"


def words_of(fingerprint: str) -> list[int]:
    """Return which five words stand for a fingerprint, reckoned apart from the program."""
    number = int(f"{int(fingerprint, 16):0256b}"[:65], 2)
    return [number // 7776**place % 7776 for place in (4, 3, 2, 1, 0)]


def person(one: Known) -> dict[str, Any]:  # Any: what JSON holds
    """Return a keyring with all that hangs on it."""
    return {
        "name": one.name,
        "secret": written(one.secret),
        "public": written(one.public),
        "fingerprint": one.fingerprint,
        "five_words": words_of(one.fingerprint),
    }


def fingerprints() -> list[dict[str, Any]]:  # Any: what JSON holds
    """Return fingerprints at the edges, with their words."""
    edges = ["0" * 64, "f" * 64, "0" * 16 + "8" + "0" * 47, "0" * 16 + "7" + "f" * 47]
    edges.append(f"{(7776**5 << 191):064x}")
    return [{"fingerprint": one, "five_words": words_of(one)} for one in edges]


def wrong_publics() -> list[dict[str, str]]:
    """Return public parts that are none, by what is wrong with them."""
    public = written(ANNA.public)
    recipient, signing = str(ANNA.public["words"]), str(ANNA.public["signing"])
    wrong = {
        "a key more": public.replace('"v":1', '"v":1,"x":1'),
        "a key less": public.replace('"v":1,', ""),
        "another version": public.replace('"v":1', '"v":2'),
        "a space": public + " ",
        "a recipient in capitals": public.replace(recipient, recipient.upper()),
        "a recipient cut off": public.replace(recipient, recipient[:-1]),
        "a post-quantum recipient": public.replace(recipient, recipient.replace("age1", "age1pq1")),
        "a signing key cut off": public.replace(signing, signing[:-1]),
        "a signing key by number": public.replace(f'"{signing}"', "7"),
        "a signing key in base64": public.replace(signing, "+" + signing[1:]),
        "a recipient by number": public.replace(f'"{recipient}"', "7"),
        "a signing key with padding": public.replace(signing, signing + "="),
        "a list": "[]",
        "nothing": "",
    }
    return [{"part": "public", "name": name, "text": text} for name, text in wrong.items()]


def wrong_secrets() -> list[dict[str, str]]:
    """Return secret parts that are none, by what is wrong with them."""
    secret, identity = written(ANNA.secret), str(ANNA.secret["words"])
    other = bech32("age-x-", bytes(32)).upper()
    longer = bech32("age-secret-key-", bytes(33)).upper()
    mistyped = identity[:-1] + ("P" if identity.endswith("Q") else "Q")
    wrong = {
        "a key more": secret.replace('"v":1', '"v":1,"x":1'),
        "another version": secret.replace('"v":1', '"v":2'),
        "an identity of another kind": secret.replace(identity, other),
        "a longer identity": secret.replace(identity, longer),
        "a public part": written(ANNA.public),
        "an identity in small letters": secret.replace(identity, identity.lower()),
        "an identity mistyped": secret.replace(identity, mistyped),
        "an identity cut off": secret.replace(identity, identity[:-1]),
    }
    return [{"part": "secret", "name": name, "text": text} for name, text in wrong.items()]


def wrappings() -> list[dict[str, Any]]:  # Any: what JSON holds
    """Return secret parts that were locked with a phrase, strongly, weakly and absurdly."""
    secret = written(ANNA.secret).encode()
    usual = _wrapped(secret, 16)
    keys, cheap = [for_key(ANNA.recipient)], for_passphrase(PHRASE, 1)
    rows = {
        "as Tevoet does": ("", PHRASE, age_file(secret, [for_passphrase(PHRASE, 17)], "17")),
        "at the least": ("", PHRASE, usual),
        "with other words": ("not-sealed-for-you", PHRASE + "s", usual),
        "with nothing": ("not-sealed-for-you", "", usual),
        "too weakly": ("weak", PHRASE, _wrapped(secret, 15)),
        "hardly": ("weak", PHRASE, _wrapped(secret, 1)),
        "too costly": ("too-costly", PHRASE, _wrapped(secret, 1, "21")),
        "absurdly": ("too-costly", PHRASE, _wrapped(secret, 1, "64")),
        "with a zero in front": ("not-an-age-file", PHRASE, _wrapped(secret, 16, "016")),
        "with a number beyond all": ("not-an-age-file", PHRASE, _wrapped(secret, 1, "9" * 400)),
        "with a sign": ("not-an-age-file", PHRASE, _wrapped(secret, 16, "+16")),
        "for a key": ("not-an-age-file", PHRASE, age_file(secret, keys, "key")),
        "twice": ("not-an-age-file", PHRASE, age_file(secret, [cheap, cheap], "2")),
        "cut off": ("not-an-age-file", PHRASE, usual[:-1]),
    }  # fmt: skip
    return [
        {"name": name, "slug": slug, "phrase": phrase, "file": base64.b64encode(file).decode()}
        for name, (slug, phrase, file) in rows.items()
    ]


def _wrapped(secret: bytes, work: int, said: str = "") -> bytes:
    return age_file(secret, [for_passphrase(PHRASE, work, said)], f"wrapped {work} {said}")


def listed(rows: Iterable[dict[str, Any]]) -> str:  # Any: what JSON holds
    """Write one row a line, so that a change is seen where it is."""
    lines = (json.dumps(row, ensure_ascii=True, separators=(",", ":")) for row in rows)
    return "[\n" + ",\n".join(lines) + "\n]\n"


FILES: dict[str, Callable[[], str]] = {
    "keyrings.json": lambda: listed(person(one) for one in PEOPLE.values()),
    "fingerprints.json": lambda: listed(fingerprints()),
    "wrong_keyrings.json": lambda: listed([*wrong_publics(), *wrong_secrets()]),
    "wrappings.json": lambda: listed(wrappings()),
    "records.json": lambda: listed(case.row() for case in good()),
    "refused.json": lambda: listed(case.row() for case in refused()),
}

if __name__ == "__main__":
    for name, write in FILES.items():
        (FOLDER / name).write_text(write())
    numbers.PAGE.write_text(numbers.page())
