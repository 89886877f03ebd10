"""Make mails of what a server handed over."""

from collections.abc import Sequence
from typing import Final

from tevoet.adapters.mail.imap.fetching import Fetched, routes
from tevoet.adapters.mail.imap.session import Session
from tevoet.engines.moments.dates import read_date
from tevoet.engines.moments.headers import head_values
from tevoet.engines.moments.message import NO_DATE, read_message, read_values
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Mail, Refused

UNREADABLE: Final = "unreadable_message"
NOT_HANDED_OVER: Final = "not_handed_over"
DRAFT: Final = "draft"


def batch_of(
    session: Session,
    folder: str,
    uids: Sequence[int],
    found: Sequence[Fetched],
    options: ReadOptions,
) -> Batch:
    """Return the mails of messages that were asked for; what is missing is refused."""
    mails: list[Mail] = []
    batch, undated = Batch(mails, read_bytes=len(uids)), list[Fetched]()
    there = {one.uid for one in found if one.head is not None}
    batch.refused = [
        Refused(NOT_HANDED_OVER, _where(folder, uid)) for uid in uids if uid not in there
    ]
    for one in found:
        if one.head is None:
            continue
        if b"\\draft" in one.flags.lower():
            batch.set_aside[DRAFT] = batch.set_aside.get(DRAFT, 0) + 1
            continue
        mail = _mail(one.head, options)
        if mail == NO_DATE:
            undated.append(one)
        else:
            _put(batch, mails, mail, _where(folder, one.uid))
    for one, mail in _dated(session, undated, options):
        _put(batch, mails, mail, _where(folder, one.uid))
    return batch


def came_in_at(written: bytes) -> int | None:
    """Return when the server took a message in, from its INTERNALDATE.

    >>> came_in_at(b" 1-Jun-2026 10:00:00 +0200")
    1780300800
    """
    return read_date(written.strip().replace(b"-", b" ", 2))


def _put(batch: Batch, mails: list[Mail], mail: Mail | str, where: str) -> None:
    if isinstance(mail, str):
        batch.refused.append(Refused(mail, where))
    else:
        mails.append(mail)


def _mail(head: bytes, options: ReadOptions, route: bytes = b"") -> Mail | str:
    try:
        if route:
            return read_message(
                route.rstrip(b"\r\n") + b"\r\n" + head, keep_lists=options.keep_lists
            )
        return read_values(head_values(head), keep_lists=options.keep_lists)
    except Exception:  # noqa: BLE001 - one bad message must not end the reading; it is counted
        return UNREADABLE


def _dated(
    session: Session, undated: Sequence[Fetched], options: ReadOptions
) -> list[tuple[Fetched, Mail | str]]:
    """Date messages without a Date: by the newest Received that says so, else by their arrival."""
    ways = routes(session, [one.uid for one in undated]) if undated else {}
    dated = list[tuple[Fetched, Mail | str]]()
    for one in undated:
        head = one.head or b""
        mail = _mail(head, options, ways.get(one.uid, b"").strip())
        at = came_in_at(one.came_in) if mail == NO_DATE else None
        if at is not None:
            mail = read_values(head_values(head), at, keep_lists=options.keep_lists)
        dated.append((one, mail))
    return dated


def _where(folder: str, uid: int) -> str:
    return f"{folder}, message {uid}"
