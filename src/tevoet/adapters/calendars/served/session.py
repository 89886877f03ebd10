"""Ask a server for calendars: come in, follow it where that is allowed, and have patience."""

import time
from base64 import b64encode
from dataclasses import replace
from typing import Final

from tevoet.adapters.calendars.served.account import Account, Feed
from tevoet.adapters.calendars.served.refusals import (
    AddressLeadsElsewhere,
    CalendarPasswordRefused,
    CalendarServerBrokeOff,
    CalendarServerBusy,
    CalendarServerNotReached,
    CalendarServerNotTrusted,
    CalendarServerNotUnderstood,
    CalendarWithoutPasswords,
)
from tevoet.adapters.network.addresses import Reach, places
from tevoet.adapters.network.connecting import NotItself, connect
from tevoet.adapters.network.http import Answer, Dropped, Line, NotHttp, Question
from tevoet.adapters.network.urls import NotAUrl, Url, is_same_house

MOST_TRIES: Final = 3
"""Connections in a row that brought nothing, and answers in a row that ask for patience."""

MOST_STEPS: Final = 5
"""Times one question is sent on."""

PAUSE_SECONDS: Final = 1.0
"""Before trying anew; longer each time."""

LONGEST_PAUSE_SECONDS: Final = 20.0
"""What a server may ask us to wait; for more somebody comes back later."""

UNAUTHORIZED, TOO_MANY, UNAVAILABLE = 401, 429, 503
_SENT_ON: Final = frozenset((301, 302, 303, 307, 308))


class Session:
    """A conversation with a server, over as many connections as it takes."""

    def __init__(self, account: Account | Feed) -> None:
        """Begin; nothing is opened yet."""
        self.account = account
        self._line: Line | None = None
        self._at = ""
        self._heard: set[str] = set()

    @property
    def host(self) -> str:
        """Return the server as its owner named it."""
        return self.account.url.host

    def close(self) -> None:
        """End the connection there is."""
        if self._line is not None:
            self._line.close()
        self._line = None

    def ask(self, url: Url, question: Question) -> tuple[Url, Answer]:
        """Ask at an address; return where the answer came from, and the answer.

        Raises the refusals of this package for what concerns the server as a whole, and
        `TooLarge`. Everything a server says of one address alone is an answer.
        """
        for _step in range(MOST_STEPS):
            answer = self._patiently(url, question)
            if answer.status not in _SENT_ON:
                self._refuse_stranger(answer)
                return url, answer
            url = self.beside(url, answer.headers.get("location", ""))
        raise AddressLeadsElsewhere(host=self.host)

    def beside(self, url: Url, href: str) -> Url:
        """Return where a link leads, if it is a place to which we, or our password, may go."""
        try:
            found = url.join(href)
        except NotAUrl as error:
            raise AddressLeadsElsewhere(host=self.host) from error
        start = self.account.url
        is_open = isinstance(self.account, Feed) and found.scheme == "https"
        if not href or not (is_open or is_same_house(start, found)):
            raise AddressLeadsElsewhere(host=self.host)
        return found

    def _patiently(self, url: Url, question: Question) -> Answer:
        """Ask, and again when it is asked too much."""
        for attempt in range(1, MOST_TRIES + 1):
            answer = self._over_any_line(url, question)
            if answer.status not in {TOO_MANY, UNAVAILABLE}:
                return answer
            pause = _seconds(answer.headers.get("retry-after", "")) or PAUSE_SECONDS * attempt
            if pause > LONGEST_PAUSE_SECONDS or attempt == MOST_TRIES:
                break
            time.sleep(pause)
        raise CalendarServerBusy(host=self.host)

    def _over_any_line(self, url: Url, question: Question) -> Answer:
        """Ask, and again when the connection falls away."""
        told = replace(question, target=url.target, headers=self._headers(url, question))
        for attempt in range(1, MOST_TRIES + 1):
            try:
                answer = self._open(url).ask(told)
            except NotHttp as error:
                raise self._no_http(url) from error
            except Dropped as error:
                self.close()
                if attempt == MOST_TRIES:
                    raise self._gone(url) from error
                time.sleep(PAUSE_SECONDS * attempt if attempt > 1 else 0)
            else:
                self._heard.add(url.name)
                return answer
        raise CalendarServerBrokeOff(host=self.host)

    def _headers(self, url: Url, question: Question) -> dict[str, str]:
        said = {"Host": url.name, "User-Agent": "Tevoet", **question.headers}
        if isinstance(self.account, Account) and self.account.secret:
            said["Authorization"] = _authorization(self.account)
        return said

    def _open(self, url: Url) -> Line:
        at = f"{url.scheme}://{url.name}"
        if self._line is not None and (self._line.is_over or at != self._at):
            self.close()
        if self._line is None:
            self._line, self._at = self._connected(url), at
        return self._line

    def _connected(self, url: Url) -> Line:
        reach = self.account.may_go(url.host, url.port)
        if url.is_plain:
            reach = Reach.LOOPBACK if reach is Reach.ANYWHERE else Reach.OPEN
            if reach is not Reach.LOOPBACK:
                raise CalendarServerNotReached(host=self.host)
        try:
            found = connect(places(url.host, url.port, reach), None if url.is_plain else url.host)
        except NotItself as error:
            raise CalendarServerNotTrusted(host=url.host, why=error.why) from error
        if found is None:
            if url.name in self._heard:
                raise Dropped
            raise CalendarServerNotReached(host=self.host)
        return Line(found)

    def _gone(self, url: Url) -> Exception:
        if url.name in self._heard:
            return CalendarServerBrokeOff(host=self.host)
        return CalendarServerNotReached(host=self.host)

    def _no_http(self, url: Url) -> Exception:
        if url.name in self._heard:
            return CalendarServerNotUnderstood(host=self.host)
        return CalendarServerNotReached(host=self.host)

    def _refuse_stranger(self, answer: Answer) -> None:
        if answer.status != UNAUTHORIZED or isinstance(self.account, Feed):
            return
        offered = answer.headers.get("www-authenticate", "basic").lower()
        if not self.account.is_bearer and "basic" not in offered:
            raise CalendarWithoutPasswords(host=self.host)
        raise CalendarPasswordRefused(host=self.host)


def _authorization(account: Account) -> str:
    if account.is_bearer:
        return f"Bearer {account.secret}"
    return "Basic " + b64encode(f"{account.user}:{account.secret}".encode()).decode()


def _seconds(written: str) -> float:
    return float(written) if written.strip().isdecimal() else 0.0
