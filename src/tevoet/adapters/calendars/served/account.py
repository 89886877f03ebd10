"""Whose calendars to read, where, and with what."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tevoet.adapters.calendars.served.refusals import NotACalendarAddress
from tevoet.adapters.network.addresses import Reach
from tevoet.adapters.network.urls import NotAUrl, Url, is_this_machine, read_url

Rule = Callable[[str, int], Reach]
"""Says for a host and port how far a connection there may go; raises when it may not at all."""

_WRITTEN: Final = {"caldav": "https", "caldavs": "https", "webcal": "https", "webcals": "https"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Calendars and how to come in. The secret is a password, or a bearer token of OAuth."""

    url: Url
    user: str
    secret: str = field(repr=False)
    may_go: Rule
    is_bearer: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """One published calendar. Whoever knows its address can read it, so it is a secret."""

    url: Url = field(repr=False)
    may_go: Rule


def calendar_url(text: str) -> Url:
    """Read the address of a calendar as people copy it, with or without what stands before `://`.

    Without a certificate only this machine itself may be asked, as DavMail is. Raises
    `NotACalendarAddress`.
    """
    written = text.strip()
    before, mark, rest = written.partition("://")
    if not mark:
        before, rest = "https", written
    scheme = _WRITTEN.get(before.lower(), before.lower())
    try:
        url = read_url(f"{scheme}://{rest}")
    except NotAUrl as error:
        raise NotACalendarAddress from error
    if url.is_plain and not is_this_machine(url.host):
        return url._replace(scheme="https", port=443 if url.port == 80 else url.port)  # noqa: PLR2004 - the port of http
    return url


def anywhere(host: str, port: int) -> Reach:
    """Let a connection go anywhere: on one's own machine, by one's own choice."""
    return Reach.ANYWHERE
