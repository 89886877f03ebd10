"""A worker for tests that ends at some items, as the library may on a damaged store.

Its store is a text: one word for each item, `mail`, `bad` or `die`.
"""

import marshal
import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.adapters.outlook.building import Plain, typed
from tests.adapters.outlook.test_messages import LETTER, TO_BRAM


def main(arguments: list[str]) -> None:
    """Write frames as the real worker does."""
    path, first = Path(arguments[0]), int(arguments[1])
    words = path.read_text().removeprefix("!BDN").split()
    if words[:1] == ["closed"]:
        os._exit(1)
    write("begin", {"total": len(words), "remarks": ["store_has_password"] if not first else []})
    for number, word in enumerate(words):
        if number < first:
            continue
        if word == "die":
            os._exit(1)
        own = packed({**LETTER, 0x1035: f"<{number}@example.org>"})
        content = ("", "cp1252", own, [packed(TO_BRAM)])
        write("items", [(number, None if word == "bad" else content)])
    write("end", None)


def packed(values: Mapping[int, Plain]) -> dict[int, tuple[int, bytes]]:
    """Return properties as the worker hands them over."""
    return {key: typed(value) for key, value in values.items()}


def write(word: str, said: object) -> None:
    """Write one frame."""
    frame = marshal.dumps((word, said))  # type: ignore[arg-type] # only plain values
    sys.stdout.buffer.write(struct.pack(">Q", len(frame)) + frame)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
