"""Countries and clocks that somebody can choose, in words."""

from functools import lru_cache
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from tevoet.people.days import countries

COUNTRIES = {
    "NL": _("Netherlands"),
    "BE": _("Belgium"),
    "DE": _("Germany"),
    "AT": _("Austria"),
    "AW": _("Aruba"),
    "AU": _("Australia"),
    "CA": _("Canada"),
    "CH": _("Switzerland"),
    "CW": _("Curaçao"),
    "CZ": _("Czechia"),
    "DK": _("Denmark"),
    "ES": _("Spain"),
    "FI": _("Finland"),
    "FR": _("France"),
    "GB": _("United Kingdom"),
    "IE": _("Ireland"),
    "IT": _("Italy"),
    "LU": _("Luxembourg"),
    "NO": _("Norway"),
    "NZ": _("New Zealand"),
    "PL": _("Poland"),
    "PT": _("Portugal"),
    "SE": _("Sweden"),
    "SR": _("Suriname"),
    "US": _("United States"),
    "ZA": _("South Africa"),
}
AREAS = ("Europe", "Africa", "America", "Asia", "Atlantic", "Australia", "Indian", "Pacific")
Grouped = list[tuple[str, list[tuple[str, str]]]]


@lru_cache(maxsize=1)
def clocks() -> Grouped:
    """Return every time zone that is called after a city, by part of the world."""
    names = sorted(name for name in available_timezones() if name.split("/")[0] in AREAS)
    return [
        (area, [(n, n.split("/", 1)[1].replace("_", " ")) for n in names if n.startswith(area)])
        for area in AREAS
    ]


def is_part(subdivision: str, *, country: str) -> bool:
    """Say whether a country has a part with its own holidays by this code."""
    return subdivision in countries().get(country, [])
