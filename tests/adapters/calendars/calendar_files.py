"""Build small calendars for tests and read them."""

from datetime import UTC, datetime
from pathlib import Path

from tevoet.adapters.calendars.ics import read
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Moment

NOW = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())
ANNA = "anna@voorbeeld.example"
BRAM = "bram@voorbeeld.example"
WITH_BRAM = f"ORGANIZER:mailto:{ANNA}\nATTENDEE;PARTSTAT=ACCEPTED;CN=Bram:mailto:{BRAM}"


def event(lines: str, uid: str = "een", people: str = WITH_BRAM) -> str:
    return f"BEGIN:VEVENT\nUID:{uid}\n{lines}\n{people}\nEND:VEVENT\n"


def calendar(*parts: str, before: str = "") -> str:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{before}{''.join(parts)}END:VCALENDAR\n"


def read_all(folder: Path, content: str | bytes, **options: object) -> Batch:
    """Write a calendar to a file and join its batches."""
    path = folder / "agenda.ics"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    settings = {"me": frozenset({ANNA}), "now": NOW, **options}
    joined = Batch()
    for batch in read(path, ReadOptions(**settings)):  # type: ignore[arg-type] # as the test says
        joined.moments += batch.moments
        joined.changes += batch.changes
        joined.refused += batch.refused
        joined.read_bytes += batch.read_bytes
        for reason, count in batch.set_aside.items():
            joined.set_aside[reason] = joined.set_aside.get(reason, 0) + count
    return joined


def starts(moments: list[Moment]) -> list[str]:
    """Write the starts of moments in UTC, in order."""
    return [
        f"{datetime.fromtimestamp(at, UTC):%m-%d %H:%M}" for at in sorted(m.at for m in moments)
    ]
