"""Whose mailbox to read, where, and with what."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

TLS_PORT: Final = 993
STARTTLS_PORT: Final = 143


class Security(StrEnum):
    """How a connection is encrypted; `LOOPBACK_ONLY` not at all, which tests alone ask for."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    LOOPBACK_ONLY = "loopback_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A mailbox and how to come in. The secret is a password, or a bearer token of OAuth.

    `is_private_allowed`: the server may have an address that is not one of the open internet.
    """

    host: str
    user: str
    secret: str = field(repr=False)
    port: int = TLS_PORT
    security: Security = Security.IMPLICIT
    is_bearer: bool = False
    is_private_allowed: bool = False


def usual_security(port: int) -> Security:
    """Return how a connection to a port is encrypted (RFC 8314, section 3.2; RFC 9051, 11.1)."""
    return Security.STARTTLS if port == STARTTLS_PORT else Security.IMPLICIT
