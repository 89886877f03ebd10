"""Secrets in links. The database keeps only what a secret hashes to."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Final

from django.contrib.auth.tokens import PasswordResetTokenGenerator

LASTS: Final = timedelta(days=14)


class ResetTokens(PasswordResetTokenGenerator):
    """Secrets of links to a new password: Django's own, without a table of addresses."""

    key_salt = "tevoet.people.links"


def new_secret() -> str:
    """Return a secret for a link, 32 signs long."""
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    """Return what the database keeps of a secret."""
    return sha256(secret.encode()).hexdigest()
