"""How far a mailbox at a service was read, and what is left of a round."""

from dataclasses import dataclass, field
from typing import Self

from tevoet.adapters.services.values import Answer, inside, text


@dataclass(slots=True)
class Standing:
    """Where to go on, by folder; whoever reads keeps this.

    `marks` say where the next round begins, `left` where this round goes on ("" where it has to
    begin). `calendar` is a fingerprint of the calendar as it was handed over last.
    """

    marks: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    calendar: str = ""

    @property
    def is_over(self) -> bool:
        """Say whether nothing is left of the last round."""
        return not self.left

    def done(self, folder: str, mark: str) -> None:
        """Note where the next round of a folder begins."""
        self.left.pop(folder, None)
        self.marks[folder] = mark

    def begin_anew(self, folder: str) -> None:
        """Forget how far a folder was read."""
        self.marks.pop(folder, None)
        self.left[folder] = ""

    def written(self) -> dict[str, object]:
        """Return it as plain values."""
        return {"marks": self.marks, "left": self.left, "calendar": self.calendar}

    @classmethod
    def of(cls, kept: Answer) -> Self:
        """Return it as it was written."""
        return cls(_texts(kept, "marks"), _texts(kept, "left"), text(kept, "calendar"))


def _texts(kept: Answer, name: str) -> dict[str, str]:
    found = inside(kept, name)
    if not isinstance(found, dict):
        return {}
    return {key: one for key, one in found.items() if isinstance(one, str)}
