"""Connect to a mail server: to the very address that was looked at, encrypted, and checked.

A name is looked up once. What comes of it is judged, and the connection goes to the address that
was judged, so that a name that answers differently the second time (DNS rebinding) leads nowhere.
"""

import socket
import ssl
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from tevoet.adapters.mail.imap.account import Account, Security
from tevoet.adapters.mail.imap.refusals import MailServerNotReached, MailServerNotTrusted

PATIENCE_SECONDS: Final = 10.0
"""For one address to answer."""

MOST_ADDRESSES: Final = 4
# Addresses that carry another one inside: NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380).
_CARRYING: Final = tuple(
    map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
)

Address = IPv4Address | IPv6Address
Connected = socket.socket | ssl.SSLSocket


def connect(account: Account) -> Connected:
    """Return a connection to one of the server's addresses, encrypted unless STARTTLS comes later.

    Raises `MailServerNotReached` and `MailServerNotTrusted`.
    """
    for family, place in _places(account):
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE_SECONDS)
        try:
            connection.connect(place)
            if account.security is Security.IMPLICIT:
                return encrypted(connection, account)
        except (OSError, MailServerNotTrusted) as error:
            connection.close()
            if isinstance(error, MailServerNotTrusted):
                raise
        else:
            return connection
    raise not_reached(account)


def encrypted(connection: socket.socket, account: Account) -> ssl.SSLSocket:
    """Begin TLS with a connection and check that the certificate is that of the host.

    Which authorities count is the machine's own list, or that of SSL_CERT_FILE. Raises
    `MailServerNotTrusted`, and OSError when the other side does not speak TLS.
    """
    context = ssl.create_default_context()
    try:
        return context.wrap_socket(connection, server_hostname=account.host)
    except ssl.SSLCertVerificationError as error:
        raise MailServerNotTrusted(host=account.host, why=error.verify_message) from error


def not_reached(account: Account) -> MailServerNotReached:
    """Return the one answer to everything that is no mailbox we may read."""
    return MailServerNotReached(host=account.host, port=account.port)


def is_open_internet(address: Address) -> bool:
    """Say whether an address is one of the open internet, and carries no other inside.

    >>> [is_open_internet(ip_address(one)) for one in ("10.0.0.1", "8.8.8.8", "::ffff:127.0.0.1")]
    [False, True, False]
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_open_internet(address.ipv4_mapped)
        if any(address in network for network in _CARRYING):
            return False
    return address.is_global and not address.is_multicast


Place = tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int]]


def _places(account: Account) -> list[Place]:
    """Return where the host is, as far as we may go there."""
    found: list[Place] = []
    with suppress(OSError, UnicodeError):
        for family, _, _, _, place in socket.getaddrinfo(
            account.host, account.port, type=socket.SOCK_STREAM
        ):
            if _may_go(str(place[0]), account):
                found.append((family, place))  # type: ignore[arg-type]  # as typeshed writes it
    return found[:MOST_ADDRESSES]


def _may_go(written: str, account: Account) -> bool:
    address = ip_address(written.partition("%")[0])
    if account.security is Security.LOOPBACK_ONLY:
        return address.is_loopback
    return account.is_private_allowed or is_open_internet(address)
