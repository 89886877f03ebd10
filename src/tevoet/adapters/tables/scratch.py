"""A place in memory for a store that is open only while somebody looks at it.

What was unsealed for one request is not to reach the disk. Linux has such a place; elsewhere, and
where it is too small, the private temporary folder has to do.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - the one folder in memory that Linux has
PREFIX: Final = "tevoet-moments-"
OLD: Final = timedelta(days=1)
LEAST_FREE_BYTES: Final = 512 * 1024**2
UNPACKED: Final = 64
"""A store takes at most about so many times the bytes of its packed archive."""


def in_memory(packed_bytes: int, place: Path = IN_MEMORY) -> Path | None:
    """Return a place in memory with room for an archive of this size, or None for the disk."""
    if not (place.is_dir() and os.access(place, os.W_OK)):
        return None
    needed = LEAST_FREE_BYTES + UNPACKED * packed_bytes
    return place if shutil.disk_usage(place).free > needed else None


def forget_old(now: datetime, places: Iterable[Path] = ()) -> int:
    """Remove what a program left behind that was ended from outside; return how many folders."""
    everywhere = tuple(places) or (IN_MEMORY, Path(tempfile.gettempdir()))
    left = [
        folder
        for place in everywhere
        if place.is_dir()
        for folder in place.glob(f"{PREFIX}*")
        if now.timestamp() - folder.stat().st_mtime > OLD.total_seconds()
    ]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)
