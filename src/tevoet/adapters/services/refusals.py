"""What a service can do to us, each with what a person can do about it."""

from typing import ClassVar

from tevoet.refusal import Refusal


class ConnectAgain(Refusal):
    """What it gave us does not open anything any more."""

    slug: ClassVar[str] = "connect-again"
    message: ClassVar[str] = (
        "{service} does not let Tevoet in any more: the permission was withdrawn, or it lapsed. "
        "Connect again."
    )


class PermissionNotGiven(Refusal):
    """Whoever was asked said no, or gave only a part."""

    slug: ClassVar[str] = "permission-not-given"
    message: ClassVar[str] = (
        "{service} gave no permission, so nothing is read. If you did say yes, your organisation "
        "may not allow it: ask whoever looks after your mail."
    )


class PermissionTooWide(Refusal):
    """It gave more than headers. A permission that could read texts is not kept here."""

    slug: ClassVar[str] = "permission-too-wide"
    message: ClassVar[str] = (
        "{service} gave more than Tevoet asked for ({more}), so it was thrown away: what could "
        "read your texts is not kept here. Tell your keeper; the permissions of this program at "
        "{service} have to be fewer."
    )


class ServiceNotReached(Refusal):
    """It does not answer, or not in time."""

    slug: ClassVar[str] = "service-not-reached"
    message: ClassVar[str] = (
        "{service} does not answer now. Nothing was taken over; Tevoet tries again by itself."
    )


class ServiceBusy(Refusal):
    """It asks us to wait longer than a reading lasts."""

    slug: ClassVar[str] = "service-busy"
    message: ClassVar[str] = (
        "{service} asks Tevoet to wait. Nothing was taken over; Tevoet goes on by itself later."
    )


class ServiceNotUnderstood(Refusal):
    """What it answers is not what it says it answers."""

    slug: ClassVar[str] = "service-not-understood"
    message: ClassVar[str] = (
        "{service} answers something that Tevoet does not understand. Nothing was taken over. "
        "Export your mailbox as a file and give that, and tell your keeper."
    )


class NotThere(Exception):
    """There is nothing at this address; whoever asked knows whether that matters."""


class Expired(Exception):
    """The place where a reading would go on is not known any more; it begins anew."""
