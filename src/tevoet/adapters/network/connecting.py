"""Connect to one of a server's addresses, encrypted, and checked."""

import socket
import ssl
from typing import Final

from tevoet.adapters.network.addresses import Place

PATIENCE_SECONDS: Final = 10.0
"""For one address to answer."""

Connected = socket.socket | ssl.SSLSocket


class NotItself(Exception):
    """The certificate is not that of the name, or of nobody we trust; `why` says which."""

    def __init__(self, why: str) -> None:
        """Keep the reason."""
        self.why = why
        super().__init__(why)


def connect(places: list[Place], name: str | None) -> Connected | None:
    """Return a connection to the first of the places that answers, encrypted when there is a name.

    None when no place answers. Raises `NotItself` when the certificate is not that of the name.
    """
    for family, place in places:
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE_SECONDS)
        try:
            connection.connect(place)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection if name is None else encrypted(connection, name)
        except (OSError, NotItself) as error:
            connection.close()
            if isinstance(error, NotItself):
                raise
    return None


def encrypted(connection: socket.socket, name: str) -> ssl.SSLSocket:
    """Begin TLS with a connection and check that the certificate is that of the name.

    Which authorities count is the machine's own list, or that of SSL_CERT_FILE. Raises
    `NotItself`, and OSError when the other side does not speak TLS.
    """
    context = ssl.create_default_context()
    try:
        return context.wrap_socket(connection, server_hostname=name)
    except ssl.SSLCertVerificationError as error:
        raise NotItself(error.verify_message) from error
