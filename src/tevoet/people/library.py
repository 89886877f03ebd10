"""Apps of the sign-in library, set up our way. Loaded before any model."""

from allauth.usersessions.apps import UserSessionsConfig


class SessionsConfig(UserSessionsConfig):
    """The library's list of sessions, which we fill ourselves: without network addresses."""

    def ready(self) -> None:
        """Leave out the library's own listeners, which keep them."""
