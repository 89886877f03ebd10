"""Two readers labelled each question apart: how far they agree, and what stands in the end.

    python -m tests.engines.questions.labels     after a change in sets/labels/

It adds what the readers differ on to `<language>-decided.csv`, where somebody who knows no rule of
the helper fills in the final label and why; writes the final labels to the sets; and prints the
agreement for sets/README.md. It reads the second labels only once they are there.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tests.engines.questions.sets import (
    HALVES,
    LABELS,
    LANGUAGES,
    SETS,
    Labelled,
    read,
    table,
    write,
)

FOLDER = SETS / "labels"
COLUMNS = ("id", "label", "first", "second", "final", "note")

Difference = tuple[str, str]
Decided = dict[Difference, dict[str, str]]


def labelled(language: str, reader: str) -> Labelled:
    """Read the labels of one reader; none when they are not there."""
    path = FOLDER / f"{language}-{reader}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["id"]: tuple(row[label] == "1" for label in LABELS) for row in csv.DictReader(lines)
        }


def decisions(language: str) -> Decided:
    """Read what was decided where the readers differ."""
    path = FOLDER / f"{language}-decided.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {(row["id"], row["label"]): row for row in csv.DictReader(lines)}


def differences(first: Labelled, second: Labelled) -> list[Difference]:
    """Return each sentence and label on which two readers differ."""
    return [
        (one, label)
        for one in sorted(second)
        for label, here, there in zip(LABELS, first[one], second[one], strict=True)
        if here != there
    ]


def kappa(here: Sequence[bool], there: Sequence[bool]) -> float:
    """Return Cohen's kappa of two readers for one label (doi 10.1177/001316446002000104).

    One when both say the same everywhere, also if that is one thing throughout.
    """
    size = len(here)
    observed = sum(a == b for a, b in zip(here, there, strict=True)) / size
    yes = sum(here) / size, sum(there) / size
    by_chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    return 1.0 if observed == 1 else (observed - by_chance) / (1 - by_chance)


def settled(first: Labelled, second: Labelled, decided: Decided) -> Labelled:
    """Return the final labels: what both say, and what was decided where they differ."""
    final = {one: dict(zip(LABELS, labels, strict=True)) for one, labels in first.items()}
    for one, label in differences(first, second):
        said = decided.get((one, label), {}).get("final")
        final[one][label] = said == "1" if said else final[one][label]
    return {one: tuple(labels.values()) for one, labels in final.items()}


def agreement(readers: Mapping[str, tuple[Labelled, Labelled]]) -> str:
    """Return a table of the agreement per label and language."""
    rows = [["label", *(f"{one}, {what}" for one in readers for what in ("same", "kappa"))]]
    for place, label in enumerate(LABELS):
        rows.append([label])
        for first, second in readers.values():
            here = [first[one][place] for one in sorted(second)]
            there = [second[one][place] for one in sorted(second)]
            same = sum(a == b for a, b in zip(here, there, strict=True)) / len(here)
            rows[-1] += [f"{100 * same:.1f} %", f"{kappa(here, there):.2f}"]
    return table(rows)


def listed(path: Path, first: Labelled, second: Labelled, decided: Decided) -> None:
    """Write all differences to a file, with what was decided before."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        lines.writeheader()
        for one, label in differences(first, second):
            place = LABELS.index(label)
            said = {"first": int(first[one][place]), "second": int(second[one][place])}
            before = decided.get((one, label), {})
            final = {key: before.get(key, "") for key in ("final", "note")}
            lines.writerow({"id": one, "label": label, **said, **final})


def main() -> None:
    """List what is undecided, write the final labels, print the agreement."""
    readers = {one: (labelled(one, "first"), labelled(one, "second")) for one in LANGUAGES}
    for language, (first, second) in readers.items():
        decided = decisions(language)
        if second:
            listed(FOLDER / f"{language}-decided.csv", first, second, decided)
        final = settled(first, second, decided)
        for half in HALVES:
            write(language, half, [replace(q, labels=final[q.id]) for q in read(language, half)])
    both = {language: pair for language, pair in readers.items() if pair[1]}
    print(agreement(both) if both else "no second labels yet")  # noqa: T201


if __name__ == "__main__":
    main()
