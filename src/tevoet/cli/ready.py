"""Load Django for the commands that need it, and say in a sentence why it cannot."""

import os
from typing import ClassVar

from tevoet.refusal import Refusal

SETTINGS = "tevoet.web.settings"


class WronglySet(Refusal):
    """A setting has a value that cannot be."""

    slug: ClassVar[str] = "wrongly-set"
    message: ClassVar[str] = "{reason}"


class DatabaseOutOfReach(Refusal):
    """The database does not answer."""

    slug: ClassVar[str] = "database-out-of-reach"
    message: ClassVar[str] = (
        "The database does not answer ({reason}). Check TEVOET_DATABASE_URL, and whether it runs."
    )


class NothingHereYet(Refusal):
    """There is no installation yet."""

    slug: ClassVar[str] = "nothing-here-yet"
    message: ClassVar[str] = "There is no Tevoet here yet. Type: tevoet init"


def ready() -> None:
    """Load the settings and the apps, once. What we write from now on is ours alone to read."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 - only the commands that need it load it
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise WronglySet(reason=str(error)) from error


def reach_database() -> None:
    """Refuse when the database does not answer."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 - after `ready`

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        first = (str(error).strip().splitlines() or ["no reason given"])[0]
        raise DatabaseOutOfReach(reason=first) from error
