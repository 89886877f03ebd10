"""`make words`: collect every text, say which has no Dutch yet, compile the rest.

New texts are put into the list with an empty translation; texts that nobody uses any more go.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import polib

from tests.rules.tree import SOURCE

CATALOGUE = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "django.po"
HEAD = {
    "Project-Id-Version": "Tevoet",
    "Language": "nl",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
WIDTH = 96
NAMES = re.compile(r"%\((\w+)\)|\{(\w+)\}")


def has_dutch(entry: polib.POEntry) -> bool:
    """Say whether a text has its translation, in all its forms."""
    if entry.fuzzy:
        return False
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def names(text: str) -> set[str]:
    """Return the names of the parts that are filled in later."""
    return {one or other for one, other in NAMES.findall(text)}


def read(path: Path = CATALOGUE) -> dict[tuple[str, str, str], polib.POEntry]:
    """Return the entries of the list by text, plural and context."""
    if not path.exists():
        return {}
    entries = polib.pofile(str(path), wrapwidth=WIDTH)
    return {(one.msgid, one.msgid_plural, one.msgctxt or ""): one for one in entries}


def new_entry(one: str, many: str, context: str) -> polib.POEntry:
    """Return an entry that still waits for its Dutch."""
    forms = {0: "", 1: ""} if many else {}
    return polib.POEntry(msgid=one, msgid_plural=many, msgctxt=context or None, msgstr_plural=forms)


def written(entries: list[polib.POEntry]) -> polib.POFile:
    """Return the list in the order of the alphabet, so that changes are easy to read."""
    made = polib.POFile(wrapwidth=WIDTH)
    made.metadata = HEAD
    made.extend(sorted(entries, key=lambda e: (e.msgid.lower(), e.msgid, e.msgctxt or "")))
    return made


def main() -> int:
    """Bring the list up to date and compile it; end badly while Dutch is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tevoet.web.settings")
    import django  # noqa: PLC0415 - the texts of templates need Django's parser

    django.setup()
    from tests.catalogue import collect  # noqa: PLC0415 - after setup

    known, used = read(), collect()
    entries = [known.get(text) or new_entry(*text) for text in used]
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    made = written(entries)
    made.save(str(CATALOGUE))
    made.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    subprocess.run([sys.executable, "-m", "tests.generated"], check=True)
    missing = [one.msgid for one in made if not has_dutch(one)]
    for text in missing:
        print(f"no Dutch yet: {text}")  # noqa: T201 - this is a command
    gone = len(known.keys() - set(used))
    print(f"{len(made)} texts, {len(missing)} without Dutch, {gone} no longer used.")  # noqa: T201
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())
