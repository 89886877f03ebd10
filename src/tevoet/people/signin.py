"""How the sign-in library behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from tevoet.people.models import Person


class Backend(AuthenticationBackend):
    """Fetch a signed-in person and the organisation in one query; nobody who left."""

    def get_user(self, user_id: int) -> Person | None:
        """Return the person of a session."""
        people = Person.objects.still_here().select_related("organisation")
        found: Person | None = people.filter(pk=user_id).first()
        return found


class Adapter(DefaultAccountAdapter):
    """Nobody signs up alone: one is invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse signing up without an invitation."""
        return False
