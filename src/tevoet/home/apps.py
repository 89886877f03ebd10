"""Name this app to Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The app as Django knows it."""

    name = "tevoet.home"
    label = "home"
