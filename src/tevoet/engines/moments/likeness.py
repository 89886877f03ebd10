"""Whose address may this be too? Proposals with a reason; only the owner of a mirror says yes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

_ASIDE: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_PARTS: Final = re.compile(r"[^\W\d_]+")
_LAST_CN: Final = re.compile(r"/cn=(?:[0-9a-f]{32}-)?([^/]+)\Z")
_TOO_FEW: Final = 2
"""Names of one word are too common to say anything outside one's own domain."""


class Reason(StrEnum):
    """Why an address may be of somebody known, the strongest reason first."""

    SAME_BUT_FOR_A_TAG = "same-but-for-a-tag"
    EXCHANGE_FORM = "exchange-form"
    SAME_NAME_AND_DOMAIN = "same-name-and-domain"
    SPELLS_THE_NAME = "spells-the-name"
    ANSWERED_FOR = "answered-for"
    SAME_NAME = "same-name"


class Known(NamedTuple):
    """Somebody whose addresses are known: a key, names, and addresses in lower case."""

    key: str
    names: tuple[str, ...]
    addresses: tuple[str, ...]


class Likeness(NamedTuple):
    """Whom an address may belong to, by key, and why."""

    key: str
    reason: Reason


def likeness(
    address: str, names: Iterable[str], known: Iterable[Known], answered_for: Iterable[str] = ()
) -> Likeness | None:
    """Find whose address this may be, by what it says itself; None when nobody or several fit.

    `address` is in lower case, `names` are the names that stood with it. Tried in the order of
    `Reason`: the same mailbox with a tag after a plus (RFC 5233); Exchange's X.500 form, whose
    last part is the mailbox or spells the name; the same name in the same domain; an address
    that spells the name in the same domain; a reply to mail that went to one address of theirs
    alone (`answered_for` are those addresses); the same name of two words or more elsewhere. Word
    order, accents and what stands in brackets make no difference.

    >>> bram = Known("7", ("Bram de Vries",), ("bram@voorbeeld.example",))
    >>> likeness("bram.devries@thuis.example", ["Vries, Bram de"], [bram])
    Likeness(key='7', reason=<Reason.SAME_NAME: 'same-name'>)
    """
    words = frozenset(words for name in names if (words := _words(name)))
    shown = Shown(words, frozenset(answered_for))
    candidates = list(known)
    for reason, fits in _FITS:
        found = {one.key for one in candidates if fits(address, shown, one)}
        if found:
            return Likeness(found.pop(), reason) if len(found) == 1 else None
    return None


def name_words(name: str) -> tuple[str, ...]:
    """Return what two ways of writing one name have in common; nothing for an address.

    >>> name_words("Vries, Bram de") == name_words("Bram de Vries (home)")
    True
    """
    return _words(name)


Names = frozenset[tuple[str, ...]]


class Shown(NamedTuple):
    """What stood with an address: names in words, and to which addresses went what it answered."""

    names: Names
    answered_for: frozenset[str]


def _without_tag(address: str, _shown: Shown, known: Known) -> bool:
    bare = _bare(address)
    return "@" in address and any(
        bare == _bare(one) and one != address for one in known.addresses if "@" in one
    )


def _exchange_form(address: str, _shown: Shown, known: Known) -> bool:
    found = _LAST_CN.search(address)
    if found is None:
        return False
    mailboxes = {one.partition("@")[0] for one in known.addresses if "@" in one}
    return found[1] in mailboxes or _letters(found[1]) in _spellings(known)


def _name_and_domain(address: str, shown: Shown, known: Known) -> bool:
    return _is_near(address, known) and bool(shown.names & _names(known))


def _spells_name(address: str, _shown: Shown, known: Known) -> bool:
    return _is_near(address, known) and _letters(_bare(address).partition("@")[0]) in _spellings(
        known
    )


def _answered_for(_address: str, shown: Shown, known: Known) -> bool:
    return not shown.answered_for.isdisjoint(known.addresses)


def _name_elsewhere(_address: str, shown: Shown, known: Known) -> bool:
    return any(len(words) >= _TOO_FEW for words in shown.names & _names(known))


_FITS: Final = (
    (Reason.SAME_BUT_FOR_A_TAG, _without_tag),
    (Reason.EXCHANGE_FORM, _exchange_form),
    (Reason.SAME_NAME_AND_DOMAIN, _name_and_domain),
    (Reason.SPELLS_THE_NAME, _spells_name),
    (Reason.ANSWERED_FOR, _answered_for),
    (Reason.SAME_NAME, _name_elsewhere),
)


def _bare(address: str) -> str:
    mailbox, at, domain = address.partition("@")
    return f"{mailbox.partition('+')[0]}{at}{domain}"


def _is_near(address: str, known: Known) -> bool:
    """Say whether an address is of a domain somebody has an address in, or of a part of it."""
    domain = address.rpartition("@")[2] if "@" in address else ""
    theirs = {one.rpartition("@")[2] for one in known.addresses if "@" in one}
    return any(
        domain == one or domain.endswith(f".{one}") or one.endswith(f".{domain}")
        for one in theirs
        if domain
    )


def _names(known: Known) -> Names:
    return frozenset(words for name in known.names if (words := _words(name)))


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name in the order of the alphabet; none for an address."""
    return () if "@" in name else tuple(sorted(_in_order(name)))


def _in_order(name: str) -> list[str]:
    plain = _ASIDE.sub(" ", unicodedata.normalize("NFKD", name.casefold()))
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    last, comma, first = kept.partition(",")
    return _PARTS.findall(f"{first} {last}" if comma else kept)


def _spellings(known: Known) -> set[str]:
    """Return how an address spells a name: bramdevries, bdevries, bvries, devriesb."""
    found: set[str] = set()
    for name in known.names:
        words = _in_order(name)
        if len(words) >= _TOO_FEW:
            first, *rest = words
            joined, last = "".join(rest), rest[-1]
            found |= {first + joined, first[0] + joined, first + last, first[0] + last}
            found |= {joined + first, joined + first[0]}
    return found


def _letters(text: str) -> str:
    return "".join(_in_order(text.replace(",", " ")))
