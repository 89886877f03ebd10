"""Working days around the moment that the example is about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from tevoet.adapters.example.people import TIME_ZONE, ExamplePerson

_ONE = timedelta(days=1)
_ZONE = ZoneInfo(TIME_ZONE)
_SPAN_DAYS = 182
_WEEKDAYS = frozenset({0, 1, 2, 3, 4})


@cache
def _free_days(first: int, last: int) -> frozenset[date]:
    """Return the Dutch public holidays of these years."""
    return frozenset(holidays.country_holidays("NL", years=range(first, last + 1)))


@dataclass(slots=True)
class Days:
    """The half year before `now`, in Dutch time, and the working days in it."""

    now: datetime
    today: date = field(init=False)
    first: date = field(init=False)
    free: frozenset[date] = field(init=False)

    def __post_init__(self) -> None:
        """Work out today and the public holidays. `now` must carry a time zone."""
        self.now = self.now.astimezone(_ZONE)
        self.today = self.now.date()
        self.first = self.today - timedelta(days=_SPAN_DAYS)
        self.free = _free_days(self.first.year, self.today.year + 1)

    def is_working(self, on: date, days: frozenset[int] = _WEEKDAYS) -> bool:
        """Tell whether a day is worked: one of somebody's weekdays and no public holiday."""
        return on.weekday() in days and on not in self.free

    def working(self) -> Iterator[date]:
        """Yield the working days from the first until today."""
        on = self.first
        while on <= self.today:
            if self.is_working(on):
                yield on
            on += _ONE

    def before_today(self, number: int) -> date:
        """Return the working day that is `number` working days before today."""
        on = self.today
        while number:
            on -= _ONE
            number -= self.is_working(on)
        return on

    def ago(self, days: int) -> date:
        """Return the day that is so many days before today, working day or not."""
        return self.today - timedelta(days=days)

    def on_or_before(self, on: date, person: ExamplePerson) -> date:
        """Return the last day of somebody up to and including a day."""
        while not self.is_working(on, person.days):
            on -= _ONE
        return on

    def on_or_after(self, on: date, person: ExamplePerson) -> date:
        """Return the first day of somebody from a day on."""
        while not self.is_working(on, person.days):
            on += _ONE
        return on

    def last_stretch(self, most: int) -> list[date]:
        """Return the last working days before today without a day off between, oldest first."""
        stretch = [self.before_today(1)]
        while len(stretch) < most and self.is_working(stretch[0] - _ONE):
            stretch.insert(0, stretch[0] - _ONE)
        return stretch


def at(on: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment in Dutch time."""
    return datetime.combine(on, time(hour, minute, second), _ZONE)
