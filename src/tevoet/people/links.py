"""Secrets in links. The database keeps only what a secret hashes to."""

import secrets
from datetime import timedelta
from hashlib import sha256

LASTS = timedelta(days=14)


def new_secret() -> str:
    """Return a secret for a link, 32 signs long."""
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    """Return what the database keeps of a secret."""
    return sha256(secret.encode()).hexdigest()
