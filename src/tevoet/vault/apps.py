"""Name this app to Django."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """The app as Django knows it."""

    name = "tevoet.vault"
    label = "vault"
