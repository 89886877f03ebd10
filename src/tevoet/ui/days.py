"""Days in words."""

from django.utils.translation import gettext, ngettext

MONTHS_FROM = 60
YEARS_FROM = 730
DAYS_A_MONTH = 30.44
DAYS_A_YEAR = 365.25


def ago(days: int | None) -> str:
    """Say how long ago something was; nothing when that is not known."""
    if days is None:
        return ""
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    if days < MONTHS_FROM:
        return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
    if days < YEARS_FROM:
        months = round(days / DAYS_A_MONTH)
        return ngettext("%(count)d month ago", "%(count)d months ago", months) % {"count": months}
    years = int(days / DAYS_A_YEAR)
    return ngettext("%(count)d year ago", "%(count)d years ago", years) % {"count": years}
