"""Name this app to Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The app as Django knows it."""

    name = "tevoet.ui"
    label = "ui"
