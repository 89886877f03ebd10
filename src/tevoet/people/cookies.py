"""Sessions in the database, under a fingerprint of what the cookie holds.

Whoever copies the database finds no cookie in it, and comes in as nobody. The secret is drawn by
chance and long, so that its fingerprint needs no salt.
"""

from hashlib import sha256
from typing import Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest

SIGNS: Final = 40  # as many as the column holds, 160 bits


def kept_as(secret: str) -> str:
    """Return under which key the session of a cookie is kept."""
    return sha256(secret.encode()).hexdigest()[:SIGNS]


def key_of(request: HttpRequest) -> str:
    """Return under which key the session of whoever asks is kept."""
    return kept_as(request.session.session_key or "")


class SessionStore(db.SessionStore):
    """Django's own, but for the key of the row."""

    def _get_session_from_db(self) -> Session | None:
        """Return the row of this cookie; forget a cookie that has none, or whose time is over."""
        key, self._session_key = self._session_key, kept_as(self._session_key or "")
        found: Session | None = super()._get_session_from_db()  # type: ignore[misc]  # not in its stubs
        self._session_key = key if found else None
        return found

    def exists(self, session_key: str) -> bool:
        """Say whether there is a session for a cookie."""
        return super().exists(kept_as(session_key))

    def create_model_instance(self, data: dict[str, object]) -> AbstractBaseSession:
        """Return the row to keep."""
        row = super().create_model_instance(data)
        row.session_key = kept_as(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Delete the session of a cookie, this one when none is named."""
        secret = session_key or self.session_key
        if secret is not None:
            super().delete(kept_as(secret))
