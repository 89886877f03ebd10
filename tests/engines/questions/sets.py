"""The questions that the helper is measured on: read them, write them, and part them in two halves.

python -m tests.engines.questions.sets     what stands in them, for sets/README.md
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random

LANGUAGES = ("nl", "en")
HALVES = ("open", "locked")
LABELS = ("open", "leading", "double", "blame", "judging", "advice")
SETS = Path(__file__).parent / "sets"
SEED = 20261125
RARE = 4  # a combination of labels seen less often than this is parted with the other rare ones

Labelled = dict[str, tuple[bool, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence with its labels, in the order of LABELS."""

    id: str
    text: str
    labels: tuple[bool, ...]

    def has(self, label: str) -> bool:
        """Say whether it carries a label."""
        return self.labels[LABELS.index(label)]


def path(language: str, half: str) -> Path:
    """Return the file of a half."""
    return SETS / f"{language}-{half}.csv"


def read(language: str, half: str) -> list[Question]:
    """Read a half, in the order of its ids."""
    with path(language, half).open(encoding="utf-8", newline="") as lines:
        return [
            Question(row["id"], row["text"], tuple(row[label] == "1" for label in LABELS))
            for row in csv.DictReader(lines)
        ]


def whole(language: str) -> list[Question]:
    """Read both halves of a language, in the order of the ids."""
    return sorted((q for half in HALVES for q in read(language, half)), key=lambda q: q.id)


def write(language: str, half: str, questions: Iterable[Question]) -> None:
    """Write a half."""
    with path(language, half).open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("id", "text", *LABELS))
        lines.writerows((q.id, q.text, *(int(label) for label in q.labels)) for q in questions)


def halves(first: Labelled) -> dict[str, list[str]]:
    """Part the ids in two, so that each combination of first labels falls half and half."""
    kinds: dict[tuple[bool, ...], list[str]] = defaultdict(list)
    for one, labels in sorted(first.items()):
        kinds[labels].append(one)
    layers: dict[tuple[bool, ...], list[str]] = defaultdict(list)
    for labels, ids in sorted(kinds.items()):
        layers[labels if len(ids) >= RARE else labels[:1]] += ids
    chance = Random(SEED)  # noqa: S311
    order = [one for _, ids in sorted(layers.items()) for one in chance.sample(ids, len(ids))]
    return {half: sorted(order[place :: len(HALVES)]) for place, half in enumerate(HALVES)}


def digest_of_texts(questions: Sequence[Question]) -> str:
    """Return what changes when a sentence of a half changes, whatever its labels say."""
    return sha256("\n".join(f"{q.id},{q.text}" for q in questions).encode()).hexdigest()


def table(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as a table in Markdown, the first as its head."""
    head, *rest = ["| " + " | ".join(map(str, row)).strip() + " |" for row in rows]
    return "\n".join([head, "| --- " * (head.count("|") - 1) + "|", *rest])


def counted() -> str:
    """Return a table of how many sentences carry what."""
    sets = {f"{one}-{half}": read(one, half) for one in LANGUAGES for half in HALVES}
    told: dict[str, Callable[[Question], bool]] = {
        "sentences": lambda _: True,
        **{label: partial(Question.has, label=label) for label in LABELS},
        "open, no fault": lambda q: q.labels[0] and not any(q.labels[1:]),
        "two faults or more": lambda q: sum(q.labels[1:]) > 1,
    }
    rows = [(name, *(sum(map(is_so, s)) for s in sets.values())) for name, is_so in told.items()]
    return table([("carry", *sets), *rows])


if __name__ == "__main__":
    print(counted())  # noqa: T201
