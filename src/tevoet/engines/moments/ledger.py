"""The accounting of a reading: read = kept + duplicate + automatic + refused."""

from dataclasses import dataclass, field
from typing import Final

from tevoet.engines.moments.records import Refused

EXAMPLES: Final = 3
"""Places remembered for each reason of refusal."""


@dataclass(slots=True)
class Refusals:
    """How often one reason occurred, and where the first of them stand."""

    count: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Ledger:
    """What became of everything that was read.

    `automatic` counts by reason what was read well and is no contact between people: mail of
    lists and robots, cancelled meetings, what lies outside the chosen period. `remarks` are what
    there is to say of whole files that were read all the same, each once. `unsure` counts by reason
    what was kept though one thing about it is not sure; it is no part of the sum.
    """

    kept: int = 0
    duplicate: int = 0
    automatic: dict[str, int] = field(default_factory=dict)
    refusals: dict[str, Refusals] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    unsure: dict[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """Everything that could not be read."""
        return sum(one.count for one in self.refusals.values())

    @property
    def set_aside(self) -> int:
        """Everything that was read well and is no contact."""
        return sum(self.automatic.values())

    @property
    def read(self) -> int:
        """Everything: the four parts always add up to this."""
        return self.kept + self.duplicate + self.set_aside + self.refused

    def put_aside(self, reason: str, count: int = 1) -> None:
        """Count something read well that is no contact."""
        self.automatic[reason] = self.automatic.get(reason, 0) + count

    def refuse(self, refused: Refused) -> None:
        """Count something that could not be read, and remember the first places."""
        reason = self.refusals.setdefault(refused.reason, Refusals())
        reason.count += 1
        if len(reason.examples) < EXAMPLES:
            reason.examples.append(refused.where)

    def doubt(self, reason: str, count: int = 1) -> None:
        """Count something that was kept though one thing about it is not sure."""
        self.unsure[reason] = self.unsure.get(reason, 0) + count

    def remark(self, slug: str) -> None:
        """Remember something to say of a file as a whole, once."""
        if slug not in self.remarks:
            self.remarks.append(slug)
