"""A real mail server on loopback, and a clock that a test moves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from tests.home.conftest import make_contact

__all__ = ["make_contact"]  # contacts as plain values
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)  # nine in the morning in Amsterdam


@dataclass
class Server:
    """What the mail server was given; `says` is its next answers, before "taken"."""

    taken: list[Message] = field(default_factory=list)
    says: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name there
        """Take a mail, or answer what a test wants."""
        if self.says:
            return self.says.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken.append(message_from_bytes(content, policy=default))
        return "250 taken"

    @property
    def ids(self) -> list[str]:
        """Return the Message-IDs in the order of arrival."""
        return [one["Message-ID"] for one in self.taken]


@dataclass
class Hands:
    """A clock that stands still until a test moves it."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by


@pytest.fixture
def clock() -> Hands:
    """Monday, nine in the morning."""
    return Hands()


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """Start a mail server, and let Tevoet send there."""
    given = Server()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(given, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_TIMEOUT = 5
    yield given
    controller.stop()
