"""What readers hand over and what figures are made from: plain, small, picklable values.

A reader yields `Batch`es. Mails become moments only after their conversation is known
(`engines.moments.conversations`); meetings and calls are moments at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Channel(StrEnum):
    """How a moment happened. `UNKNOWN` is a kind of its own and is never guessed."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    CHAT = "chat"
    MAIL = "mail"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What somebody was in a moment."""

    SENDER = "sender"  # wrote, invited or called
    TO = "to"
    CC = "cc"  # copied, also blind copies where a header shows them
    GUEST = "guest"  # invited to a meeting, or on the other end of a call

    __hash__ = str.__hash__  # that of Enum is written in Python, and people are looked up often


class Participant(NamedTuple):
    """Someone in a moment: lower-cased address (or E.164 number for calls), shown name, role."""

    address: str
    name: str
    role: Role


class Mail(NamedTuple):
    """The headers of one message that matter, without subject and text.

    `key` is a 63-bit hash of Message-ID, date and sender: equal keys are duplicates.
    `identity` and `parents` are 63-bit hashes of the message's own id and of the ids in
    References and In-Reply-To, oldest first. `at` is in whole seconds since 1970, UTC.
    `people` begins with the sender. `automatic` is the reason this is no contact, or "".
    """

    key: int
    identity: int
    parents: tuple[int, ...]
    at: int
    people: tuple[Participant, ...]
    automatic: str
    is_list: bool


class Moment(NamedTuple):
    """One moment of contact.

    `id` is a 63-bit hash, the same whatever file it was read from. `at` is in whole seconds since
    1970, UTC. `sender` is an address or "" when unknown. `minutes` is None for mail and chat.
    `confirmed` is False for an invitation that was never answered. `conversation` is the id of
    the mail conversation or of the series of meetings, 0 when there is none.
    """

    id: int
    at: int
    channel: Channel
    sender: str
    people: tuple[Participant, ...]
    minutes: float | None
    confirmed: bool
    conversation: int
    source: str


class Change(NamedTuple):
    """A meeting of the owner and one other that was moved or cancelled: no moment of contact.

    `id` is that of the meeting's moment. `at` is when it was planned, in whole seconds since 1970,
    UTC; `kind` is MOVED or CANCELLED; `address` is the other's.
    """

    id: int
    at: int
    kind: str
    address: str


class Refused(NamedTuple):
    """One message, component or row that could not be read: a slug of a reason, and where."""

    reason: str
    where: str


MOVED, CANCELLED = "moved", "cancelled"


@dataclass(slots=True)
class Batch:
    """A handful of what a reader found. `read_bytes` moves the progress bar.

    `set_aside` counts, by reason, what was read well and is no contact (a cancelled meeting);
    automatic mail is counted from its `Mail`. `remarks` are slugs of what there is to say of a file
    as a whole, though it was read. `changes` stand beside the accounting: a meeting that was moved
    is a moment as well, and one that was cancelled is set aside.
    `unsure` counts, by reason, moments that were kept though one thing about them is not sure.
    """

    mails: Sequence[Mail] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    set_aside: dict[str, int] = field(default_factory=dict)
    read_bytes: int = 0
    remarks: list[str] = field(default_factory=list)
    unsure: dict[str, int] = field(default_factory=dict)
