"""Every text has its Dutch, and what is compiled is what was written."""

from pathlib import Path

import polib
import pytest

from tests.catalogue import Text, collect, in_python, in_template
from tests.words import CATALOGUE, has_dutch, names, read


@pytest.fixture(scope="module")
def used() -> dict[Text, list[str]]:
    """Every text of the program, with the files it stands in."""
    return collect()


def test_every_text_has_its_dutch(used: dict[Text, list[str]]) -> None:
    known = read()
    without = {
        text.one: places
        for text, places in used.items()
        if (entry := known.get(text)) is None or not has_dutch(entry)
    }
    assert without == {}, "type: make words"


def test_a_translation_fills_in_the_same_parts() -> None:
    different = [
        entry.msgid
        for entry in read().values()
        for dutch in [entry.msgstr, *entry.msgstr_plural.values()]
        if dutch and not names(dutch) <= names(entry.msgid) | names(entry.msgid_plural)
    ]
    assert different == []


def test_what_is_compiled_is_what_was_written() -> None:
    compiled = {
        (one.msgid, one.msgid_plural, one.msgctxt or ""): (one.msgstr, one.msgstr_plural)
        for one in polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    }
    written = {
        key: (one.msgstr, one.msgstr_plural) for key, one in read().items() if has_dutch(one)
    }
    assert compiled == written, "type: make words"


def test_texts_are_found_where_they_stand(tmp_path: Path) -> None:
    source = 'x = gettext("One")\ny = ngettext("a {n}", "b {n}", n)\nz = pgettext("walk", "On")\n'
    source += 'class Late(Refusal):\n    message = "Too late."\n    other = "no text"\n'
    found = {Text("One"), Text("a {n}", "b {n}"), Text("On", context="walk"), Text("Too late.")}
    assert set(in_python(source)) == found
    page = '{% load i18n %}{% translate "100% sure" %}{% include "x" with y=_("Here") %}'
    page += "{% blocktranslate trimmed count n=n %}\n one {{ n }}\n{% plural %}\n many {{ n }}"
    page += "{% endblocktranslate %}"
    found = {Text("100%% sure"), Text("Here"), Text("one %(n)s", "many %(n)s")}
    assert set(in_template(page)) == found
