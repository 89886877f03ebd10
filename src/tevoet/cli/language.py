"""The language of the command line, without Django: the same translations as the pages."""

import gettext as standard
import os
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parents[1] / "locale"


def wanted() -> str:
    """Return `nl` or `en`: TEVOET_LANGUAGE, else the language of the terminal."""
    named = os.environ.get("TEVOET_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    return "nl" if (named or "").lower().startswith("nl") else "en"


@cache
def translations(language: str) -> standard.NullTranslations:
    """Return the translations of a language; English is what stands in the code."""
    return standard.translation("django", LOCALE, languages=[language], fallback=True)


def gettext(message: str) -> str:
    """Translate one text."""
    return translations(wanted()).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Translate a text that depends on a number."""
    return translations(wanted()).ngettext(one, many, number)


def gettext_noop(message: str) -> str:
    """Mark a text that is translated later."""
    return message
