"""On which days people work: public holidays per country, and the week until somebody says."""

from datetime import date, time
from functools import lru_cache

import holidays

ORDINARY_WEEK = {weekday: (time(9), time(17)) for weekday in range(5)}


@lru_cache(maxsize=512)
def holidays_of(country: str, subdivision: str, year: int) -> frozenset[date]:
    """Return the public holidays of a year; none for a country the library does not know."""
    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=year)
    except NotImplementedError:
        if subdivision:
            return holidays_of(country, "", year)
        return frozenset()
    return frozenset(found)


def is_holiday(on: date, *, country: str, subdivision: str = "") -> bool:
    """Say whether a day is a public holiday somewhere."""
    return on in holidays_of(country, subdivision, on.year)


@lru_cache(maxsize=1)
def countries() -> dict[str, list[str]]:
    """Return every country whose holidays are known, with its parts."""
    return {
        country: list(parts)
        for country, parts in holidays.list_supported_countries().items()
        if len(country) == len("NL")
    }
