"""What a calendar server can do to us, each with what a person can do about it.

Whether nothing listens, something else does, nobody answers or the place is not allowed is one and
the same refusal: nobody can use an installation to find out what stands in a network.
"""

from typing import ClassVar

from tevoet.refusal import Refusal


class NotACalendarAddress(Refusal):
    """What was given is no address of a calendar. It may be a secret, so it is not repeated."""

    slug: ClassVar[str] = "not-a-calendar-address"
    message: ClassVar[str] = (
        "This is no address of a calendar. Copy it from the settings of your calendar; "
        "it begins with https:// or webcal://, and holds no name or password."
    )


class CalendarServerNotReached(Refusal):
    """No calendar answers there, or it may not be asked."""

    slug: ClassVar[str] = "calendar-server-not-reached"
    message: ClassVar[str] = (
        "No calendar answers at {host}, or this program may not connect to it. Look whether "
        "the address is written well; in an organisation your keeper decides which servers "
        "may be read."
    )


class CalendarServerNotTrusted(Refusal):
    """Its certificate is not that of the name, or of nobody we trust."""

    slug: ClassVar[str] = "calendar-server-not-trusted"
    message: ClassVar[str] = (
        "{host} could not prove that it is {host} ({why}). Nothing was sent to it. Look whether "
        "the address is written well, and ask whoever looks after your calendar."
    )


class CalendarPasswordRefused(Refusal):
    """The server does not accept who asks."""

    slug: ClassVar[str] = "calendar-password-refused"
    message: ClassVar[str] = (
        "{host} does not accept this user and password. Many providers want an app password of "
        "its own for programs; you make it in the settings of your account."
    )


class CalendarWithoutPasswords(Refusal):
    """The server offers no way to come in that we have."""

    slug: ClassVar[str] = "calendar-without-passwords"
    message: ClassVar[str] = (
        "{host} does not let programs in with a password. Publish your calendar there and give "
        "its secret address, or export it as a file (.ics) and give that."
    )


class CalendarNotAllowed(Refusal):
    """Whoever asks is known there, and may not read this."""

    slug: ClassVar[str] = "calendar-not-allowed"
    message: ClassVar[str] = (
        "{host} knows you, but does not let programs read this calendar. Ask whoever looks after "
        "it to switch on CalDAV for you, or publish your calendar and give its secret address."
    )


class NoCalendarThere(Refusal):
    """The server answers, and has no calendar at this address."""

    slug: ClassVar[str] = "no-calendar-there"
    message: ClassVar[str] = (
        "{host} answers, but there is no calendar at this address. Copy the address from the "
        "settings of your calendar, where it is called CalDAV, or a link to subscribe to."
    )


class CalendarNotPublished(Refusal):
    """Whoever knows the address may not read it, or not any more."""

    slug: ClassVar[str] = "calendar-not-published"
    message: ClassVar[str] = (
        "{host} shows no calendar at this address, or not any more. Publish your calendar there "
        "anew, and give the address you get then."
    )


class AddressLeadsElsewhere(Refusal):
    """The server sends us on to where we do not go."""

    slug: ClassVar[str] = "address-leads-elsewhere"
    message: ClassVar[str] = (
        "{host} sends on to another place, where this program does not go. Copy the address "
        "from the settings of your calendar once more, as it is now."
    )


class CalendarServerBusy(Refusal):
    """It is asked too much, by us or by others."""

    slug: ClassVar[str] = "calendar-server-busy"
    message: ClassVar[str] = (
        "{host} asks for patience: too much is asked of it now. Nothing was taken over. "
        "Try again in an hour."
    )


class CalendarServerFailed(Refusal):
    """Something is wrong with it."""

    slug: ClassVar[str] = "calendar-server-failed"
    message: ClassVar[str] = (
        "Something is wrong with {host} itself (it says {status}). Nothing was taken over. "
        "Try again later, and tell whoever looks after your calendar if it stays so."
    )


class CalendarServerBrokeOff(Refusal):
    """The connection fell away, and again after trying anew."""

    slug: ClassVar[str] = "calendar-server-broke-off"
    message: ClassVar[str] = (
        "The connection with {host} broke off several times, or it answered too slowly. "
        "Nothing was taken over. Try again later."
    )


class CalendarServerNotUnderstood(Refusal):
    """It does not speak CalDAV as it should."""

    slug: ClassVar[str] = "calendar-server-not-understood"
    message: ClassVar[str] = (
        "{host} answers something that is no calendar, or endlessly. Nothing was taken over. "
        "Export your calendar as a file (.ics) and give that."
    )


class NotDav(Exception):
    """What came is not WebDAV; it becomes `CalendarServerNotUnderstood` where the host is known."""
