"""The mark that stands first in what somebody takes along, and which files may stand beside it."""

import json
import re
from collections.abc import Iterable
from typing import Final

NAME: Final = "tevoet.json"
FORMAT: Final = "tevoet-along"
VERSION: Final = 1

DAMAGED: Final = "along_damaged"
TOO_LARGE: Final = "along_too_large"
FOREIGN: Final = "along_foreign"
OTHER_VERSION: Final = "along_other_version"
SEALED: Final = "along_sealed"
OF_ANOTHER: Final = "along_of_another"
ELSEWHERE: Final = "along_elsewhere"

_OURS: Final = re.compile(
    r"[a-z]+\.json|index\.html|how-to-open\.html|calendar\.ics|tables/[a-z_.]+\.csv"
    r"|moments/(?:(?:entries|seats|changes)\.(?:parquet|csv)|sources\.json)"
    r"|keyring/[0-9a-f]{12}/[a-z0-9-]+\.(?:json|age)"
    r"|words/[a-z0-9_-]{1,200}/[0-9a-f-]{36}-[0-9]{1,10}\.age|mirror/[a-z0-9-]+\.age"
)


class Unfit(Exception):
    """It cannot be taken over; `reason` is one of the names above."""

    def __init__(self, reason: str) -> None:
        """Keep the name of the reason."""
        self.reason = reason
        super().__init__(reason)


def mark_of(person: int) -> bytes:
    """Return the mark, with the number under which the files know whose they are."""
    return json.dumps({"format": FORMAT, "version": VERSION, "person": person}).encode()


def read_mark(content: bytes) -> int:
    """Return the number of whose files these are.

    Raises `Unfit`: of another version, or damaged.

    >>> read_mark(mark_of(7))
    7
    """
    try:
        told = json.loads(content)
    except ValueError as error:
        raise Unfit(DAMAGED) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise Unfit(DAMAGED)
    if told.get("version") != VERSION:
        raise Unfit(OTHER_VERSION)
    if type(told.get("person")) is not int:
        raise Unfit(DAMAGED)
    return int(told["person"])


def check_names(names: Iterable[str]) -> None:
    """Refuse what holds a file that Tevoet does not put there, or the same one twice.

    A way out of the folder (`..`, a drive, a slash in front) is such a name too.

    >>> check_names(["tevoet.json", "moments/entries.parquet"])
    """
    seen = set()
    for name in names:
        if name in seen or not _OURS.fullmatch(name):
            raise Unfit(FOREIGN)
        seen.add(name)
