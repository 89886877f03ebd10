"""Mailboxes on a server, as one names them to `tevoet mirror`; the password comes another way."""

import os
import sys
from typing import Final, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

import typer

from tevoet.adapters.mail.imap.account import (
    STARTTLS_PORT,
    TLS_PORT,
    Account,
    Security,
    usual_security,
)
from tevoet.cli.language import gettext as _
from tevoet.refusal import Refusal

SCHEMES: Final = {"imap", "imaps"}
PASSWORD, TOKEN = "TEVOET_IMAP_PASSWORD", "TEVOET_IMAP_TOKEN"


class NotAMailbox(Refusal):
    """What was named is no address of a mailbox."""

    slug = "not-a-mailbox"
    message = (
        "“{address}” is no address of a mailbox. "
        "Write it as imap://anna@voorbeeld.example@imap.voorbeeld.example/."
    )


class PasswordInAddress(Refusal):
    """A password on the command line can be read by others on the machine, and is remembered."""

    slug = "password-in-address"
    message = (
        "Leave the password out: others on this machine can see what you type here. Tevoet "
        "asks for it, or put it in TEVOET_IMAP_PASSWORD. This one is best changed now."
    )


class NobodyToAsk(Refusal):
    """Nobody sits at a terminal, and no password was given."""

    slug = "nobody-to-ask"
    message = (
        "There is no terminal to ask for the password of {user}. Put it in TEVOET_IMAP_PASSWORD."
    )


class Mailbox(NamedTuple):
    """Where a mailbox is and whose."""

    user: str
    host: str
    port: int
    security: Security


def is_mailbox(text: str) -> bool:
    """Say whether what was named is on a server."""
    return text.partition("://")[0].lower() in SCHEMES and "://" in text


def mailbox(text: str) -> Mailbox:
    """Read the address of a mailbox; without a port it is 993."""
    try:
        parts = urlsplit(text)
        port = parts.port or TLS_PORT
    except ValueError as error:
        raise NotAMailbox(address=text.partition("@")[2]) from error
    if parts.password is not None:
        raise PasswordInAddress
    if not parts.hostname or not parts.username or parts.path.strip("/"):
        raise NotAMailbox(address=text)
    return Mailbox(unquote(parts.username), parts.hostname, port, security(parts, port))


def security(parts: SplitResult, port: int) -> Security:
    """Return how it is encrypted: from the first byte on, or by STARTTLS on a port of IMAP's own.

    Port 993 is encrypted whatever is written before it, and port 143 never from the first byte.
    """
    named = Security.STARTTLS if parts.scheme == "imap" else Security.IMPLICIT
    return usual_security(port) if port in {TLS_PORT, STARTTLS_PORT} else named


def account(one: Mailbox) -> Account:
    """Return the way in, with the secret from where nobody else sees it."""
    token = os.environ.get(TOKEN, "")
    return Account(
        host=one.host,
        port=one.port,
        user=one.user,
        secret=token or password_of(one),
        is_bearer=bool(token),
        security=one.security,
        is_private_allowed=True,  # it is one's own machine, and one's own choice
    )


def password_of(one: Mailbox) -> str:
    """Return the password, and ask for it when nobody gave it."""
    given = os.environ.get(PASSWORD, "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise NobodyToAsk(user=one.user)
    asked = _("Password of %(user)s at %(host)s") % {"user": one.user, "host": one.host}
    return str(typer.prompt(asked, hide_input=True, err=True))
