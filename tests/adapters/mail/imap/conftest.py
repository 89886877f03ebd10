"""What the tests with real servers share."""

from collections.abc import Iterator

import pytest

from tests.adapters.mail.imap.dovecot import Dovecot, dovecot


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dovecot]:
    """A Dovecot without mail, whose authority is trusted."""
    with dovecot() as made:
        monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate.authority))
        yield made
