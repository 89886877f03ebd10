"""Know the columns of a call log by their header, in Dutch or English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEADERS = {
    "at": "at datetime dateandtime datumtijd datumentijd timestamp start starttime starttijd"
    " startdate startdatetime begin begintijd tijdstip calldate calltime callstarttime when wanneer"
    " startedat",
    "at_utc": "timestamputc starttimeutc startutc datetimeutc dateutc",
    "date": "date datum day dag",
    "time": "time tijd",
    "number": "number nummer phone phonenumber telefoonnummer telefoon tel telnr callnumber"
    " otherparty wederpartij mobile mobilenumber contactnumber",
    "name": "name naam contact contactpersoon contactname contactnaam cachedname callername",
    "address": "address adres email emailaddress emailadres mail mailadres",
    "caller": "caller callerid callernumber calledfrom from fromno fromnumber source src"
    " callingnumber beller van vannummer",
    "callee": "callee calleenumber calledto to tono tonumber destination destinationnumber"
    " dst callednumber dialednumber dialno naar naarnummer gebelde gebeld",
    "user": "upn username userprincipalname sipaddress",
    "people": "participants attendees members deelnemers",
    "direction": "direction richting type calltype calldirection soort soortgesprek gesprekstype"
    " inout inuit gespreksrichting",
    "status": "status disposition result resultaat callstatus eventtype reasonterminated",
    "program": "lastapp lastapplication",
    "media": "media medium modality modalities mediatype service dienst calledby callmedium",
    "seconds": "billsec billableseconds seconds seconden secs sec durationseconds duurseconden"
    " durationinseconds durationsec durations duurinseconden duursec durationinsec",
    "minutes": "minutes minuten durationminutes durationinminutes durationmin duurminuten"
    " duurinminuten duurmin",
    "duration": "talking talktime duration duur gespreksduur gesprekstijd callduration length"
    " lengte",
}
_MEANINGS = {word: name for name, words in _HEADERS.items() for word in words.split()}
# Of two columns of one kind the title that stands first above counts: talking before duration.
_RANKS = {word: rank for words in _HEADERS.values() for rank, word in enumerate(words.split())}
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
DELIMITERS = (";", "\t", "|", ",")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each kind of column stands in a row."""

    places: dict[str, int]

    def cell(self, row: Sequence[str], name: str) -> str:
        """Return the cell of a kind of column, "" when the row or the log has none."""
        place = self.places.get(name)
        return "" if place is None or place >= len(row) else row[place].strip()

    @property
    def are_enough(self) -> bool:
        """Tell whether a time, somebody to reach, and a length stand in the log."""
        has_time = not {"at", "at_utc", "date"}.isdisjoint(self.places)
        has_other = self.has_ends or not {"number", "address", "people"}.isdisjoint(self.places)
        has_length = not {"seconds", "minutes", "duration"}.isdisjoint(self.places)
        return has_time and has_other and has_length

    @property
    def has_ends(self) -> bool:
        """Tell whether both ends of the line stand in the log, as an exchange writes it."""
        return {"caller", "callee"} <= self.places.keys()


def columns_of(header: Sequence[str]) -> Columns:
    """Name the columns of a header row, whatever its capitals, spaces and signs.

    >>> columns_of(["Datum", "Tijd", "Nummer", "Richting", "Duur (seconden)"]).are_enough
    True
    >>> columns_of(["Product", "Price"]).are_enough
    False
    """
    places: dict[str, int] = {}
    ranks: dict[str, int] = {}
    for place, title in enumerate(header):
        name = _MEANINGS.get(_NOT_LETTERS.sub("", title.lower()))
        if name is None:
            continue
        rank = _RANKS[_NOT_LETTERS.sub("", title.lower())]
        if rank < ranks.get(name, len(_RANKS)):
            places[name], ranks[name] = place, rank
    return Columns(places)


def delimiter_of(header: str) -> str:
    """Return the delimiter that occurs most in a header line; a semicolon wins from a comma."""
    return max(DELIMITERS, key=header.count)
