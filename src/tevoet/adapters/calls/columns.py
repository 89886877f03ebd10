"""Know the columns of a call log by their header, in Dutch or English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEADERS = {
    "at": "at datetime dateandtime datumtijd datumentijd timestamp start starttime starttijd"
    " startdate begin begintijd tijdstip calldate calltime when wanneer startedat",
    "date": "date datum day dag",
    "time": "time tijd",
    "number": "number nummer phone phonenumber telefoonnummer telefoon tel telnr callnumber"
    " otherparty wederpartij",
    "name": "name naam contact contactpersoon contactname contactnaam",
    "address": "address adres email emailaddress emailadres mail mailadres",
    "direction": "direction richting type calltype soort soortgesprek gesprekstype inout inuit",
    "seconds": "seconds seconden secs sec durationseconds durationinseconds durationsec durations"
    " duurseconden duurinseconden duursec durationinsec",
    "minutes": "minutes minuten durationminutes durationinminutes durationmin duurminuten"
    " duurinminuten duurmin",
    "duration": "duration duur gespreksduur callduration length lengte talktime",
}
_MEANINGS = {word: name for name, words in _HEADERS.items() for word in words.split()}
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
DELIMITERS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each kind of column stands in a row; the first of a kind counts."""

    places: dict[str, int]

    def cell(self, row: Sequence[str], name: str) -> str:
        """Return the cell of a kind of column, "" when the row or the log has none."""
        place = self.places.get(name)
        return "" if place is None or place >= len(row) else row[place].strip()

    @property
    def are_enough(self) -> bool:
        """Tell whether a time, somebody to reach, and a length stand in the log."""
        has_time = "at" in self.places or "date" in self.places
        has_other = "number" in self.places or "address" in self.places
        return (
            has_time and has_other and bool({"seconds", "minutes", "duration"} & set(self.places))
        )


def columns_of(header: Sequence[str]) -> Columns:
    """Name the columns of a header row, whatever its capitals, spaces and signs.

    >>> columns_of(["Datum", "Tijd", "Nummer", "Richting", "Duur (seconden)"]).are_enough
    True
    >>> columns_of(["Product", "Price"]).are_enough
    False
    """
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        name = _MEANINGS.get(_NOT_LETTERS.sub("", title.lower()))
        if name is not None:
            places.setdefault(name, place)
    return Columns(places)


def delimiter_of(header: str) -> str:
    """Return the delimiter that occurs most in a header line; a semicolon wins from a comma."""
    return max(DELIMITERS, key=header.count)
