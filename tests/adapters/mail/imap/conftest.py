"""What the tests with real servers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.mail.imap.dovecot import Dovecot, dovecot


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dovecot]:
    """A Dovecot without mail, whose authority is trusted."""
    with dovecot(tmp_path / "dovecot") as made:
        monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate.authority))
        yield made
