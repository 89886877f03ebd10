"""Try one parser with atheris, in a process of its own: `… tests.fuzz.one NAME FOLDER SECONDS`.

What is found is written beside the items tried so far, the shortest item for each way to fail; the
search goes on behind it. Ends after so many seconds of processor time, and writes down how far it
came.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, Final

SLOWER: Final = 3.0
"""Times that code runs slower while it is watched; what takes long is measured again without."""

HANGS_AFTER: Final = 60
LONGEST: Final = 64 * 1024
ADDRESS_SPACE: Final = 6 * 1024**3


class Search:
    """Counts what was tried, keeps what was found, and ends in time."""

    def __init__(self, name: str, folder: Path, seconds: float) -> None:
        import atheris  # noqa: PLC0415 - only where it searches: the suite looks at this file too

        import tests.environment  # noqa: F401, PLC0415 - a home of its own, before Django

        os.environ["DJANGO_SETTINGS_MODULE"] = "tevoet.web.settings"
        with atheris.instrument_imports(include=["tevoet", "vobject"]):
            import django  # noqa: PLC0415 - watched from here on

            django.setup()
            from tests.fuzz import bounds, targets  # noqa: PLC0415 - as above
        self.problem, self.clock = bounds.problem, bounds.processor_time
        self.target = targets.TARGETS[name]
        self.folder, self.seconds = folder, seconds
        self.count = 0
        self.begun = self.clock()

    def try_one(self, content: bytes) -> None:
        """Try one item."""
        wrong = self.problem(self.target, content, SLOWER)
        self.count += 1
        if wrong:
            self._keep(wrong, content)
        if self.count % 50 == 0 and self.clock() - self.begun > self.seconds:
            self.close()
            os._exit(0)

    def _keep(self, wrong: str, content: bytes) -> None:
        path = self.folder / "found" / hashlib.sha256(wrong.encode()).hexdigest()[:12]
        if not path.exists() or path.stat().st_size > len(content):
            path.write_bytes(content)
            path.with_suffix(".why").write_text(wrong)

    def close(self) -> None:
        """Write down how far the search came."""
        told = {"executions": self.count, "seconds": self.clock() - self.begun}
        (self.folder / "last.json").write_text(json.dumps(told))


def main(arguments: list[str]) -> None:
    """Search until the time is over."""
    import atheris  # noqa: PLC0415 - as above

    name, folder, seconds = arguments
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    search: Any = Search(name, Path(folder), float(seconds))
    from tests.fuzz.bounds import unguarded  # noqa: PLC0415 - after what is watched

    tried = Path(folder) / "tried"
    options = [
        f"-timeout={HANGS_AFTER}",
        f"-max_len={LONGEST}",
        "-rss_limit_mb=0",
        "-print_final_stats=1",
    ]
    crashes = f"-artifact_prefix={folder}/crashed-"
    atheris.Setup([sys.argv[0], str(tried), *options, crashes], search.try_one)
    with unguarded():
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
