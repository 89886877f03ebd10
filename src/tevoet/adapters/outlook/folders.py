"""Walk the folders of an Outlook store, and say which of them hold waste, junk or sent mail.

Source: [MS-PST] section 2.2.2.1 (kinds of nodes) and 2.4.3 (the folders that the store names).
Folders of searches show what lies elsewhere, so they are passed over.
"""

from collections.abc import Iterator
from typing import Any, Final

Library = Any  # libpff comes without types
_SEARCHES: Final = 3  # a kind of node, its lowest five bits
_NAMED_BY_STORE: Final = {0x35E3: "trash", 0x35E4: "sent"}
_BY_NAME: Final = {
    **dict.fromkeys(("deleted items", "verwijderde items", "trash", "prullenbak"), "trash"),
    **dict.fromkeys(("junk e-mail", "junk email", "ongewenste e-mail", "spam", "junk"), "junk"),
    **dict.fromkeys(("sent items", "verzonden items", "sent", "verzonden"), "sent"),
}
_DEEPEST: Final = 60


class Folders:
    """The folders of a store, in one order however often they are walked."""

    def __init__(self, store: Library) -> None:
        """Find the folders that the store names; folders that cannot be read are counted."""
        self._store = store
        self._kinds = _named_by(store)
        self.unreadable = 0
        self._found = list(self._walk())

    def count(self) -> int:
        """Count the messages of all folders."""
        return sum(count for _, _, count in self._found)

    def messages(self, first: int) -> Iterator[tuple[int, str, Library | None]]:
        """Yield number, kind of folder and message, from a number on; None for a broken one."""
        number = 0
        for folder, kind, count in self._found:
            begin = max(0, first - number)
            for place in range(begin, count):
                try:
                    found = folder.get_sub_message(place)
                except (OSError, MemoryError):
                    found = None
                yield number + place, kind, found
            number += count

    def _walk(self) -> Iterator[tuple[Library, str, int]]:
        try:
            waiting = [(self._store.root_folder, "", 0)]
        except OSError:
            self.unreadable += 1
            return
        while waiting:
            folder, kind, depth = waiting.pop()
            if folder is None or depth > _DEEPEST:
                continue
            try:
                if folder.identifier & 0x1F == _SEARCHES:
                    continue
                kind = kind or self._kind(folder)
                count, below = folder.number_of_sub_messages, self._below(folder)
            except OSError:
                self.unreadable += 1
                continue
            yield folder, kind, count
            waiting += [(one, kind, depth + 1) for one in reversed(below)]

    def _below(self, folder: Library) -> list[Library]:
        found = []
        for place in range(folder.number_of_sub_folders):
            try:
                found.append(folder.get_sub_folder(place))
            except OSError:
                self.unreadable += 1
        return found

    def _kind(self, folder: Library) -> str:
        named = self._kinds.get(folder.identifier)
        return named or _BY_NAME.get((folder.name or "").strip().lower(), "")


def _named_by(store: Library) -> dict[int, str]:
    """Return the kind of the folders that the store names, by the number of their node."""
    found: dict[int, str] = {}
    try:
        entries = store.message_store.get_record_set(0).entries
        for one in entries:
            kind = _NAMED_BY_STORE.get(one.entry_type)
            content = one.get_data() if kind else None
            if kind and content and len(content) == 24:  # noqa: PLR2004 - the length of such an id
                found[int.from_bytes(content[20:24], "little")] = kind
    except (OSError, AttributeError):
        return found
    return found
