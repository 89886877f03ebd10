"""A refusal in the words of who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from tevoet.refusal import Refusal


def said(refusal: Refusal) -> str:
    """Return the sentence of a refusal in the language of this answer."""
    return gettext(refusal.message).format(**refusal.parameters)
