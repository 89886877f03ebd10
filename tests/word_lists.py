"""Make the two lists of 7776 words that six words are drawn from.

    python -m tests.word_lists DUTCH FREQUENCIES ENGLISH

DUTCH is the word list of Debian's `wdutch`, FREQUENCIES the folder `data` of wordfreq, ENGLISH the
large list of the EFF. It needs simplemma and msgpack, which nothing else here needs: run it in an
environment of its own. docs/build/word-lists/README.md names the versions and the licences.
"""

import gzip
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import ascii_lowercase

from tests.rules.tree import ROOT, SOURCE

SIZE = 7776
LEFT_OUT = ROOT / "docs" / "build" / "word-lists" / "left-out.nl.txt"
LISTS = SOURCE / "vault" / "static" / "vault"
SHAPE = re.compile(r"[a-z]{4,9}")
NEARBY = 20  # hundredths of a power of ten: how much more common a word may be in another language
UNKNOWN = 10_000


def neighbours(word: str) -> Iterator[str]:
    """Yield what one slip of the finger makes of a word: a letter less, more, other or swapped."""
    for place in range(len(word) + 1):
        left, right = word[:place], word[place:]
        yield left + right[1:]
        yield left + right[1:2] + right[:1] + right[2:]
        for letter in ascii_lowercase:
            yield left + letter + right
            yield left + letter + right[1:]


def distinct(words: Iterable[str]) -> Iterator[str]:
    """Leave out what begins like, or is one slip away from, a word before it."""
    kept: set[str] = set()
    beginnings: set[str] = set()
    for word in words:
        own = {word[:length] for length in range(1, len(word) + 1)}
        if word in beginnings or own & kept or kept.intersection(neighbours(word)):
            continue
        kept.add(word)
        beginnings |= own
        yield word


def ranks(folder: Path, language: str) -> dict[str, int]:
    """Return how rare each word is in a language, in hundredths of a power of ten."""
    import msgpack  # type: ignore[import-not-found]  # noqa: PLC0415 - only needed here

    with gzip.open(folder / f"large_{language}.msgpack.gz") as packed:
        groups = msgpack.load(packed, raw=False)[1:]
    return {word: rank for rank, words in enumerate(groups) for word in words}


def is_base_form(word: str) -> bool:
    """Say whether a word stands in a dictionary as it is."""
    import simplemma  # type: ignore[import-not-found]  # noqa: PLC0415 - only needed here

    return bool(simplemma.lemmatize(word, lang="nl") == word)


def dutch(spelling: Path, frequencies: Path, english: Iterable[str]) -> list[str]:
    """Return the most common Dutch words that are short, distinct and fit to be read aloud."""
    known = set(spelling.read_text().split())
    apart = {*LEFT_OUT.read_text().split(), *english}
    own, *others = (ranks(frequencies, language) for language in ("nl", "en", "de", "fr"))
    possible = [
        word
        for word in known & own.keys() - apart
        if SHAPE.fullmatch(word)
        and word.capitalize() not in known
        and all(other.get(word, UNKNOWN) > own[word] - NEARBY for other in others)
        and is_base_form(word)
    ]
    chosen = list(distinct(sorted(possible, key=lambda word: (own[word], word))))
    return sorted(chosen[:SIZE])


def main(spelling: str, frequencies: str, eff: str) -> None:
    """Write both lists, one word a line."""
    english = sorted(re.findall(r"[a-z][a-z-]+$", Path(eff).read_text(), re.MULTILINE))
    lists = {"en": english, "nl": dutch(Path(spelling), Path(frequencies), english)}
    for language, words in lists.items():
        (LISTS / f"words-{language}.txt").write_text("\n".join(words) + "\n")
        print(f"{language}: {len(words)} words")  # noqa: T201 - this is a command


if __name__ == "__main__":
    main(*sys.argv[1:])
