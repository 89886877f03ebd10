"""Write docs/use/readable.md: every field the server keeps, who can read it and why, twice."""

from collections.abc import Iterator

from django.utils import translation

from tests.rules.tree import ROOT
from tevoet.people.declared import Table
from tevoet.people.known import declared_by_group

PAGE = ROOT / "docs" / "use" / "readable.md"
DUTCH = """# Wat leesbaar blijft

*English below.*

Dit is elk veld dat de server van wie dan ook bewaart. Wat de server moet lezen om zijn werk te
doen, kan ook lezen wie de server beheert. De reden staat erbij. Wat *verzegeld* is, leest alleen
wie op de pagina genoemd staat. Een *sleutel* opent hier niets. Wat *op zichzelf niets zegt*, is een
nummer of een afdruk.

Naast deze tabellen zijn er het log (zonder woorden van mensen), bestanden die iemand geeft (tot ze
gelezen zijn), mail die onderweg is, en het cookie waarmee een browser is ingelogd. Een reservekopie
bevat dezelfde tabellen, zonder sessies en taken.

Deze pagina wordt gemaakt door `make words`, uit wat elke app zelf opgeeft (`kept.py`). Een test
faalt op een veld dat nergens staat. Verander haar niet met de hand.
"""
ENGLISH = """# What stays readable

This is every field that the server keeps of anybody. What the server must read to do its work can
also be read by whoever keeps the server. The reason stands beside it. What is *sealed* is read only
by the people named on the page. A *key* opens nothing here. What *says nothing by itself* is a
number or a fingerprint.

Beside these tables there are the log (without words of people), files somebody gives (until they
were read), mail on its way, and the cookie by which a browser is signed in. A back-up holds the
same tables, without sessions and tasks.

This page is made by `make words`, from what each app declares itself (`kept.py`). A test fails on
a field that stands nowhere. Do not change it by hand.
"""
DUTCH_HEADS = "| veld | wat het is | wie het leest | waarom |"
ENGLISH_HEADS = "| field | what it is | who reads it | why |"


def page() -> str:
    """Return the page as it should be."""
    dutch, english = spoken("nl", DUTCH_HEADS), spoken("en-gb", ENGLISH_HEADS)
    return "\n".join([DUTCH, *dutch, "---\n", ENGLISH, *english])


def pages() -> dict[str, str]:
    """Return the page by the name of its file."""
    return {PAGE.name: page()}


def spoken(language: str, heads: str) -> list[str]:
    """Return all tables in one language."""
    with translation.override(language):
        return [
            line
            for heading, found in declared_by_group()
            for line in [
                f"## {heading}\n",
                *(line for table in found for line in drawn(table, heads)),
            ]
        ]


def drawn(table: Table, heads: str) -> Iterator[str]:
    """Yield the lines of one table."""
    name = str(table.name)
    yield f"### {name[:1].upper()}{name[1:]} (`{table.label}`)\n"
    yield heads
    yield "| --- | --- | --- | --- |"
    for field, said in table.fields.items():
        yield f"| `{field}` | {said.label} | {said.kind.label} | {said.why} |"
    yield ""
