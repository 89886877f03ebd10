"""`tevoet mirror`: one's own contact mirror, on one's own machine, without a server."""

import json
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated, TypedDict
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from tevoet.adapters.calendars.served.account import Account as CalendarAccount
from tevoet.adapters.calendars.served.account import Feed
from tevoet.adapters.mail.imap.account import Account
from tevoet.cli.asked import Asked
from tevoet.cli.calendars import calendar, is_calendar
from tevoet.cli.language import gettext as _
from tevoet.cli.mailboxes import account, is_mailbox, mailbox
from tevoet.engines.moments.handles import is_handle
from tevoet.refusal import Refusal

MANY_HOURS = 24


class NotATimeZone(Refusal):
    """The time zone is none we know."""

    slug = "not-a-time-zone"
    message = "“{zone}” is not a time zone. Write one such as Europe/Amsterdam."


class NotAnAddress(Refusal):
    """The owner's address is none."""

    slug = "not-an-address"
    message = "“{address}” is not a mail address. Write --me anna@voorbeeld.example."


class NotADay(Refusal):
    """A date or time cannot be read."""

    slug = "not-a-day"
    message = "“{day}” is not a date or time. Write it as 2026-11-23 or 2026-11-23T09:00."


class NotHours(Refusal):
    """Working hours cannot be read."""

    slug = "not-hours"
    message = "“{hours}” are no working hours. Write for example 9-17 or 8:30-17:00."


class NoSuchFolder(Refusal):
    """The page is to be written in a folder that is not there."""

    slug = "no-such-folder"
    message = "There is no folder {folder}. Make it, or name another file after --html."


