"""Name this app to Django."""

from django.apps import AppConfig


class ContactConfig(AppConfig):
    """The app as Django knows it."""

    name = "tevoet.contact"
    label = "contact"
