"""Write docs/use/who-can-read.md in both languages: the same text as the page of the program."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from tests.rules.tree import ROOT
from tevoet.vault import threats

USE = ROOT / "docs" / "use"
MADE = {
    "nl": "*Gemaakt door `make words`; het programma toont dezelfde tekst.*",
    "en-gb": "*Made by `make words`; the program shows the same text.*",
}
MORE = {
    "nl": "Zie ook: [wat leesbaar blijft](readable.md) · [nakijken van buitenaf](verify.md)",
    "en-gb": "See also: [what stays readable](readable.md) · [checking from outside](verify.md)",
}


def pages() -> dict[str, str]:
    """Return the page in each language, by the name of its file."""
    return {"who-can-read.nl.md": page("nl"), "who-can-read.md": page("en-gb")}


def page(language: str) -> str:
    """Return the page in one language."""
    with translation.override(language):
        lines = [f"# {_('Who can read my words?')}", MADE[language], f"**{threats.SENTENCE}**"]
        lines += [str(threats.SEALED), f"## {_('Who could want it')}"]
        for one in threats.EVERYBODY:
            lines += somebody(one)
        lines += [f"## {_('What is not protected')}", bullets(threats.UNPROTECTED)]
        lines += [f"## {_('How you can notice')}", bullets(threats.SIGNS), MORE[language]]
    return "\n\n".join(lines) + "\n"


def somebody(one: threats.Somebody) -> Iterator[str]:
    """Yield the paragraphs about one of them."""
    yield f"### {one.who}"
    yield f"{_('Can do this')}:\n\n{bullets(one.can)}"
    yield f"{_('Cannot do this')}:\n\n{bullets(one.cannot)}"
    if one.notice:
        yield f"{_('How you notice:')} {one.notice}"


def bullets(lines: tuple[threats.Words, ...]) -> str:
    """Return lines as a list."""
    return "\n".join(f"- {line}" for line in lines)
