"""Name this app to Django."""

from django.apps import AppConfig


class TalksConfig(AppConfig):
    """The app as Django knows it."""

    name = "tevoet.talks"
    label = "talks"
