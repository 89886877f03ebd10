"""Take everything out of the zip that somebody took along: what was told, and moments by source."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tevoet.adapters.along.moments import Moments
from tevoet.adapters.along.zips import opened
from tevoet.adapters.tables.scratch import PREFIX, in_memory
from tevoet.engines.along.told import OldSource, Told, sources, told


@dataclass(frozen=True, slots=True)
class Taken:
    """What was told, the sources with how many moments each, and the moments while it is open."""

    told: Told
    sources: list[OldSource]
    counts: dict[str, int] = field(default_factory=dict)
    moments: Moments | None = None

    def count(self, source: OldSource) -> int:
        """Count the moments of a source."""
        return self.counts.get(source.label, 0)

    def pack(self, source: OldSource) -> bytes:
        """Pack the moments of a source under the name it keeps for ever."""
        assert self.moments is not None  # noqa: S101 - it has a source with moments
        return self.moments.pack(source.label, renamed=source.origin)


@contextmanager
def taken(path: Path) -> Iterator[Taken]:
    """Look through what somebody took along, and keep it open to pack its moments.

    Raises `engines.along.marks.Unfit` with the reason when it cannot be taken over.
    """
    within = in_memory(path.stat().st_size)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=within) as name:
        folder = Path(name)
        with opened(path) as zipped:
            tables = zipped.unpack(folder)
            all_told = told(zipped.person, zipped.rows("people"), zipped.rows("contact"))
            listed = sources(zipped.sources())
        if not tables:
            yield Taken(all_told, listed)
            return
        with Moments(tables, folder) as moments:
            yield Taken(all_told, listed, moments.sources(), moments)
