"""Which folders a mailbox has, what each is for, and which of them are read."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from tevoet.adapters.mail.imap.names import shown
from tevoet.adapters.mail.imap.refusals import NotImap
from tevoet.adapters.mail.imap.session import Response, Session, quoted

SENT: Final = b"\\SENT"
_LEFT_OUT: Final = frozenset((b"\\JUNK", b"\\TRASH", b"\\DRAFTS"))
_NO_MAIL: Final = frozenset((b"\\NOSELECT", b"\\NONEXISTENT", b"\\FLAGGED", b"\\IMPORTANT"))
# Servers that say not what a folder is for: their names, in the languages of the Netherlands'
# neighbours, and what Exchange shows of itself besides mail.
_BY_NAME: Final = {
    b"\\JUNK": "spam|junk|junk e-?mail|junk mail|bulk mail|ongewenst|ongewenste e-?mail|ongewenste "
    "reclame|spamverdacht|unerwünscht|courrier indésirable|indésirables",
    b"\\TRASH": "trash|deleted|deleted items|deleted messages|bin|prullenbak|prullenmand|"
    "verwijderd|verwijderde items|verwijderde berichten|papierkorb|gelöscht|gelöschte elemente|"
    "corbeille|éléments supprimés",
    b"\\DRAFTS": "drafts?|concepten|entwürfe|brouillons|outbox|postvak uit|templates|sjablonen",
    SENT: "sent|sent items|sent messages|sent mail|verzonden|verzonden items|verzonden berichten|"
    "gesendet|gesendete elemente|gesendete objekte|envoyés|éléments envoyés",
}
_OTHER: Final = (
    "calendar|agenda|contacts|contactpersonen|tasks|taken|journal|logboek|notes|notities|"
    "sync issues|synchronisatieproblemen|rss feeds|rss-feeds|conversation history"
)
_LISTED: Final = re.compile(
    rb'\* (?:X?LIST) \(([^)]*)\) (NIL|"(?:[^"\\]|\\.)*") (.+)', re.IGNORECASE | re.DOTALL
)
_GROUPS: Final = re.compile(rb'NIL|\((?:\((?:[^()"]|"(?:[^"\\]|\\.)*")*\) ?)+\)', re.IGNORECASE)
_PREFIX: Final = re.compile(rb'\("((?:[^"\\]|\\.)*)"')
_KINDS_OF_NAMESPACE: Final = 3  # mine, of others, shared


class Folder(NamedTuple):
    """A folder: its name as the server writes it, as people read it, and what it is for."""

    raw: bytes
    name: str
    uses: frozenset[bytes]
    delimiter: bytes = b"/"

    @property
    def spoken(self) -> bytes:
        """Return the name as a command has it; nothing where no command can hold it."""
        try:
            return quoted(self.raw)
        except ValueError:
            return b""

    @property
    def is_sent(self) -> bool:
        """Say whether here lies what its owner wrote."""
        return SENT in self.uses


def folders(session: Session) -> list[Folder]:
    """Return the folders to read: the owner's own, without junk, trash, drafts and no mail.

    Where Gmail shows all mail as one folder only that is read, because every other one shows the
    same again. Elsewhere a folder of all mail may hold junk as well and is left out.
    """
    extended = session.has("LIST-EXTENDED") and session.has("SPECIAL-USE")
    answer = session.ask(b'LIST "" "*"', *([b"RETURN (SPECIAL-USE)"] if extended else []))
    found = with_uses([one for line in answer.before if (one := listed(line))])
    others = _of_others(session)
    mine = [one for one in found if not one.raw.startswith(others)] if others else found
    whole = [one for one in mine if b"\\ALL" in one.uses]
    if whole and session.has("X-GM-EXT-1"):
        return whole[:1]
    left_out = [one for one in mine if one.uses & _LEFT_OUT]
    return [
        one
        for one in mine
        if not one.uses & (_LEFT_OUT | _NO_MAIL | {b"\\ALL"})
        and not any(one.raw.startswith(above.raw + above.delimiter) for above in left_out)
        and not re.fullmatch(_OTHER, one.name, re.IGNORECASE)
    ]


def listed(response: Response) -> Folder | None:
    """Return the folder in a line of LIST; None for another line."""
    found = _LISTED.fullmatch(response.text)
    if found is None:
        return None
    raw = response.literals[0] if response.literals else _unquoted(found[3])
    delimiter = b"" if found[2].upper() == b"NIL" else _unquoted(found[2])
    return Folder(raw, shown(raw), frozenset(found[1].upper().split()), delimiter or b"\0")


def with_uses(found: Sequence[Folder]) -> list[Folder]:
    """Tell by their names what folders are for, as far as the server says it of none."""
    told = frozenset[bytes]().union(*(one.uses for one in found))
    return [one._replace(uses=one.uses | _guessed(one, told)) for one in found]


def _guessed(folder: Folder, told: Iterable[bytes]) -> frozenset[bytes]:
    last = shown(folder.raw.rsplit(folder.delimiter, 1)[-1])
    return frozenset(
        use
        for use, names in _BY_NAME.items()
        if use not in told and re.fullmatch(names, last, re.IGNORECASE)
    )


def _of_others(session: Session) -> tuple[bytes, ...]:
    """Return how the names of folders begin that are other people's or shared (RFC 2342)."""
    if not session.has("NAMESPACE"):
        return ()
    for response in session.ask(b"NAMESPACE").before:
        groups = _GROUPS.findall(response.text)
        if response.text[:12].upper() == b"* NAMESPACE " and len(groups) == _KINDS_OF_NAMESPACE:
            prefixes = (_unquoted(b'"%s"' % p) for one in groups[1:] for p in _PREFIX.findall(one))
            return tuple(prefix for prefix in prefixes if prefix)
    return ()


def _unquoted(text: bytes) -> bytes:
    if not text.startswith(b'"'):
        return text
    if len(text) < len(b'""'):
        raise NotImap("name")
    return re.sub(rb"\\(.)", rb"\1", text[1:-1])
