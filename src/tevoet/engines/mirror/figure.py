"""What a figure is: a number about contact with its definition in words and as an expression."""

from collections.abc import Callable
from dataclasses import dataclass

from tevoet.engines.mirror.schema import Expression, Tables
from tevoet.engines.mirror.settings import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A number about contact with its definition: `sentence`, `unit`, `source`, `edges`."""

    name: str
    version: int
    sentence: str
    unit: str
    source: str
    edges: tuple[str, ...]
    build: Callable[[Tables, Span], Expression]

    @property
    def slug(self) -> str:
        """Give the name under which it is published: `name@version`."""
        return f"{self.name}@{self.version}"


MAIL = "mail headers"
SPOKEN = "calendar, call log"
ALL = "mail headers, calendar, call log"
WINDOW = (
    "A moment exactly at the beginning of the window is outside it; "
    "one later than now never counts."
)
TWO = "Exactly two people; a third person, also one who said nothing, makes it a group."
TOOK_PLACE = "Zero minutes (a call nobody answered) is no talk; unknown minutes are."
PLANNED = "calendar"
UNCONFIRMED = "An invitation never answered is unconfirmed, shown apart, and counts nowhere else."
