"""Someone on a public page, not signed in."""

from django.contrib.auth.models import AnonymousUser


class Visitor(AnonymousUser):
    """Someone on a public page, not signed in."""
