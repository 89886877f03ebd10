"""A small file that says that the program runs, for `tevoet doctor`."""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "heartbeat"
EVERY_SECONDS = 5
COLD_AFTER_SECONDS = 30


@dataclass(frozen=True)
class Beat:
    """What ran at one moment (seconds since 1970): the children that lived, by name."""

    at: float
    alive: tuple[str, ...]

    @property
    def is_warm(self) -> bool:
        """Say whether this was a moment ago."""
        return abs(time.time() - self.at) < COLD_AFTER_SECONDS


def beat(home: Path, alive: tuple[str, ...]) -> None:
    """Write down what runs now, in one go."""
    draft = home / f"{NAME}.new"
    draft.write_text(json.dumps(asdict(Beat(at=time.time(), alive=alive))))
    draft.replace(home / NAME)


def last_beat(home: Path) -> Beat | None:
    """Return what ran last, or nothing when nothing ever did."""
    try:
        read = json.loads((home / NAME).read_text())
        return Beat(at=float(read["at"]), alive=tuple(read["alive"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def stop_beating(home: Path) -> None:
    """Say that nothing runs any more."""
    (home / NAME).unlink(missing_ok=True)
