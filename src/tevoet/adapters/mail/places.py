"""Say where something refused stands, without a subject or an address."""

import os
from functools import lru_cache
from pathlib import Path


def place(path: Path, offset: int | None = None) -> str:
    """Return the file's name and, for an mbox, the byte at which the message begins.

    Mail programs name exported messages after their subject, so a single message, and any file
    with an "@" in its name, is given by its folder and its number in the alphabet of the folder.
    """
    name = path.name
    if "@" in name or path.suffix.lower() in {".eml", ".msg"}:
        folder = "" if "@" in path.parent.name else path.parent.name
        name = f"{folder}, file {_names(path.parent).get(path.name, 0)}".removeprefix(", ")
    return name if offset is None else f"{name}, byte {offset}"


@lru_cache(maxsize=8)
def _names(folder: Path) -> dict[str, int]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - several times as fast
    except OSError:
        return {}
    return {name: number for number, name in enumerate(names, start=1)}
