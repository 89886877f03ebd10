"""How the sign-in library behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Nobody signs up alone: one is invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse signing up without an invitation."""
        return False
