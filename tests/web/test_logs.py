"""Secrets of links stay out of the log."""

import logging
from typing import cast

from django.conf import settings

from tevoet.web.logs import WithoutSecrets


def said(path: str) -> str:
    """Return what is logged about a path that is not there."""
    record = logging.LogRecord("django.request", 30, "", 0, "Not Found: %s", (path,), None)
    assert WithoutSecrets().filter(record)
    return record.getMessage()


def test_a_secret_is_not_logged() -> None:
    assert said("/first-run/abc-d_e/") == "Not Found: /first-run/…/"
    assert said("/invitations/abc/") == "Not Found: /invitations/…/"
    assert said("/people/7/") == "Not Found: /people/7/"


def test_everything_that_is_logged_goes_through_it() -> None:
    handlers = cast("dict[str, dict[str, object]]", settings.LOGGING["handlers"])
    assert handlers["console"]["filters"] == ["without_secrets"]
