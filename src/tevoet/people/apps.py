"""Name this app to Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app as Django knows it."""

    name = "tevoet.people"
    label = "people"
