"""Records that have to open, with all kinds of text in them."""

from hashlib import sha256

from tests.vectors.agefile import for_key, noise
from tests.vectors.lines import TWO, Case, Values, expected, sealed, signed, unsigned, values
from tests.vectors.lines import line_of as line
from tests.vectors.people import ANNA, BRAM, CARLA, written

TEXTS = {
    "no words": "",
    "one letter": "a",
    "accents, composed and apart": "Één \u00c5ngström e\u0301e\u0301n A\u030angstro\u0308m",
    "emoji, joined and with skin": "👋🏽 👩‍👩‍👧 🇳🇱 ❤️ 🏳️‍🌈 \U0001fae0",
    "from right to left": "\u200fשָׁלוֹם עליכם, مَرْحَبًا بِكُم\u200e 123 \u2067abc\u2069",
    "other scripts": "你好，我听见你了。こんにちは 안녕하세요 Здравствуйте Γειά σου नमस्ते ไทย",
    "lines and tabs": "een\n\ttwee\r\ndrie\r\n\nvier\u2028vijf\u2029zes\u0085zeven\u00a0acht",
    "all control characters": "".join(chr(code) for code in (*range(0x20), 0x7F, 0x80, 0x9F)),
    "quotes, slashes and signs": "\"'`\\/ \\u0041 \\n </script> <!-- & %s {name} $(x) -- ;",
    "characters that are none": "\ufdd0 \ufffe \uffff \U0010ffff \ufeff \ufffd \u0000",
    "canonical JSON": written({"heard": "ja", "list": [1, None, True], "ë": "👋"}),
    "two lines that look like a record": '{"v":1}\nAAAA\n',
    "spaces only": " " * 300,
    "as many words as fit": "é" + "x" * (64 * 1024 - 2),
}


def record(name: str, file: bytes, content: Values, page: Values, reader: str = "bram") -> Case:
    """Return a case of which this has to come out."""
    body = {key: value for key, value in content.items() if key not in {"pad", "v"}}
    return Case(name, file, page, body=body, reader=reader)


def texts() -> list[Case]:
    """Every kind of text, from Anna to Bram."""
    cases = []
    for name, text in TEXTS.items():
        content = values(text=text)
        cases.append(record(name, sealed(signed(line(content)), name), content, expected()))
    return cases


def edges_of_padding() -> list[Case]:
    """The lengths at which padding begins anew."""
    cases = []
    bare = len(written(values(text="")).encode()) + 2 + 86
    for pad in (0, 1, 254, 255):
        name = f"padding of {pad}"
        content = values(text="x" * ((-bare - pad) % 256))
        cases.append(record(name, sealed(signed(line(content)), name), content, expected()))
    return cases


def readers() -> list[Case]:
    """One reader, the writer as reader, three readers, and a file with noise in it."""
    alone = values(kind="reflection", readers=[ANNA.fingerprint], text="Kan ik mezelf vertrouwen?")
    page = expected(kinds=["reflection"], readers=["anna"], authors=["anna"])
    file = sealed(signed(line(alone)), "alone", [for_key(ANNA.recipient)])
    usual = values()
    names = sorted(one.fingerprint for one in (ANNA, BRAM, CARLA))
    three, everybody = values(readers=names), [*TWO, for_key(CARLA.recipient)]
    page_of_three = expected(readers=["anna", "bram", "carla"])
    of_three = sealed(signed(line(three)), "three", everybody)
    noisy = sealed(signed(line(usual)), "noisy", [*TWO, noise("%0E|/Y5-grease")])
    by_bram = values(author=BRAM.fingerprint, text="Ik heb je gehoord.")
    turned = sealed(signed(line(by_bram), BRAM), "by bram", TWO[::-1])
    return [
        record("words to oneself", file, alone, page, "anna"),
        record(
            "opened by its writer", sealed(signed(line(usual)), "own"), usual, expected(), "anna"
        ),
        record("three readers", of_three, three, page_of_three, "carla"),
        record("with a stanza of noise", noisy, usual, expected()),
        record("written by the other", turned, by_bram, expected(), "anna"),
    ]


def revisions() -> list[Case]:
    """A record that follows another, opened with what a device may know of it."""
    first = sealed(signed(line(values())), "first")
    before = sha256(first).hexdigest()
    next_one = values(revision=2, previous=before, at="2028-02-29T23:59:59Z")
    file = sealed(signed(line(next_one)), "second")
    own = sha256(file).hexdigest()
    last = values(revision=2**31 - 1, previous="f" * 64)
    last_file = sealed(signed(line(last)), "last")
    pages = {
        "the second, after the first": expected(revision=2, previous=before),
        "the second, the first seen": expected(revision=2, seen={"revision": 1, "hash": before}),
        "the second, seen before": expected(seen={"revision": 2, "hash": own}, revision=2),
        "the second, whichever is asked": {**expected(kinds=None, revision=None)},
    }
    followed = [
        record(name, file, next_one, {key: one for key, one in page.items() if one is not None})
        for name, page in pages.items()
    ]
    page = expected(revision=2**31 - 1, seen={"revision": 2, "hash": own})
    return [*followed, record("the last there can be", last_file, last, page)]


def without_author() -> list[Case]:
    """What a visitor seals for Anna."""
    cases = []
    for text in ("Kan ik donderdag langskomen? 🙂", ""):
        content = values(author="", kind="visit", readers=[ANNA.fingerprint], text=text)
        page = expected(kinds=["visit"], readers=["anna"], authors=[])
        file = sealed(unsigned(content), f"visit {text}", [for_key(ANNA.recipient)])
        body = {key: one for key, one in content.items() if key not in {"pad", "v"}}
        name = f"a visitor's line of {len(text)}"
        cases.append(Case(name, file, page, body=body, reader="anna", is_unsigned=True))
    return cases


def good() -> list[Case]:
    """Return everything that has to open."""
    return [*texts(), *edges_of_padding(), *readers(), *revisions(), *without_author()]
