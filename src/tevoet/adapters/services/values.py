"""Take values out of an answer in JSON, of which nothing is sure: wrong kinds are as if absent."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

Answer = Mapping[str, object]
LONGEST = 8192
FIRST, LAST = 0, 4_102_444_800  # 1970 up to and without 2100, as dates in mail


def inside(value: object, *path: str) -> object:
    """Return what stands at the end of a path of names, None where that ends early.

    >>> inside({"start": {"at": "x"}}, "start", "at"), inside({"start": 3}, "start", "at")
    ('x', None)
    """
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def text(value: object, *path: str) -> str:
    """Return a text, capped; "" for anything else.

    >>> text({"id": "a"}, "id"), text({"id": 7}, "id")
    ('a', '')
    """
    found = inside(value, *path)
    return found[:LONGEST] if isinstance(found, str) else ""


def is_true(value: object, *path: str) -> bool:
    """Say whether there stands true, and not something that merely looks like it."""
    return inside(value, *path) is True


def each(value: object, *path: str) -> Iterator[object]:
    """Yield what is in a list; nothing for anything else."""
    found = inside(value, *path)
    yield from found if isinstance(found, list) else ()


def seconds(written: str) -> int | None:
    """Return the second since 1970 of a time in ISO 8601; one without a zone is UTC.

    >>> seconds("2026-03-02T09:00:00Z"), seconds("2026-03-02T09:00:00.0000000"), seconds("soon")
    (1772442000, 1772442000, None)
    """
    found = moment(written)
    if found is None:
        return None
    at = int(found.timestamp())
    return at if FIRST < at < LAST else None


def moment(written: str) -> datetime | None:
    """Return a time in ISO 8601 with up to seven digits of a second; without a zone it is UTC."""
    whole, dot, rest = written.strip().partition(".")
    zone = rest.lstrip("0123456789") if dot else ""
    try:
        found = datetime.fromisoformat(whole + zone)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
