"""What a mail server can do to us, each with what a person can do about it.

Whether nothing listens, something else does, nobody answers or the place is not allowed is one and
the same refusal: nobody can use an installation to find out what stands in a network.
"""

from typing import ClassVar

from tevoet.refusal import Refusal


class MailServerNotReached(Refusal):
    """No mailbox answers there, or it may not be asked."""

    slug: ClassVar[str] = "mail-server-not-reached"
    message: ClassVar[str] = (
        "No mailbox answers at {host}, port {port}, or this program may not connect to it. "
        "Look whether both are written well; in an organisation your keeper decides which "
        "servers may be read."
    )


class MailServerNotTrusted(Refusal):
    """Its certificate is not that of the name, or of nobody we trust."""

    slug: ClassVar[str] = "mail-server-not-trusted"
    message: ClassVar[str] = (
        "{host} could not prove that it is {host} ({why}). Your password was not sent. "
        "Look whether the name is written well, and ask whoever looks after your mail."
    )


class MailServerWithoutSecurity(Refusal):
    """It offers no encrypted connection."""

    slug: ClassVar[str] = "mail-server-without-security"
    message: ClassVar[str] = (
        "{host} offers no encrypted connection on port {port}. Your password was not sent. "
        "Try port 993, and ask whoever looks after your mail."
    )


class MailPasswordRefused(Refusal):
    """The server does not accept who asks."""

    slug: ClassVar[str] = "mail-password-refused"
    message: ClassVar[str] = (
        "{host} does not accept this user and password. Many providers want an app password "
        "of its own for programs, and IMAP switched on; you find both in the settings of "
        "your mail."
    )


class NoWayToSignIn(Refusal):
    """The server offers no way to sign in that we have."""

    slug: ClassVar[str] = "no-way-to-sign-in"
    message: ClassVar[str] = (
        "{host} does not let programs sign in with a password any more. "
        "Export your mailbox as a file and give that."
    )


class MailServerBrokeOff(Refusal):
    """The connection fell away, and again after trying anew."""

    slug: ClassVar[str] = "mail-server-broke-off"
    message: ClassVar[str] = (
        "The connection with {host} broke off several times, or it answered too slowly. "
        "Nothing was taken over. Try again later."
    )


class MailServerNotUnderstood(Refusal):
    """It does not speak IMAP as it should."""

    slug: ClassVar[str] = "mail-server-not-understood"
    message: ClassVar[str] = (
        "{host} answers something that is not IMAP, or endlessly. Nothing was taken "
        "over. Export your mailbox as a file and give that, and tell whoever looks after "
        "your mail."
    )


class Dropped(Exception):
    """The connection fell away; whoever reads connects anew and goes on."""


class NotImap(Exception):
    """What came is not IMAP; it becomes `MailServerNotUnderstood` where the host is known."""
