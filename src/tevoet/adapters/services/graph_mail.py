"""Read the headers of mail in Microsoft 365, folder by folder, from where the last round ended.

Source: Microsoft Graph v1.0, mailFolder and message: delta. What `Mail.ReadBasic` does not give
stands in docs/science/services.md.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from typing import Final

from tevoet.adapters.progress import Progress
from tevoet.adapters.services.asking import Asking
from tevoet.adapters.services.graph_people import people_of
from tevoet.adapters.services.refusals import Expired, NotThere
from tevoet.adapters.services.standing import Standing
from tevoet.adapters.services.values import Answer, each, inside, is_true, seconds, text
from tevoet.engines.moments.automatic import SIGNS
from tevoet.engines.moments.headers import HEADER_CAP
from tevoet.engines.moments.identities import hash63
from tevoet.engines.moments.message import NO_DATE, NO_SENDER, make_mail
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Mail, Refused

FOLDERS: Final = "/me/mailFolders"
LEFT_OUT: Final = (
    *("drafts", "outbox", "deleteditems", "junkemail", "recoverableitemsdeletions"),
    *("syncissues", "conflicts", "localfailures", "serverfailures", "conversationhistory"),
)
"""Folders by the names that Graph itself gives them, in which there is no contact."""

SELECT: Final = (
    *("internetMessageId", "internetMessageHeaders", "from", "sender"),
    *("toRecipients", "ccRecipients", "bccRecipients", "sentDateTime", "receivedDateTime"),
    *("conversationId", "conversationIndex", "isDraft"),
)
PAGE: Final = 200
MOST_FOLDERS: Final = 2_000
PREFER: Final = f'odata.maxpagesize={PAGE}, IdType="ImmutableId"'
DRAFT: Final = "draft"
UNREADABLE: Final = "unreadable_message"
_ROOT_BYTES: Final = 22  # that all mails of one conversation share, as in Outlook's own files
_HEADERS: Final = frozenset({b"in-reply-to", b"references", b"return-path", *SIGNS})


def read(
    asking: Asking, options: ReadOptions, standing: Standing, on_progress: Progress, most: int
) -> Iterator[Batch]:
    """Yield what came in since `standing`, at most about `most` messages, and bring it up to date.

    What is left over stays in `standing.left`. A folder whose place is not known any more is read
    anew; what was read twice counts once. Raises the refusals of this package; `on_progress` may
    raise to stop.
    """
    if standing.is_over:
        names = _folders(asking)
        standing.left = {one: standing.marks.get(one, "") for one in names}
        standing.marks = {one: mark for one, mark in standing.marks.items() if one in names}
    done = 0
    while standing.left and done < most:
        folder = next(iter(standing.left))
        for batch in _folder(asking, options, standing, folder):
            yield batch
            done += batch.read_bytes
            on_progress(done, done + PAGE * len(standing.left))
            if done >= most:
                break


def _folder(
    asking: Asking, options: ReadOptions, standing: Standing, folder: str
) -> Iterator[Batch]:
    """Yield the pages that are left of one folder."""
    while folder in standing.left:
        try:
            page = _page(asking, folder, standing.left[folder])
        except Expired:
            if not standing.left[folder]:
                raise
            standing.begin_anew(folder)
            continue
        except NotThere:  # it was thrown away meanwhile
            standing.left.pop(folder)
            return
        onward, mark = text(page, "@odata.nextLink"), text(page, "@odata.deltaLink")
        if onward and onward != standing.left[folder]:
            standing.left[folder] = onward
        else:
            standing.done(folder, mark)
        yield batch_of(list(each(page, "value")), options)


def _page(asking: Asking, folder: str, onward: str) -> Answer:
    if onward:
        return asking.get(onward, prefer=PREFER)
    asked = {"changeType": "created", "$select": ",".join(SELECT)}
    return asking.get(f"{FOLDERS}/{folder}/messages/delta", asked, PREFER)


def batch_of(messages: list[object], options: ReadOptions) -> Batch:
    """Return the mails of one page; what cannot be read is refused by itself."""
    mails: list[Mail] = []
    batch = Batch(mails, read_bytes=len(messages))
    for number, message in enumerate(messages, start=1):
        if inside(message, "@removed") is not None:
            batch.read_bytes -= 1
            continue
        if is_true(message, "isDraft"):
            batch.set_aside[DRAFT] = batch.set_aside.get(DRAFT, 0) + 1
            continue
        mail = mail_of(message, options)
        if isinstance(mail, str):
            batch.refused.append(Refused(mail, f"Microsoft 365, message {number}"))
        else:
            mails.append(mail)
    return batch


def mail_of(message: object, options: ReadOptions) -> Mail | str:
    """Return the mail of a message, or why there is none: `no_sender`, `no_date`, unreadable."""
    if not isinstance(message, dict):
        return UNREADABLE
    people = people_of(message)
    if not people:
        return NO_SENDER
    at = seconds(text(message, "sentDateTime")) or seconds(text(message, "receivedDateTime"))
    if at is None:
        return NO_DATE
    mail = make_mail(people, at, _headers(message), keep_lists=options.keep_lists)
    return _tied(mail, message)


def _headers(message: Answer) -> dict[bytes, bytes]:
    """Return the headers that matter. Of what was sent from here Graph knows none but the id."""
    found: dict[bytes, bytes] = {}
    for one in each(message, "internetMessageHeaders"):
        name = text(one, "name").strip().lower().encode("utf-8", "replace")
        if name in _HEADERS and name not in found:
            value = text(one, "value").encode("utf-8", "replace")
            found[name] = value[-HEADER_CAP:] if name == b"references" else value[:HEADER_CAP]
    if identity := text(message, "internetMessageId"):
        found[b"message-id"] = identity.encode("utf-8", "replace")
    return found


def _tied(mail: Mail, message: Answer) -> Mail:
    """Put what Exchange ties together below one number, as the oldest mail it refers to."""
    root = _conversation(message)
    if not root or mail.automatic:
        return mail
    return mail._replace(parents=(root, *mail.parents))


def _conversation(message: Answer) -> int:
    """Return the number of the conversation: the same as in Outlook's files where it can be."""
    try:
        index = b64decode(text(message, "conversationIndex"), validate=True)
    except (NotBase64, ValueError):
        index = b""
    if len(index) >= _ROOT_BYTES and index[:1] == b"\1":
        return hash63(b"conversation index " + index[:_ROOT_BYTES])
    named = text(message, "conversationId")
    return hash63(b"conversation id " + named.encode("utf-8", "replace")) if named else 0


def _folders(asking: Asking) -> list[str]:
    """Return the folders to read, those inside others too; none below one that is left out."""
    left_out = {number for name in LEFT_OUT if (number := _known(asking, name))}
    found: list[str] = []
    waiting = [FOLDERS]
    while waiting and len(found) < MOST_FOLDERS:
        onward = waiting.pop()
        page = asking.get(onward, None if "?" in onward else {"$top": "100"}, PREFER)
        for one in each(page, "value"):
            number = text(one, "id")
            if number and number not in left_out and number not in found:
                found.append(number)
                waiting += [f"{FOLDERS}/{number}/childFolders"] if _has_folders(one) else []
        following = text(page, "@odata.nextLink")
        if following and following != onward:
            waiting.append(following)
    return found


def _has_folders(folder: object) -> bool:
    count = inside(folder, "childFolderCount")
    return not isinstance(count, int) or count > 0


def _known(asking: Asking, name: str) -> str:
    """Return the number of a folder that Graph knows by name, "" where there is none."""
    try:
        return text(asking.get(f"{FOLDERS}/{name}", {"$select": "id"}, PREFER), "id")
    except NotThere:
        return ""
