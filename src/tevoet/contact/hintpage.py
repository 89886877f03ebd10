"""The page about hints: what became of them in plain counts, about whom there are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy, ngettext

from tevoet.contact.asking import Around
from tevoet.contact.hintnotes import book_of
from tevoet.engines.mirror.hintbook import DID_NOT_HELP, HELPED, NOT_CALLED
from tevoet.ui.shapes import Table

if TYPE_CHECKING:
    from tevoet.contact.archive import Archive
    from tevoet.engines.mirror.hintbook import Book, Shown
    from tevoet.people.models import Person

MOST = 30
SAID = {
    HELPED: gettext_lazy("spoken, and it helped"),
    DID_NOT_HELP: gettext_lazy("spoken, and it did not help"),
    NOT_CALLED: gettext_lazy("not spoken"),
    "": gettext_lazy("no answer"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One hint that was shown."""

    shown: Shown
    name: str

    @property
    def said(self) -> str:
        """Say what was answered."""
        return str(SAID[self.shown.answer])


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows of a book."""

    book: Book
    names: dict[int, str]

    @property
    def rows(self) -> list[Row]:
        """Return the hints that were shown, the newest first."""
        gone = gettext("somebody you no longer work with here")
        shown = self.book.newest()[:MOST]
        return [Row(one, self.names.get(one.key.connection, gone)) for one in shown]

    @property
    def muted(self) -> list[tuple[int, str]]:
        """Return about whom there are no hints."""
        found = [(pk, self.names[pk]) for pk in self.book.muted if pk in self.names]
        return sorted(found, key=lambda one: one[1])

    @property
    def sentence(self) -> str:
        """Say in one line what became of the hints."""
        counts = self.book.counts()
        shown, answered = sum(counts.values()), sum(counts.values()) - counts[""]
        words = ngettext(
            "%(shown)d hint in a year. Answered: %(answered)d. Spoken: %(spoken)d. Helped: "
            "%(helped)d.",
            "%(shown)d hints in a year. Answered: %(answered)d. Spoken: %(spoken)d. Helped: "
            "%(helped)d.",
            shown,
        )
        spoken = counts[HELPED] + counts[DID_NOT_HELP]
        numbers = {"shown": shown, "answered": answered, "spoken": spoken}
        return words % {**numbers, "helped": counts[HELPED]}

    @property
    def table(self) -> Table:
        """Return the counts behind the sentence."""
        rows = [(SAID[answer], number) for answer, number in self.book.counts().items()]
        return Table(gettext("What became of hints"), (gettext("answer"), gettext("hints")), rows)


def page_of(owner: Person, archive: Archive) -> Page:
    """Put the page together, from what can be opened."""
    around = Around.of(owner)
    pairs = zip(around.connections, around.others, strict=True)
    return Page(book_of(owner, archive), {pk: other.name for pk, other in pairs})
