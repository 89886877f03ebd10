"""Look a server up once, and say to which of its addresses we may go.

A name is looked up once. What comes of it is judged, and the connection goes to the address that
was judged, so that a name that answers differently the second time (DNS rebinding) leads nowhere.
"""

import socket
from contextlib import suppress
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

MOST_ADDRESSES: Final = 4
# Addresses that carry another one inside: NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380).
_CARRYING: Final = tuple(
    map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
)

Address = IPv4Address | IPv6Address
Place = tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int]]


class Reach(StrEnum):
    """Where a connection may go: the open internet, anywhere, or this machine alone."""

    OPEN = "open"
    ANYWHERE = "anywhere"
    LOOPBACK = "loopback"


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


def places(host: str, port: int, reach: Reach) -> list[Place]:
    """Return where a host is, as far as we may go there; a host that is nowhere has no place."""
    found: list[Place] = []
    with suppress(OSError, UnicodeError):
        for family, _, _, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            if _may_go(str(place[0]), reach):
                found.append((family, place))  # type: ignore[arg-type]  # as typeshed writes it
    return found[:MOST_ADDRESSES]


def _may_go(written: str, reach: Reach) -> bool:
    address = ip_address(written.partition("%")[0])
    if reach is Reach.LOOPBACK:
        return address.is_loopback
    return reach is Reach.ANYWHERE or is_open_internet(address)
