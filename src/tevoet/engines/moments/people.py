"""The names that were seen with each address."""

from collections.abc import Iterable
from typing import Final

from tevoet.engines.moments.records import Participant

NAMES_CAP: Final = 20
"""Different names remembered for one address."""


class PeopleSeen:
    """Counts, for every address, how often each name stood with it."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._names: dict[str, dict[str, int]] = {}

    def count(self, people: Iterable[Participant], times: int = 1) -> None:
        """Count the names of the people of one moment, or of several moments alike."""
        for address, name, _ in people:
            names = self._names.setdefault(address, {})
            if name and (name in names or len(names) < NAMES_CAP):
                names[name] = names.get(name, 0) + times

    def names(self, address: str) -> list[str]:
        """Return the names of an address, the most frequent first, then by the alphabet."""
        counts = self._names.get(address, {})
        return sorted(counts, key=lambda name: (-counts[name], name))

    def addresses(self) -> list[str]:
        """Return every address that was seen, by the alphabet."""
        return sorted(self._names)
