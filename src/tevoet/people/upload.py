"""Read people from a CSV file or from vCards. Reading only: an act adds them."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from vobject.base import Component, ParseError, readComponents

from tevoet.people.models import Role
from tevoet.people.phones import NotAPhoneNumber, e164

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5000
LONGEST_NAME = 120
LONGEST_LINE = 500
CARD_LINE = re.compile(r"(?:[\w-]+\.)?(?:BEGIN|END|VERSION|N|FN|EMAIL|TEL)[;:]", re.IGNORECASE)
COLUMNS = ("name", "address", "phone", "team", "role")
DUTCH = {
    "naam": "name",
    **dict.fromkeys(("adres", "mailadres", "e-mailadres", "e-mail", "email", "mail"), "address"),
    "telefoon": "phone",
    "rol": "role",
}
ROLES = {
    **{kind.value: kind for kind in (Role.Kind.MEMBER, Role.Kind.LEADER, Role.Kind.COACH)},
    "teamlid": Role.Kind.MEMBER,
    "leidinggevende": Role.Kind.LEADER,
    "begeleider": Role.Kind.COACH,
    "": Role.Kind.MEMBER,
}


@dataclass(frozen=True)
class Row:
    """One person as a file names them; `line` is where."""

    line: int
    name: str
    address: str
    phone: str = ""
    team: str = ""
    role: str = ""


@dataclass(frozen=True)
class Wrong:
    """What is not right on one line, in words."""

    line: int
    text: str


@dataclass(frozen=True)
class Upload:
    """What a file holds: people, and what is wrong."""

    rows: tuple[Row, ...]
    wrong: tuple[Wrong, ...]


def read_upload(content: bytes, *, country: str) -> Upload:
    """Read a file, told apart by its content; every row is checked."""
    if len(content) > MOST_BYTES:
        return Upload((), (Wrong(0, _("The file is larger than 2 MB.")),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    is_cards = text.lstrip().upper().startswith("BEGIN:VCARD")
    rows, wrong = read_cards(text) if is_cards else read_table(text)
    if not rows and not wrong:
        wrong = [Wrong(0, _("There is nobody in this file."))]
    if len(rows) > MOST_ROWS:
        wrong = [Wrong(0, _("More than 5000 people: upload the file in parts."))]
    found = [w for row in rows[:MOST_ROWS] for w in check(row, country)]
    return Upload(tuple(rows), tuple(wrong + found))


def read_table(text: str) -> tuple[list[Row], list[Wrong]]:
    """Read a table with a first line of column names."""
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(c.strip() for c in cells)]
    except csv.Error:
        return [], [Wrong(reader.line_num, _("This is not a CSV file."))]
    if not lines:
        return [], []
    names = [DUTCH.get(c.strip().lower(), c.strip().lower()) for c in lines[0][1]]
    if not {"name", "address"} <= set(names):
        return [], [Wrong(1, _("The first line has to name the columns: name, address, …"))]
    return [row_of(line, names, cells) for line, cells in lines[1:]], []


def row_of(line: int, names: list[str], cells: list[str]) -> Row:
    """Return one line of a table as a row; columns we do not know are passed over."""
    known = dict(zip(names, (cell.strip() for cell in cells), strict=False))
    return Row(line=line, **{column: known.get(column, "") for column in COLUMNS})


def read_cards(text: str) -> tuple[list[Row], list[Wrong]]:
    """Read vCards. A card that cannot be read is one mistake, not the end."""
    rows: list[Row] = []
    wrong: list[Wrong] = []
    for line, card in cards(text):
        try:
            read = next(readComponents(lean(card)), None)  # type: ignore[no-untyped-call]  # vobject has no types
        except (ParseError, ValueError, KeyError, IndexError, AttributeError):
            read = None
        if read is None:
            wrong.append(Wrong(line, _("This card cannot be read.")))
        else:
            rows.append(Row(line, said(read, "fn"), said(read, "email"), said(read, "tel")))
    return rows, wrong


def cards(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into cards, each with the line it begins on."""
    begun = 0
    kept: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().upper() == "BEGIN:VCARD":
            begun, kept = number, []
        kept.append(line)
        if line.strip().upper() == "END:VCARD":
            yield begun, "\r\n".join(kept) + "\r\n"
            kept = []
    if any(line.strip() for line in kept):
        yield begun, "\r\n".join(kept) + "\r\n"


def lean(card: str) -> str:
    """Return a card with only the lines we look at, none of them longer than it needs to be.

    The library takes quadratic time for a line with many parameters.
    """
    lines = card.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")
    kept = [line for line in lines if len(line) <= LONGEST_LINE and CARD_LINE.match(line)]
    return "\r\n".join(kept) + "\r\n"


def said(card: Component, name: str) -> str:
    """Return the first value that a card has by a name."""
    value = getattr(getattr(card, name, None), "value", "")
    return str(value).removeprefix("tel:").strip()


def check(row: Row, country: str) -> Iterator[Wrong]:
    """Say what is not right in a row."""
    if not row.name or len(row.name) > LONGEST_NAME:
        yield Wrong(row.line, _("There is no name here."))
    try:
        validate_email(row.address)
    except ValidationError:
        yield Wrong(row.line, _("“%(address)s” is not a mail address.") % {"address": row.address})
    if row.role.lower() not in ROLES:
        yield Wrong(
            row.line, _("“%(role)s” is not a role: member, leader, coach.") % {"role": row.role}
        )
    if row.role and not row.team:
        yield Wrong(row.line, _("A role needs a team."))
    if row.phone and not may_be_called(row.phone, country):
        yield Wrong(row.line, _("“%(phone)s” is not a phone number.") % {"phone": row.phone})


def may_be_called(phone: str, country: str) -> bool:
    """Say whether this is a phone number."""
    try:
        e164(phone, country=country)
    except NotAPhoneNumber:
        return False
    return True
