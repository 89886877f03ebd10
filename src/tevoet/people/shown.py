"""Values as words, for pages that show what is kept."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext as _

from tevoet.people.forms.organisation import KINDS
from tevoet.people.models import Role
from tevoet.people.phones import shown as as_dialled

NOTHING = "–"


def in_words(value: object) -> str:
    """Return a plain value as people read it; a list or a mapping part by part."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {in_words(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(in_words(one) for one in value)
    return _of_time(value) or str(value)


def _of_time(value: object) -> str:
    if isinstance(value, datetime):
        here = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{date_format(here, 'DATE_FORMAT')}, {time_format(here, 'TIME_FORMAT')}"
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return time_format(value, "TIME_FORMAT")
    return number_format(value) if isinstance(value, float) else ""


def a_language(code: object) -> object:
    """Say which language a code is."""
    return dict(settings.LANGUAGES).get(str(code), code)


def a_number(number: object) -> object:
    """Return a telephone number as people write it."""
    return as_dialled(str(number))


def a_day(weekday: object) -> object:
    """Say which day of the week a number is; 0 is Monday."""
    return WEEKDAYS.get(weekday, weekday) if isinstance(weekday, int) else weekday


def a_role(kind: object) -> object:
    """Say what somebody is."""
    return KINDS[Role.Kind(str(kind))]


def a_size(number: object) -> object:
    """Say how much so many bytes are."""
    return filesizeformat(number if isinstance(number, int) else 0)
