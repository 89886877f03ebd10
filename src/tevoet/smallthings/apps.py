"""Name this app to Django."""

from django.apps import AppConfig


class SmallThingsConfig(AppConfig):
    """The app as Django knows it."""

    name = "tevoet.smallthings"
    label = "smallthings"
