"""What a page with sealed words loads: the scripts it names, and those that they load."""

import gzip
import re
from pathlib import Path

from tests.rules.tree import SOURCE

SCRIPTS = SOURCE / "vault" / "static" / "vault"
ENTRIES = ("sealed.js", "lock.js", "loan.js")
"""To read and write, to unlock, and to lend; the pages about keys load others beside them."""

LOADED = re.compile(r'(?:from|import|new URL\()\s*"\./([\w-]+\.js)"')


def loaded(*names: str) -> set[Path]:
    """Return these scripts with all that they load, the worker included."""
    found: set[Path] = set()
    left = [SCRIPTS / name for name in names]
    while left:
        script = left.pop()
        if script not in found:
            found.add(script)
            left += [SCRIPTS / name for name in LOADED.findall(script.read_text())]
    return found


def compressed(scripts: set[Path]) -> int:
    """Return how many bytes travel, each script compressed by itself."""
    return sum(len(gzip.compress(one.read_bytes(), 9)) for one in scripts)
