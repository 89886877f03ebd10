"""Passwords that everybody tries first, refused without asking anybody outside."""

import re
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Final

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext_lazy

AT_ONCE: Final = BoundedSemaphore(2)  # each takes 100 MiB, in each process

FEWEST_SIGNS = 5
SIGNS = re.compile(r"\A[\W\d_]+")
ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
DUTCH = {"welkom", "wachtwoord", "geheim", "tevoet", "vertrouwen", "voorjaar", "najaar"}
SAID_BY_DJANGO = (  # its own Dutch is behind its English, so ours comes first
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    gettext_noop("This password is too common."),
    gettext_noop("The password is too similar to the %(verbose_name)s."),
)
SEASONS = {"lente", "zomer", "herfst", "winter", "spring", "summer", "autumn", "welcome"}


class Hasher(Argon2PasswordHasher):
    """Argon2 with a limit on how much memory all sign-ins of a process take together."""

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        with AT_ONCE:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare a password with what was kept of it."""
        with AT_ONCE:
            return super().verify(password, encoded)


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Return the list that comes with Django, and the words that Dutch offices add a year to."""
    return frozenset(CommonPasswordValidator().passwords) | DUTCH | SEASONS


def is_repeated(password: str) -> bool:
    """Say whether a password is a shorter piece, again and again."""
    return password in (password + password)[1:-1]


def is_a_row(password: str) -> bool:
    """Say whether a password walks along the keyboard or the alphabet."""
    rows = [row + row for row in ROWS]
    return any(password in row or password in row[::-1] for row in rows)


def without_signs_before(password: str) -> str:
    """Return a password from its first letter on; one pass, however long it is."""
    return SIGNS.sub("", password)


def is_decorated(password: str) -> bool:
    """Say whether a password is a common word with digits and signs around it."""
    word = without_signs_before(without_signs_before(password)[::-1])[::-1]
    return not word or word in common()


def is_worn(password: str) -> bool:
    """Say whether a password is among the first that somebody would try.

    >>> [is_worn(p) for p in ("Welkom2026!!", "abcabcabcabc", "098765432109", "Qwertyuiopas")]
    [True, True, True, True]
    >>> is_worn("lopend naar de overkant")
    False
    """
    plain = password.lower().strip()
    few = len(set(plain)) < FEWEST_SIGNS
    return few or is_repeated(plain) or is_a_row(plain) or is_decorated(plain)


class WornPasswordValidator:
    """Refuse passwords that everybody tries first. No rule about kinds of signs."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise when the password is worn."""
        if is_worn(password):
            raise ValidationError(self.get_help_text(), code="password_worn")

    def get_help_text(self) -> str:
        """Say what to do instead."""
        return _(
            "Many people choose a password like this. Take a few words that only you would"
            " put together."
        )
