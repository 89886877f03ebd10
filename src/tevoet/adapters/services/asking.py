"""Ask a service for JSON: with a token that is renewed when it is over, and with patience."""

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, Self

import httpx

from tevoet.adapters.services.account import Client, Service, Tokens
from tevoet.adapters.services.refusals import (
    ConnectAgain,
    Expired,
    NotThere,
    PermissionNotGiven,
    ServiceBusy,
    ServiceNotReached,
    ServiceNotUnderstood,
)
from tevoet.adapters.services.signing import renew
from tevoet.adapters.services.values import Answer, each, text

MOST_TRIES: Final = 5
LONGEST_WAIT: Final = 90.0
"""Seconds that a service may ask us to wait within one reading."""

MOST_BYTES: Final = 32 * 1024 * 1024
"""Of one answer; a page of 500 messages takes one or two."""

PATIENCE: Final = httpx.Timeout(30.0, connect=10.0)
_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_TOO_FAST: Final = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
_FORGOTTEN: Final = frozenset({"resyncrequired", "syncstatenotfound", "syncstateinvalid"})

Asked = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: its status, how long to wait, and what it says; None when that is no JSON."""

    status: int
    wait: float | None
    answer: Answer | None


@dataclass(slots=True)
class Asking:
    """One reading's way to a service. `on_renewed` keeps new tokens at once, whatever follows."""

    service: Service
    client: Client
    tokens: Tokens
    on_renewed: Callable[[Tokens], None]
    sleep: Callable[[float], None] = time.sleep
    _http: httpx.Client = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Follow nobody elsewhere: a token goes to this service alone."""
        self._http = httpx.Client(timeout=PATIENCE, follow_redirects=False)

    def __enter__(self) -> Self:
        """Give the way."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the connections."""
        self._http.close()

    def get(self, url: str, asked: Asked | None = None, prefer: str = "") -> Answer:
        """Return what a service answers; `url` is whole, or what follows its own address.

        Raises `NotThere` and `Expired` for whoever asks to judge, and the refusals of this package.
        """
        whole = url if "://" in url else f"{self.service.read_at}{url}"
        if not self.service.is_at(whole):
            raise ServiceNotUnderstood(service=self.service.name)
        is_fresh = False
        for attempt in range(MOST_TRIES):
            tokens = self.tokens
            said = self._said(whole, asked, prefer, tokens)
            if said is None or _is_again(said):
                self._wait(said, attempt)
            elif said.status == httpx.codes.UNAUTHORIZED:
                self._renewed(tokens, is_fresh)
                is_fresh = True
            else:
                return self._judged(said)
        raise ServiceNotReached(service=self.service.name)

    def _said(self, url: str, asked: Asked | None, prefer: str, tokens: Tokens) -> Said | None:
        """Ask once; None when no answer came whole."""
        headers = {"Authorization": f"Bearer {tokens.access}", "Accept": "application/json"}
        if prefer:
            headers["Prefer"] = prefer
        try:
            with self._http.stream("GET", url, params=asked, headers=headers) as response:
                content = bytearray()
                for chunk in response.iter_bytes():
                    content += chunk
                    if len(content) > MOST_BYTES:
                        raise ServiceNotUnderstood(service=self.service.name)
        except (httpx.HTTPError, httpx.InvalidURL):
            return None
        return Said(response.status_code, _wait_of(response), _parsed(bytes(content)))

    def _judged(self, said: Said) -> Answer:
        refused = {"service": self.service.name}
        if said.status == httpx.codes.GONE or _is_forgotten(said):
            raise Expired
        if said.status == httpx.codes.NOT_FOUND:
            raise NotThere
        if said.status == httpx.codes.FORBIDDEN:
            raise PermissionNotGiven(**refused)
        if said.status != httpx.codes.OK or said.answer is None:
            raise ServiceNotUnderstood(**refused)
        return said.answer

    def _wait(self, said: Said | None, attempt: int) -> None:
        asked = said.wait if said is not None else None
        wait = float(2**attempt) if asked is None else asked
        if wait > LONGEST_WAIT:
            raise ServiceBusy(service=self.service.name)
        if attempt < MOST_TRIES - 1:
            self.sleep(wait)
        elif said is not None and said.status == httpx.codes.TOO_MANY_REQUESTS:
            raise ServiceBusy(service=self.service.name)
        elif said is not None and said.status == httpx.codes.OK:
            raise ServiceNotUnderstood(service=self.service.name)

    def _renewed(self, old: Tokens, is_fresh: bool) -> None:
        """Renew the token that was refused, once for all that ask at the same time."""
        with self._lock:
            if self.tokens is not old:
                return
            if is_fresh:
                raise ConnectAgain(service=self.service.name)
            self.tokens = renew(self.service, self.client, old)
            self.on_renewed(self.tokens)


def _is_again(said: Said) -> bool:
    """Say whether asking once more may help: busy, broken for now, or half an answer."""
    if said.status == httpx.codes.FORBIDDEN:
        reasons = {text(one, "reason") for one in each(said.answer, "error", "errors")}
        return bool(reasons & _TOO_FAST)
    return said.status in _AGAIN or (said.status == httpx.codes.OK and said.answer is None)


def _is_forgotten(said: Said) -> bool:
    code = text(said.answer, "error", "code").lower()
    return said.status == httpx.codes.BAD_REQUEST and code in _FORGOTTEN


def _wait_of(response: httpx.Response) -> float | None:
    """Return the seconds of Retry-After; a date there is as if nothing stood there."""
    written = response.headers.get("Retry-After", "").strip()
    return float(written) if written.isdecimal() and len(written) < 6 else None  # noqa: PLR2004 - a day has five digits


def _parsed(content: bytes) -> Answer | None:
    with suppress(ValueError, RecursionError):
        parsed = json.loads(content)
        if isinstance(parsed, dict):
            return parsed
    return None
