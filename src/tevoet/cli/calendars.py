"""Calendars on a server, as one names them to `tevoet mirror`; secrets come another way."""

import os
import sys
from typing import Final
from urllib.parse import unquote

import typer

from tevoet.adapters.calendars.served.account import Account, Feed, anywhere, calendar_url
from tevoet.cli.language import gettext as _
from tevoet.refusal import Refusal

SCHEMES: Final = frozenset(("caldav", "caldavs"))
PUBLISHED: Final = frozenset(("webcal", "webcals", "https", "http"))
FEED_WORD: Final = "webcal:"
PASSWORD, TOKEN = "TEVOET_CALENDAR_PASSWORD", "TEVOET_CALENDAR_TOKEN"
ADDRESS: Final = "TEVOET_CALENDAR_ADDRESS"


class NotACalendar(Refusal):
    """What was named is no address of calendars."""

    slug = "not-a-calendar"
    message = (
        "“{address}” is no address of a calendar. "
        "Write it as caldav://anna@voorbeeld.example@cloud.voorbeeld.example/."
    )


class PasswordInCalendarAddress(Refusal):
    """A password on the command line can be read by others on the machine, and is remembered."""

    slug = "password-in-calendar-address"
    message = (
        "Leave the password out: others on this machine can see what you type here. Tevoet asks "
        "for it, or put it in TEVOET_CALENDAR_PASSWORD. This one is best changed now."
    )


class CalendarAddressIsSecret(Refusal):
    """Whoever knows where a calendar is published can read it."""

    slug = "calendar-address-is-secret"
    message = (
        "Whoever knows the address of a published calendar can read it, and others on this "
        "machine can see what you type here. Write webcal: alone: Tevoet asks for the address, "
        "or put it in TEVOET_CALENDAR_ADDRESS. Or save the calendar as a file and name that."
    )


class NobodyToAskForCalendar(Refusal):
    """Nobody sits at a terminal, and no secret was given."""

    slug = "nobody-to-ask-for-calendar"
    message = "There is no terminal to ask for {what}. Put it in {variable}."


def is_calendar(text: str) -> bool:
    """Say whether what was named is a calendar on a server, or meant as one."""
    before, mark, _rest = text.partition("://")
    return text.lower() == FEED_WORD or (bool(mark) and before.lower() in SCHEMES | PUBLISHED)


def calendar(text: str) -> Account | Feed:
    """Return the way to what was named; asks for what is secret.

    Plain `caldav://` without a certificate is for this machine itself alone, as with DavMail.
    """
    before, _mark, rest = text.partition("://")
    if text.lower() == FEED_WORD:
        secret = _secret(ADDRESS, _("the address of the calendar"), _("Address of your calendar"))
        return Feed(calendar_url(secret), anywhere)
    if before.lower() in PUBLISHED:
        raise CalendarAddressIsSecret
    place, slash, path = rest.partition("/")
    user, at, where = place.rpartition("@")
    if ":" in user:
        raise PasswordInCalendarAddress
    if not at or not user or not where:
        raise NotACalendar(address=text)
    scheme = "http" if before.lower() == "caldav" else "https"
    return _account(unquote(user), f"{scheme}://{where}{slash}{path}")


def _account(user: str, address: str) -> Account:
    url, token = calendar_url(address), os.environ.get(TOKEN, "").strip()
    asked = _("Password of %(user)s at %(host)s") % {"user": user, "host": url.host}
    what = _("the password of %(user)s") % {"user": user}
    return Account(
        url=url,
        user=user,
        secret=token or _secret(PASSWORD, what, asked),
        may_go=anywhere,  # it is one's own machine, and one's own choice
        is_bearer=bool(token),
    )


def _secret(variable: str, what: str, asked: str) -> str:
    """Return what nobody else may see: as it was given, or asked for."""
    given = os.environ.get(variable, "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise NobodyToAskForCalendar(what=what, variable=variable)
    return str(typer.prompt(asked, hide_input=True, err=True))
