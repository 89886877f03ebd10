"""Write zips as Tevoet gives them to take along, and as somebody might change them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb

from tevoet.adapters.tables import packing
from tevoet.adapters.tables.moments import MomentTable
from tevoet.engines.along import marks
from tevoet.engines.moments.records import MOVED, Change, Channel, Moment, Participant, Role

AT = "2026-11-01T09:00:00.123Z"
SOURCE = {
    "label": "3",
    "name": "inbox.mbox",
    "files": ["inbox.mbox"],
    "count": 1,
    "bytes": 500,
    "uploaded_at": AT,
    "outcome": {"read": 2, "kept": 2, "duplicate": 0, "automatic": 0, "refused": 0},
}
ADDRESS = {"number": 1, "person_number": 7, "address": "anna@voorbeeld.example"}


def tables() -> dict[str, bytes]:
    """Return two moments as the two tables."""
    people = (
        Participant("anna@voorbeeld.example", "Anna", Role.SENDER),
        Participant("bram@voorbeeld.example", "Bram", Role.TO),
    )
    mails = [
        Moment(
            1 + n, 1_760_000_000 + n, Channel.MAIL, people[0].address, people, None, True, 0, "3"
        )
        for n in range(2)
    ]
    with MomentTable() as table:
        table.add(mails)
        table.add_changes([Change(9, 1_760_000_000, MOVED, people[1].address)], "3")
        return packing.unpack(table.to_bytes())


def files(**changed: object) -> dict[str, bytes]:
    """Return the files of a zip by name; a name ends in `.json` where values are given."""
    told: dict[str, Any] = {
        "people.json": {"personaddress": [ADDRESS]},
        "contact.json": {},
        "moments/sources.json": [SOURCE],
    }
    found = {marks.NAME: marks.mark_of(7)}
    found |= {name: json.dumps(values).encode() for name, values in told.items()}
    found |= {f"moments/{name}.parquet": table for name, table in tables().items()}
    for name, content in changed.items():
        found[name] = content if isinstance(content, bytes) else json.dumps(content).encode()
    return found


def zipped(contents: dict[str, bytes]) -> bytes:
    """Return files as a zip."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return into.getvalue()


def written(path: Path, **changed: object) -> Path:
    """Write a zip with some of its files changed, and return where."""
    path.write_bytes(zipped(files(**changed)))
    return path


def parquet(folder: Path, query: str) -> bytes:
    """Return what a query gives as a Parquet file."""
    path = folder / "made.parquet"
    with duckdb.connect() as store:
        store.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    return path.read_bytes()
