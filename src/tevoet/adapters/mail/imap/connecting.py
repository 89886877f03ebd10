"""Connect to a mail server: to the very address that was looked at, encrypted, and checked."""

import socket
import ssl

from tevoet.adapters.mail.imap.account import Account, Security
from tevoet.adapters.mail.imap.refusals import MailServerNotReached, MailServerNotTrusted
from tevoet.adapters.network import connecting
from tevoet.adapters.network.addresses import Reach, places
from tevoet.adapters.network.connecting import Connected, NotItself


def connect(account: Account) -> Connected:
    """Return a connection to one of the server's addresses, encrypted unless STARTTLS comes later.

    Raises `MailServerNotReached` and `MailServerNotTrusted`.
    """
    name = account.host if account.security is Security.IMPLICIT else None
    try:
        found = connecting.connect(places(account.host, account.port, _reach(account)), name)
    except NotItself as error:
        raise MailServerNotTrusted(host=account.host, why=error.why) from error
    if found is None:
        raise not_reached(account)
    return found


def encrypted(connection: socket.socket, account: Account) -> ssl.SSLSocket:
    """Begin TLS with a connection; raises `MailServerNotTrusted`, and OSError without TLS."""
    try:
        return connecting.encrypted(connection, account.host)
    except NotItself as error:
        raise MailServerNotTrusted(host=account.host, why=error.why) from error


def not_reached(account: Account) -> MailServerNotReached:
    """Return the one answer to everything that is no mailbox we may read."""
    return MailServerNotReached(host=account.host, port=account.port)


def _reach(account: Account) -> Reach:
    if account.security is Security.LOOPBACK_ONLY:
        return Reach.LOOPBACK
    return Reach.ANYWHERE if account.is_private_allowed else Reach.OPEN
