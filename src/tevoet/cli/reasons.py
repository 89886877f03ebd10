"""The reason of a hint in a sentence, without Django."""

from tevoet.cli.language import gettext as _
from tevoet.cli.language import ngettext
from tevoet.engines.mirror.summary import Hint


def sentence(hint: Hint) -> str:
    """Say why, in one sentence."""
    if hint.kind == "better_as_a_call":
        return calling(hint)
    days = hint.parameters.get("days")
    if days is None:
        return _("no talk is visible here")
    text = (
        ngettext("not met for %d day", "not met for %d days", days)
        if hint.reason.startswith("no_in_person")
        else ngettext("not spoken for %d day", "not spoken for %d days", days)
    )
    return text % days


def refused_because(slug: str) -> str:
    """Say why something could not be read, in the words of the pages."""
    from tevoet.contact.reasons import REFUSED  # noqa: PLC0415 - only when something was refused

    return _(REFUSED[slug]) if slug in REFUSED else slug.replace("_", " ")


def remarked(slug: str) -> str:
    """Say what there is to say of a whole file, in the words of the pages."""
    from tevoet.contact.reasons import REMARKS  # noqa: PLC0415 - only when there is something to say

    return _(REMARKS[slug]) if slug in REMARKS else slug.replace("_", " ")


def calling(hint: Hint) -> str:
    """Say why a call would be better."""
    text = ngettext(
        "%d turn by mail; a call would be better",
        "%d turns by mail; a call would be better",
        hint.turns,
    )
    return text % hint.turns
