"""Read the time and the writer at the beginning of a line of an exported WhatsApp chat.

The form depends on the phone's language and make; seen are, among others,
`31-12-2026 21:05 - Bram: …`, `12/31/26, 9:05 PM - Bram: …`, `[31.12.26, 21:05:10] Bram: …`,
`2026. 12. 31. 오후 9:05, Bram : …`. Marks of direction may stand before any of it.
"""

import re
from datetime import datetime
from typing import Final, NamedTuple

from tevoet.engines.moments.clocks import hour_of
from tevoet.engines.moments.dayorder import Numbers

MARK: Final = "\u200e"
"""The mark that WhatsApp on an iPhone puts before what it wrote itself."""

_MARKS: Final = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff"
_STAMP: Final = re.compile(
    r"(\[)?(\d{1,4})([-/.]) ?(\d{1,2})[-/.] ?(\d{1,4})[.,]{0,2} ?([^\d\[\]:,-]{0,12}?) ?"
    r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d))? ?([^\d\[\]:,-]{0,10}?) ?(?:\] ?|, ?| [-–] )"
)
_HALVES: Final = {
    "a": "am amdop vm dop 上午 早上 凌晨 오전 午前 ص πμ de πριν fm",
    "p": "pm nm odp 下午 晚上 中午 오후 午後 م μμ du em",
}
_HALF_OF: Final = {word: half for half, words in _HALVES.items() for word in words.split()}
_BESIDE_TIMES: Final = frozenset(("", "à", "at", "om", "um", "klo", "kl", "as", "às", "alle"))
_NOT_LETTERS: Final = re.compile(r"[\W\d_]+")
_LONGEST: Final = 400  # characters of a line in which its stamp and its writer stand
_LONGEST_NAME: Final = 100
_QUOTES: Final = re.compile(r"[\"“”„«»]")
_CENTURY: Final = 2000
_TWO_DIGITS: Final = 100


class Stamp(NamedTuple):
    """When a line was written, as it stands, and by whom; `writer` is "" for a notice.

    `year_first` says that the year stands first in `date`. `by_program` says that WhatsApp itself
    wrote what follows. `hour` is None for a clock of twelve hours in a language that is not known.
    """

    date: Numbers
    sign: str
    year_first: bool
    clock: tuple[int | None, int, int]
    writer: str
    by_program: bool


def read_stamp(line: str) -> Stamp | None:
    """Return the stamp of a line; None for one that goes on with the message above it.

    Of what follows the writer only its first sign is looked at.
    """
    start = line[:_LONGEST].lstrip(_MARKS).replace("\u202f", " ").replace("\u00a0", " ")
    found = _STAMP.match(start)
    if found is None or (found[1] is None) == start[: found.end()].rstrip().endswith("]"):
        return None
    if not (found[1] or start[: found.end()].endswith((" - ", " – ", ", ", ","))):
        return None
    date = _date(found[2], found[4], found[5])
    if date is None:
        return None
    writer, program = _writer(start[found.end() :])
    clock = _hour(int(found[7]), found[6] + found[10]), int(found[8]), int(found[9] or 0)
    return Stamp(date[0], found[3], date[1], clock, writer, program)


def time_of(stamp: Stamp, *, day_first: bool) -> datetime:
    """Return the time on the clock of the phone; raises ValueError when there is none."""
    hour, minute, second = stamp.clock
    if hour is None:
        raise ValueError("no hour")
    first, month, year = stamp.date
    day, month = (first, month) if day_first or stamp.year_first else (month, first)
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone follows


def _date(first: str, second: str, last: str) -> tuple[Numbers, bool] | None:
    """Return the numbers of a date with its year behind, and whether the year stood first."""
    if len(first) > 2:  # noqa: PLR2004 - a day or a month has two digits
        return Numbers(int(last), int(second), int(first)), True
    if len(last) == 1:
        return None
    year = int(last)
    return Numbers(int(first), int(second), year + (_CENTURY if year < _TWO_DIGITS else 0)), False


def _hour(hour: int, words: str) -> int | None:
    """Return the hour of the day by the words beside it."""
    word = _NOT_LETTERS.sub("", words.lower())
    if word in _BESIDE_TIMES:
        return hour
    half = _HALF_OF.get(word)
    try:
        return hour_of(hour, half) if half else None
    except ValueError:
        return None


def _writer(rest: str) -> tuple[str, bool]:
    """Return who wrote, and whether the program itself did; "" for a notice."""
    name, colon, text = rest.partition(": ")
    if not colon and rest.endswith(":"):
        name, colon = rest[:-1], ":"
    name = name.strip(_MARKS + " ")
    if not colon or not name or len(name) > _LONGEST_NAME or _QUOTES.search(name):
        return "", True
    return name, text[:1] == MARK
