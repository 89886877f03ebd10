"""Three gentle questions to look at oneself with. Their names stand inside the sealed words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question, and what may help to begin."""

    slug: str
    question: str | Promise
    help: str | Promise


PROMPTS = (
    Prompt(
        "trust-myself",
        _("Can I trust myself?"),
        _("What did you mean to do lately, and what came of it?"),
    ),
    Prompt(
        "trust-me",
        _("Can you trust me?"),
        _("Think of one person. What would they say of you today?"),
    ),
    Prompt(
        "told-about-me",
        _("What was I told about myself?"),
        _("Write down first what was said, and only then what you make of it."),
    ),
)
