"""What is known of real stores, and what readpst (libpst) makes of them."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.adapters.mail.mailboxes import OPTIONS
from tests.tools import needed
from tevoet.adapters.mail import mbox
from tevoet.adapters.outlook import store
from tevoet.adapters.outlook.letters import Letter, finish, read_letter
from tevoet.adapters.outlook.properties import Entry, Properties
from tevoet.engines.moments.records import Mail

Key = tuple[str, int, tuple[str, ...]] | str
"""Sender, minute and receivers of a mail, or why there is none."""

STORES = [
    ("aspose/Outlook.pst", 17),
    ("aspose/PersonalStorage.pst", 0),
    ("aspose/SampleContacts.pst", 6),
    ("aspose/passwordprotectedPST.pst", 18),
    ("java-libpst/dist-list.pst", 6),
    ("java-libpst/passworded.pst", 3),
    ("tika/testPST.pst", 7),
    ("tika/testPST_variousBodyTypes.pst", 4),
]
"""Stores, and how many items the ledger counts; a series in dist-list.pst counts three times."""

LONG_PATH = (
    "/o=pf/ou=exchange administrative group (fydibohf23spdlt)/cn=recipients"
    "/cn=1986a6ceef584908bf591fb983a00f9d-luis filipe da cruz n"
)
EXPLAINED: dict[str, dict[int, Key]] = {
    "aspose/passwordprotectedPST.pst": {
        # Nowhere in these items stands a time; readpst writes 1 January 1970.
        **dict.fromkeys((0, 1, 2, 14, 15), "no_date"),
        # It was never sent, so when it came in counts; readpst writes 1 January 1970.
        17: ("sender@sender.com", 24782976, ("receiver@receiver.com",)),
    },
    "tika/testPST.pst": {
        # The sender is a path of Exchange, which no From of readpst can hold.
        6: (LONG_PATH, 26773818, ("lfcnassif@gmail.com",)),
    },
}


def explained(name: str) -> dict[int, Key]:
    """Return the mails of a store that readpst says otherwise, by number, each with its reason."""
    return EXPLAINED.get(name, {})


def key_of(mail: Mail) -> Key:
    """Return what has to be equal."""
    receivers = sorted(one.address for one in mail.people[1:])
    return mail.people[0].address, mail.at // 60, tuple(receivers)


def of_letters(path: Path) -> Iterator[tuple[int, Key]]:
    """Yield the number and the key of every mail in a store, drafts and waste as well."""
    with store._worker(path, 0) as frames:
        for word, said in frames:
            for number, content in said if word == "items" else ():
                folder, charset, own, receivers = content
                people = [Properties(values, charset) for values in receivers]
                entry = Entry(Properties(own, charset), people, folder)
                if entry.kind.startswith(("ipm.note", "report.")):
                    read = read_letter(entry, keep_lists=True)
                    mail = finish(read, None, keep_lists=True) if type(read) is Letter else read
                    yield number, key_of(mail) if isinstance(mail, Mail) else str(mail)


def of_readpst(path: Path) -> Iterator[Key]:
    """Yield the key of every mail that readpst writes, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [needed("readpst", "pst-utils"), "-q", "-r", "-D", "-tea", "-o", folder]
        subprocess.run([*command, str(path)], check=True, capture_output=True)  # noqa: S603 - its own name
        for one in sorted(Path(folder).rglob("mbox")):
            for batch in mbox.read(one, OPTIONS):
                yield from map(key_of, batch.mails)
