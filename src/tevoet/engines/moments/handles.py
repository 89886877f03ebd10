"""Addresses of people who are known by a name alone, in a chat or on a telephone exchange.

Such an address is of its own form, `whatsapp:anna` or `ext:100`. It is never taken for a mail
address or a telephone number, and belongs to nobody until its owner says so.
"""

import re
from typing import Final

_HANDLE: Final = re.compile(r"[a-z]{3,12}:\S.*")
_SPELLED: Final = {"whatsapp": "WhatsApp", "signal": "Signal"}
LONGEST: Final = 100
"""Characters of the longest name in such an address."""


def handle(where: str, name: str) -> str:
    """Return the address of a name; capitals, spaces and signs that do not print do not matter.

    >>> handle("whatsapp", " Anna  de Wit ")
    'whatsapp:anna de wit'
    """
    return f"{where}:{plain_name(name).lower()}"


def plain_name(name: str) -> str:
    """Return a name without signs that do not print and without stray spaces.

    >>> plain_name("\\u202a~\\u202fBram\\u202c")
    'Bram'
    """
    printed = "".join(sign if sign.isprintable() else " " for sign in name)
    return " ".join(printed.lstrip(" ~").split())[:LONGEST]


def is_handle(address: str) -> bool:
    """Say whether an address is a name of this form.

    >>> is_handle("whatsapp:anna"), is_handle("anna@example.org"), is_handle("+31850000001")
    (True, False, False)
    """
    return "@" not in address.partition(":")[0] and _HANDLE.fullmatch(address) is not None


def shown(address: str) -> str:
    """Return such an address as people read it; any other as it is.

    >>> shown("whatsapp:anna de wit"), shown("anna@example.org")
    ('anna de wit (WhatsApp)', 'anna@example.org')
    """
    if not is_handle(address):
        return address
    where, _, name = address.partition(":")
    return f"{name} ({_SPELLED.get(where, where)})"
