"""Read the items of an Outlook store with libpff, in a process of its own, by `python -m`.

Writes frames, each after its length in eight bytes: ("begin", ...), then ("items", [...]), and
("end", None) or ("refused", reason). The first items come one by one, so that whoever reads us
knows which one ended the process; later ones come in handfuls.
"""

import gc
import marshal
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tevoet.adapters.outlook.folders import Folders
from tevoet.adapters.outlook.mending import Mended, is_header_wrong
from tevoet.adapters.outlook.names import FIRST, read_names
from tevoet.adapters.outlook.properties import (
    BODY,
    CLASS,
    CODE_PAGE,
    LONGEST,
    MOST_RECEIVERS,
    WANTED,
    WANTED_OF_RECEIVER,
    Key,
    Properties,
    Value,
    charset_of,
)

SECONDS: Final = 20
"""For one item; then the system ends this process."""

MEMORY: Final = 1024 * 1024 * 1024
ONE_BY_ONE, HANDFUL = 64, 64
_PASSWORD: Final = 0x67FF
_WITH_TEXT: Final = ("ipm.appointment", "ipm.schedule")
Library = Any  # libpff comes without types


def main(arguments: list[str]) -> int:
    """Write the frames of a store from an item on."""
    name, first = arguments
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    gc.disable()
    signal.alarm(SECONDS)
    try:
        _write_all(Path(name), int(first))
    except BrokenPipeError:
        os._exit(1)  # whoever reads us has stopped
    return 0


def _write_all(path: Path, first: int) -> None:
    opened = _open(path)
    if isinstance(opened, str):
        _write("refused", opened)
        return
    store, remarks = opened
    folders = Folders(store)
    remarks += ["store_has_password"] if _has_password(store) else []
    _write("begin", {"total": folders.count(), "remarks": [] if first else remarks})
    waiting: list[tuple[int, Any]] = []
    reader = _Reader(store)
    for number, folder, message in folders.messages(first):
        signal.alarm(SECONDS)
        waiting.append((number, None if message is None else reader.content(folder, message)))
        if number - first < ONE_BY_ONE or len(waiting) >= HANDFUL:
            _write("items", waiting)
            waiting = []
    if waiting:
        _write("items", waiting)
    for _ in range(0 if first else folders.unreadable):
        _write("folder", None)
    _write("end", None)


def _write(word: str, said: Any) -> None:
    packed = marshal.dumps((word, said))
    sys.stdout.buffer.write(len(packed).to_bytes(8, "big") + packed)
    sys.stdout.buffer.flush()


def _open(path: Path) -> tuple[Library, list[str]] | str:
    """Open a store; one with a wrong checksum over its header is opened all the same."""
    import pypff  # noqa: PLC0415 - the extra `outlook`; the limits stand before it is loaded

    store = pypff.file()
    try:
        store.open(str(path))
    except (OSError, MemoryError):
        if not is_header_wrong(path):
            return "store_damaged"
    else:
        return store, []
    store = pypff.file()
    try:
        store.open_file_object(Mended(path))
    except (OSError, MemoryError):
        return "store_damaged"
    return store, ["store_header_wrong"]


def _has_password(store: Library) -> bool:
    try:
        entries = store.message_store.get_record_set(0).entries
        return any(one.entry_type == _PASSWORD and any(one.get_data() or b"") for one in entries)
    except (OSError, AttributeError):
        return False


class _Reader:
    """Takes out of items what is worth reading."""

    def __init__(self, store: Library) -> None:
        self.charset = charset_of(_code_page(store))
        self.names = _names(store)

    def content(self, folder: str, message: Library) -> Any:
        """Return folder, charset, own properties and those of receivers; None when unreadable."""
        try:
            own = self._values(message.get_record_set(0), WANTED)
            found = Properties(own, self.charset)
            if found.text(CLASS).lower().startswith(_WITH_TEXT):
                own |= self._values(message.get_record_set(0), frozenset((BODY,)))
            page = found.number(CODE_PAGE)
            charset = charset_of(page) if page else self.charset
            return folder, charset, own, list(self._receivers(message))
        except (OSError, ValueError, AttributeError, MemoryError):
            return None

    def _receivers(self, message: Library) -> Iterator[dict[Key, Value]]:
        receivers: Library = getattr(message, "recipients", None)
        if receivers is None:
            return
        for number in range(min(receivers.number_of_record_sets, MOST_RECEIVERS)):
            yield self._values(receivers.get_record_set(number), WANTED_OF_RECEIVER)

    def _values(self, record: Library, wanted: frozenset[int]) -> dict[Key, Value]:
        found: dict[Key, Value] = {}
        for number in range(record.number_of_entries):
            one = record.get_entry(number)
            key: Key | None = one.entry_type
            if isinstance(key, int) and key >= FIRST:
                key = self.names.get(key)
            elif key not in wanted:
                continue
            content = one.get_data() if key is not None else None
            if key is not None and content:
                found[key] = (one.value_type, content[:LONGEST])
        return found


def _code_page(store: Library) -> int | None:
    page = store.ascii_codepage
    text = page.decode("ascii", "replace") if isinstance(page, bytes) else str(page)
    return int(text.removeprefix("cp")) if text.removeprefix("cp").isdigit() else None


def _names(store: Library) -> dict[int, Key]:
    streams = {2: b"", 3: b"", 4: b""}
    try:
        for one in store.name_to_id_map.get_record_set(0).entries:
            if one.entry_type in streams:
                streams[one.entry_type] = one.get_data() or b""
    except (OSError, AttributeError):
        return {}
    return read_names(streams[2], streams[3], streams[4])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