Named = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, imap://user@host/, caldav://user@host/, or webcal: alone.",
        show_default=False,
        metavar="PATHS...",
    ),
]
Me = Annotated[
    list[str],
    typer.Option(
        "--me",
        help="Your own address, number or name in a chat (whatsapp:anna); may be given again.",
    ),
]
Zone = Annotated[str, typer.Option("--tz", help="Time zone of your days.")]
Hours = Annotated[str, typer.Option(help="Your working hours.")]
Since = Annotated[str, typer.Option(help="Only from this day on.", show_default=False)]
Until = Annotated[str, typer.Option(help="Only before this day.", show_default=False)]
Window = Annotated[int, typer.Option("--window-days", min=1, max=3660, help="Days to look back.")]
Now = Annotated[str, typer.Option(help="Pretend it is this moment.", show_default=False)]
Lists = Annotated[bool, typer.Option("--keep-lists", help="Mail of a list counts as mail.")]
DayFirst = Annotated[
    bool | None,
    typer.Option("--day-first/--month-first", help="In chats: is 3/4 in April or in March?"),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
More = Annotated[bool, typer.Option("--more", help="More figures of each person.")]
Html = Annotated[Path | None, typer.Option(help="Write one page to keep or print.")]


def mirror(  # noqa: PLR0913 - a command has the options it has
    paths: Named,
    *,
    me: Me,
    tz: Zone = "Europe/Amsterdam",
    hours: Hours = "9-17",
    since: Since = "",
    until: Until = "",
    window_days: Window = 28,
    now: Now = "",
    keep_lists: Lists = False,
    day_first: DayFirst = None,
    as_json: Json = False,
    html: Html = None,
    more: More = False,
) -> None:
    """Show how contact with each person really goes, from your own mail, calendar and calls."""
    zone = time_zone(tz)
    asked = Asked(
        **named(paths),
        me=frozenset(address(one) for one in me),
        now=moment(now, zone) if now else int(datetime.now(UTC).timestamp()),
        time_zone=tz,
        hours=working_hours(hours),
        **period(since, until, zone),
        window_days=window_days,
        keep_lists=keep_lists,
        day_first=day_first,
    )
    show(asked, as_json=as_json, html=html, more=more)


class Period(TypedDict):
    """From when until when, in seconds since 1970; None is no limit."""

    since: int | None
    until: int | None


def period(since: str, until: str, zone: ZoneInfo) -> Period:
    """Return the period that was asked for."""
    return {
        "since": moment(since, zone) if since else None,
        "until": moment(until, zone) if until else None,
    }


class Places(TypedDict):
    """What was named: files and folders, and mailboxes and calendars on servers."""

    paths: tuple[Path, ...]
    accounts: tuple[Account, ...]
    calendars: tuple[CalendarAccount | Feed, ...]


def named(words: list[str]) -> Places:
    """Tell files from what is on servers."""
    return {
        "paths": tuple(Path(one) for one in words if not (is_mailbox(one) or is_calendar(one))),
        "accounts": tuple(account(mailbox(one)) for one in words if is_mailbox(one)),
        "calendars": tuple(calendar(one) for one in words if is_calendar(one)),
    }


def refuse_nowhere(page: Path | None) -> None:
    """Refuse a page in a folder that is not there, before anything is read."""
    if page is not None and not page.absolute().parent.is_dir():
        raise NoSuchFolder(folder=page.absolute().parent)


def show(asked: Asked, *, as_json: bool, html: Path | None, more: bool) -> None:
    """Read, and answer in the form that was asked for."""
    refuse_nowhere(html)
    from tevoet.cli.gather import gather  # noqa: PLC0415 - after the options were found right

    found = gather(asked, quiet=as_json)
    if found.strangers:
        say_who_else(asked.me, found.strangers[0])
    if html is not None:
        from tevoet.cli.mirror_page import write  # noqa: PLC0415 - this one loads Django

        write(found, html)
    if as_json:
        json.dump(found.as_json(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    elif html is None:
        from tevoet.cli.mirror_more import show_more  # noqa: PLC0415 - rich is slow to load
        from tevoet.cli.mirror_text import show_text  # noqa: PLC0415

        show_text(found)
        if more:
            show_more(found.summary)


def say_who_else(me: frozenset[str], often: str) -> None:
    """Say that these seem to be the files of somebody else, or how one is called in a chat."""
    if is_handle(often):
        told = _(
            "It is not known who you are in these chats. Add your name there: --me “%(often)s”,"
            " if that is you."
        )
    else:
        told = _(
            "None of %(me)s occurs in these files. The most frequent address is %(often)s:"
            " write --me with your own."
        )
    typer.echo(told % {"me": ", ".join(sorted(me)), "often": often}, err=True)


def time_zone(name: str) -> ZoneInfo:
    """Return the zone of this name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NotATimeZone(zone=name) from error


def address(text: str) -> str:
    """Return an address in the form in which it is compared."""
    bare = text.strip().lower()
    if is_handle(bare) or is_number(bare):
        return bare
    local, at, domain = bare.rpartition("@")
    if not (local and at and domain) or any(sign.isspace() for sign in bare):
        raise NotAnAddress(address=text)
    return bare


def is_number(text: str) -> bool:
    """Say whether this is a telephone number with its country in front."""
    return text.startswith("+") and text[1:].isdigit()


def moment(text: str, zone: ZoneInfo) -> int:
    """Return seconds since 1970 for a day or a time; without a zone it is the owner's."""
    try:
        at = datetime.fromisoformat(text.strip())
        return int((at if at.tzinfo else at.replace(tzinfo=zone)).timestamp())
    except (ValueError, OverflowError) as error:
        raise NotADay(day=text) from error


def working_hours(text: str) -> tuple[time, time]:
    """Return begin and end of a working day from `9-17` or `8:30-17:00`."""
    begin, dash, end = text.partition("-")
    try:
        opens, closes = clock(begin), clock(end)
    except ValueError as error:
        raise NotHours(hours=text) from error
    if not dash or opens >= closes:
        raise NotHours(hours=text)
    return opens, closes


def clock(text: str) -> time:
    """Return a time of day; 24 is the last minute."""
    hour, _, minute = text.strip().partition(":")
    if int(hour) == MANY_HOURS and int(minute or 0) == 0:
        return time(23, 59, 59)
    return time(int(hour), int(minute or 0))
