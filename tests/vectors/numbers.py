"""The numbers of docs/science/sealing.md, reckoned from the program and the vectors."""

import gzip
import math
import re
from collections import Counter

from tests.find_browser import ROOT
from tests.vectors.agefile import age_file, for_key
from tests.vectors.good import good
from tests.vectors.lines import TWO, line_of, signed, values
from tests.vectors.people import ANNA
from tests.vectors.refused import refused
from tevoet.engines.sealing.body import BLOCK, TEXT_LIMIT
from tevoet.engines.sealing.header import FILE_LIMIT, HEADER_LIMIT, LEAST_WORK, MOST_WORK
from tevoet.engines.sealing.keys import LIST_LENGTH

PAGE = ROOT / "docs" / "science" / "sealing.md"
LIBRARY = ROOT / "src" / "tevoet" / "vault" / "static" / "vault" / "age.js"
BLOCK_OF_PAGE = re.compile(r"(<!-- begin: [^\n]*-->\n)(.*?)(<!-- end -->)", re.DOTALL)
LENGTHS = (0, 100, 1_000, 10_000, 64 * 1024)


def numbers() -> str:
    """Return the part of the page that is made."""
    return "\n".join(["", *limits(), "", *sizes(), "", *counts(), "", ""])


def limits() -> list[str]:
    """Return the limits and the odds."""
    words = math.log2(LIST_LENGTH)
    packed = len(gzip.compress(LIBRARY.read_bytes(), 9)) / 1000
    return [
        "| what | number |",
        "| --- | --- |",
        f"| words of a record | {TEXT_LIMIT:,} bytes of UTF-8 |",
        f"| an age file | {FILE_LIMIT:,} bytes, of which the header {HEADER_LIMIT:,} |",
        f"| steps of padding | {BLOCK} bytes |",
        f"| work of scrypt | N from 2^{LEAST_WORK} to 2^{MOST_WORK}, written with 2^17: 128 MiB |",
        f"| six words | {6 * words:.1f} bits |",
        "| recovery code | 24 × 5 = 120 bits |",
        f"| five words of a fingerprint | {5 * words:.1f} bits |",
        f"| the library in the browser | {packed:.1f} kB compressed |",
    ]


def sizes() -> list[str]:
    """Return how large a record becomes."""
    rows = ["| bytes of words | one reader | two readers |", "| ---: | ---: | ---: |"]
    for length in LENGTHS:
        plain = signed(line_of(values(text="x" * length)))
        alone = signed(line_of(values(text="x" * length, readers=[ANNA.fingerprint])))
        one, two = age_file(alone, [for_key(ANNA.recipient)], ""), age_file(plain, TWO, "")
        rows.append(f"| {length:,} | {len(one):,} | {len(two):,} |")
    return rows


def counts() -> list[str]:
    """Return how many vectors there are of each."""
    found = Counter(case.slug for case in refused())
    rows = [f"| `{slug}` | {found[slug]} |" for slug in sorted(found)]
    head = ["| vectors of records | number |", "| --- | ---: |", f"| that open | {len(good())} |"]
    return [*head, *rows]


def page() -> str:
    """Return the page as it should be."""
    return BLOCK_OF_PAGE.sub(lambda found: found[1] + numbers() + found[3], PAGE.read_text())
