"""Read the headers of mail in Gmail, from where the last round ended.

Source: Gmail API v1, users.getProfile, users.messages.list and get (format=metadata) and
users.history.list. `gmail.metadata` gives headers and labels, no text and no searching.
"""

import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Final

from tevoet.adapters.progress import Progress
from tevoet.adapters.services.asking import Asking
from tevoet.adapters.services.refusals import Expired, NotThere, ServiceNotUnderstood
from tevoet.adapters.services.standing import Standing
from tevoet.adapters.services.values import Answer, each, inside, text
from tevoet.engines.moments.headers import WANTED, head_values
from tevoet.engines.moments.message import read_values
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Mail, Refused

PAGE: Final = 100
AT_ONCE: Final = 8
PAGE_SECONDS: Final = 2.5
"""A page of 100 messages costs 505 of the 15,000 units that Gmail gives each person a minute."""

WHOLE, SINCE = "whole", "since"
_PLACES: Final = {"SPAM": "spam", "TRASH": "trash", "DRAFT": "draft"}
_NO_LETTER: Final = "CHAT"
UNREADABLE: Final = "unreadable_message"
NOT_HANDED_OVER: Final = "not_handed_over"
HEADERS: Final = tuple(one.decode() for one in WANTED if one != b"x-gmail-labels")
_FIELDS: Final = "id,labelIds,internalDate,payload/headers"


def owner(asking: Asking) -> str:
    """Return whose mailbox it is."""
    return text(asking.get("/users/me/profile", {"fields": "emailAddress"}), "emailAddress")


def read(
    asking: Asking, options: ReadOptions, standing: Standing, on_progress: Progress, most: int
) -> Iterator[Batch]:
    """Yield what came in since `standing`, at most about `most` messages, and bring it up to date.

    What is left over stays in `standing.left`. When Gmail does not know any more what came in
    since, the mailbox is read anew; what was read twice counts once. Raises the refusals of this
    package; `on_progress` may raise to stop.
    """
    if standing.is_over:
        _begin(asking, standing)
    done = 0
    with ThreadPoolExecutor(AT_ONCE) as pool, closing(_pages(asking, standing)) as pages:
        for numbers in pages:
            began = time.monotonic()
            answers = list(pool.map(lambda number: _one(asking, number), numbers))
            yield batch_of(answers, options)
            done += len(numbers)
            on_progress(done, done + (0 if standing.is_over else PAGE))
            if done >= most or standing.is_over:
                return
            asking.sleep(max(0.0, PAGE_SECONDS - (time.monotonic() - began)))


def _begin(asking: Asking, standing: Standing) -> None:
    """Begin a round: what came in since the last one, or everything up to now."""
    if standing.marks.get(SINCE):
        standing.left = {SINCE: ""}
        return
    profile = asking.get("/users/me/profile", {"fields": "historyId"})
    mark = text(profile, "historyId")
    if not mark.isdecimal():
        raise ServiceNotUnderstood(service=asking.service.name)
    standing.marks[SINCE] = mark
    standing.left = {WHOLE: ""}


def _pages(asking: Asking, standing: Standing) -> Generator[list[str]]:
    """Yield the numbers of the messages that are left, a page at a time."""
    while not standing.is_over:
        if WHOLE in standing.left:
            yield _page(asking, standing, WHOLE)
            continue
        try:
            yield _page(asking, standing, SINCE)
        except (NotThere, Expired):  # more than about a week ago
            standing.marks.clear()
            _begin(asking, standing)


def _page(asking: Asking, standing: Standing, part: str) -> list[str]:
    onward = standing.left[part]
    asked = {"maxResults": str(PAGE)} | ({"pageToken": onward} if onward else {})
    if part == WHOLE:
        page = asking.get("/users/me/messages", {**asked, "fields": "messages/id,nextPageToken"})
        found = [text(one, "id") for one in each(page, "messages")]
    else:
        since = {"startHistoryId": standing.marks[SINCE], "historyTypes": "messageAdded"}
        page = asking.get("/users/me/history", {**asked, **since})
        added = (one for change in each(page, "history") for one in each(change, "messagesAdded"))
        found = [text(one, "message", "id") for one in added]
    _go_on(standing, part, page)
    return list(dict.fromkeys(number for number in found if number.isalnum()))


def _go_on(standing: Standing, part: str, page: Answer) -> None:
    following, latest = text(page, "nextPageToken"), text(page, "historyId")
    if following and following != standing.left[part]:
        standing.left[part] = following
        return
    standing.left.pop(part)
    if part == SINCE and latest.isdecimal():
        standing.marks[SINCE] = latest


def _one(asking: Asking, number: str) -> Answer | None:
    """Return the headers of one message; None for one that is gone since it was listed."""
    asked = {"format": "metadata", "metadataHeaders": HEADERS, "fields": _FIELDS}
    try:
        return asking.get(f"/users/me/messages/{number}", asked)
    except (NotThere, Expired):
        return None


def batch_of(messages: list[Answer | None], options: ReadOptions) -> Batch:
    """Return the mails of one page; what cannot be read is refused by itself."""
    mails: list[Mail] = []
    batch = Batch(mails, read_bytes=len(messages))
    for number, message in enumerate(messages, start=1):
        mail = NOT_HANDED_OVER if message is None else mail_of(message, options)
        if not isinstance(mail, str):
            mails.append(mail)
        elif mail in _PLACES.values() or mail == "other_item":
            batch.set_aside[mail] = batch.set_aside.get(mail, 0) + 1
        else:
            batch.refused.append(Refused(mail, f"Gmail, message {number}"))
    return batch


def mail_of(message: Answer, options: ReadOptions) -> Mail | str:
    """Return the mail of a message, or why there is none."""
    labels = {one for one in each(message, "labelIds") if isinstance(one, str)}
    if aside := next((_PLACES[one] for one in sorted(labels) if one in _PLACES), ""):
        return aside
    if _NO_LETTER in labels:
        return "other_item"
    head = b"".join(_field(one) for one in each(message, "payload", "headers"))
    came_in = inside(message, "internalDate")
    at = int(came_in) // 1000 if isinstance(came_in, str) and came_in.isdecimal() else None
    try:
        return read_values(head_values(head + b"\r\n"), at, keep_lists=options.keep_lists)
    except Exception:  # noqa: BLE001 - one bad message must not end the reading; it is counted
        return UNREADABLE


def _field(header: object) -> bytes:
    """Write a header as it stands in a message, on one line."""
    name, value = text(header, "name"), text(header, "value")
    if name.lower() not in HEADERS:
        return b""
    line = f"{name}: {' '.join(value.split())}\r\n"
    return line.encode("utf-8", "replace")
