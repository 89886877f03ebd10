"""Countries and clocks that somebody can choose, in words."""

from functools import lru_cache
from operator import itemgetter
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
AREAS = {
    "Europe": _("Europe"),
    "Africa": _("Africa"),
    "America": _("America"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}
CITIES = {  # those of Europe and the Kingdom that have a name of their own in another language
    "America/Curacao": _("Curaçao"),
    "Atlantic/Azores": _("Azores"),
    "Atlantic/Canary": _("Canary Islands"),
    "Atlantic/Faroe": _("Faroe Islands"),
    "Europe/Athens": _("Athens"),
    "Europe/Belgrade": _("Belgrade"),
    "Europe/Berlin": _("Berlin"),
    "Europe/Brussels": _("Brussels"),
    "Europe/Bucharest": _("Bucharest"),
    "Europe/Budapest": _("Budapest"),
    "Europe/Copenhagen": _("Copenhagen"),
    "Europe/Isle_of_Man": _("Isle of Man"),
    "Europe/Istanbul": _("Istanbul"),
    "Europe/Kyiv": _("Kyiv"),
    "Europe/Lisbon": _("Lisbon"),
    "Europe/London": _("London"),
    "Europe/Luxembourg": _("Luxembourg"),
    "Europe/Moscow": _("Moscow"),
    "Europe/Paris": _("Paris"),
    "Europe/Prague": _("Prague"),
    "Europe/Rome": _("Rome"),
    "Europe/Tirane": _("Tirana"),
    "Europe/Vatican": _("Vatican City"),
    "Europe/Vienna": _("Vienna"),
    "Europe/Warsaw": _("Warsaw"),
    "Europe/Zurich": _("Zurich"),
}
Grouped = list[tuple[str, list[tuple[str, str]]]]


def clocks() -> Grouped:
    """Return every time zone that is called after a city, by part of the world, in words."""
    return [
        (str(area), sorted(((name, city(name)) for name in zones(prefix)), key=itemgetter(1)))
        for prefix, area in AREAS.items()
    ]


@lru_cache(maxsize=len(AREAS))
def zones(area: str) -> list[str]:
    """Return the time zones of a part of the world."""
    return [name for name in available_timezones() if name.startswith(f"{area}/")]


def city(zone: str) -> str:
    """Return what the place is called that a time zone is named after."""
    known = CITIES.get(zone)
    return str(known) if known else zone.split("/", 1)[1].replace("_", " ")


def is_part(subdivision: str, *, country: str) -> bool:
    """Say whether a country has a part with its own holidays by this code."""
    return subdivision in countries().get(country, [])
