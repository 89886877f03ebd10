"""Tell mail that a machine or a list sent, or that was thrown away, from mail between people.

Sources: RFC 2919 (List-Id), RFC 2369 (List-Post, List-Unsubscribe), RFC 3834 (Auto-Submitted, the
empty return path), and the older habits Precedence, Mailing-List and X-Autoreply.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from tevoet.engines.moments.addresses import readable_name

LIST_HEADERS: Final = frozenset((b"list-id", b"list-post", b"mailing-list", b"x-mailing-list"))
SIGNS: Final = LIST_HEADERS | frozenset(
    (b"auto-submitted", b"precedence", b"x-autoreply", b"x-autorespond", b"list-unsubscribe")
)
"""Headers of which at least one stands in nearly all mail that no person wrote."""

_ROBOT: Final = re.compile(
    r"(?:.*[._+-])?(?:(?:no|not|do[._-]?not|don[._-]?t|nicht|niet|ne[._-]?pas)[._-]?"
    r"(?:reply|replies|respond|response|antworten|beantwoorden|repondre|responder)"
    r"|(?:geen|keine)[._-]?antwo(?:or|r)d?t?|noreply|mailer-daemon|postmaster|bounces?"
    r"|auto[._-]?(?:reply|mailer|responder)|notifications?|newsletters?|nieuwsbrief)"
    r"(?:[._+=-].*)?@.*"
)
GMAIL: Final = b"x-gmail-labels"
"""What Google's export adds to each mail: its labels, in the language of the mailbox."""

_LABELS: Final = {
    **dict.fromkeys(("spam",), "spam"),
    **dict.fromkeys(("trash", "bin", "prullenbak", "papierkorb", "corbeille"), "trash"),
    **dict.fromkeys(("drafts", "draft", "concepten", "entwürfe", "brouillons"), "draft"),
}
_WORD_END: Final = re.compile(rb"[;\s(]")
_BULK: Final = {b"bulk": "bulk", b"junk": "bulk", b"list": "list", b"auto_reply": "auto_reply"}


def automatic_reason(headers: Mapping[bytes, bytes], sender: str, keep_lists: bool) -> str:
    """Return why a message is no contact between people, or "" when it is.

    `headers` as `split_headers` gives them, `sender` a lower-case address. Reasons: `list`,
    `auto_submitted`, `auto_reply`, `bounce`, `bulk`, `newsletter`, `robot_sender`, and by the
    labels of Gmail `spam`, `trash`, `draft`. With
    `keep_lists` mail that went over a list counts as mail between its people, unless a machine
    wrote it.
    """
    if is_robot(sender):
        return "robot_sender"
    if GMAIL in headers and (put := _put_away(headers[GMAIL])):
        return put
    if SIGNS.isdisjoint(headers):
        return "bounce" if headers.get(b"return-path") == b"<>" else ""
    robot = _by_machine(headers)
    if robot:
        return robot
    if is_list(headers):
        return "" if keep_lists else "list"
    return _in_bulk(headers)


def is_list(headers: Mapping[bytes, bytes]) -> bool:
    """Say whether a message went over a mailing list."""
    if SIGNS.isdisjoint(headers):
        return False
    return not LIST_HEADERS.isdisjoint(headers) or _word(headers, b"precedence") == b"list"


@lru_cache(maxsize=4096)
def is_robot(address: str) -> bool:
    """Say whether an address is one that no person reads.

    >>> is_robot("no-reply@example.org"), is_robot("noreen@example.org")
    (True, False)
    """
    return _ROBOT.fullmatch(address) is not None


@lru_cache(maxsize=1024)
def _put_away(labels: bytes) -> str:
    """Say by the labels of Gmail whether a mail is a draft, spam, or thrown away.

    >>> _put_away(b'Trash,"One, two",Opened'), _put_away(b"Sent")
    ('trash', '')
    """
    text = readable_name(labels.decode("utf-8", "replace"))
    return next(filter(None, (_LABELS.get(one.strip().lower(), "") for one in text.split(","))), "")


def _by_machine(headers: Mapping[bytes, bytes]) -> str:
    if _word(headers, b"auto-submitted") not in (b"", b"no"):
        return "auto_submitted"
    replies = b"x-autoreply" in headers or b"x-autorespond" in headers
    if replies or _word(headers, b"precedence") == b"auto_reply":
        return "auto_reply"
    return "bounce" if headers.get(b"return-path") == b"<>" else ""


def _in_bulk(headers: Mapping[bytes, bytes]) -> str:
    precedence = _BULK.get(_word(headers, b"precedence"), "")
    return precedence or ("newsletter" if b"list-unsubscribe" in headers else "")


def _word(headers: Mapping[bytes, bytes], name: bytes) -> bytes:
    """Return the first word of a header in lower case, without its parameters."""
    value = headers.get(name)
    return _WORD_END.split(value, maxsplit=1)[0].lower() if value else b""
