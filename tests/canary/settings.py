"""The settings of an installation, with mail that lands in a folder instead of a mail server."""

from pathlib import Path

from tevoet.web.settings import *  # noqa: F403 - all of them, as they are
from tevoet.web.settings import HOME

EMAIL_HOST = "localhost"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(Path(HOME).parent / "mail")
