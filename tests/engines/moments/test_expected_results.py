"""The results that others expect of their own messages are what we read."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tevoet.engines.moments.addresses import read_addresses
from tevoet.engines.moments.dates import read_date
from tevoet.engines.moments.headers import head_end, split_headers

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def cases(corpora: Path) -> list[tuple[str, dict[bytes, bytes], dict[str, Any]]]:
    """Return (name, our headers, their headers) of every message with a result beside it."""
    found = []
    for path in sorted((corpora / "mail/stalwart/resources/eml").rglob("*.eml")):
        result = path.with_suffix(".json")
        if result.exists():
            head = path.read_bytes()
            parts = json.loads(result.read_text())["parts"]
            headers = reversed(parts[0]["headers"])
            theirs = {one["name"]: one["value"] for one in headers if type(one["name"]) is str}
            ours = split_headers(head[: max(head_end(head), 0)] or head)
            found.append((f"{path.parent.name}/{path.name}", dict(ours), theirs))
    assert len(found) > 100
    return found


def test_senders_and_receivers_are_those_expected(
    cases: list[tuple[str, dict[bytes, bytes], dict[str, Any]]],
) -> None:
    different = {}
    for name, ours, theirs in cases:
        for header in ("from", "to", "cc"):
            if isinstance(theirs.get(header), dict):
                wanted = {one.lower() for one in addresses(theirs[header]) if "@" in one}
                got = {one.address for one in read_addresses(ours.get(header.encode(), b""))}
                if wanted != got:
                    different[f"{name} {header}"] = (wanted, got)
    assert different == {}


def addresses(value: object) -> list[str]:
    """Return every address in an expected value, however deep it stands."""
    if isinstance(value, dict):
        own = [value["address"]] if isinstance(value.get("address"), str) else []
        return own + [one for part in value.values() for one in addresses(part)]
    return [one for part in value for one in addresses(part)] if isinstance(value, list) else []


def test_dates_are_those_expected(
    cases: list[tuple[str, dict[bytes, bytes], dict[str, Any]]],
) -> None:
    different = {}
    for name, ours, theirs in cases:
        value = theirs.get("date")
        date = value.get("DateTime") if isinstance(value, dict) else None
        if date and 1970 <= date["year"] < 2100:
            got = read_date(ours.get(b"date", b""))
            if got != second(date):
                different[name] = (ours.get(b"date"), got, second(date))
    assert different == {}


def second(date: dict[str, int]) -> int:
    """Return an expected date as seconds since 1970."""
    east = (date["tz_hour"] * 60 + date["tz_minute"]) * (-1 if date["tz_before_gmt"] else 1)
    day = datetime(date["year"], date["month"], date["day"], tzinfo=UTC)
    clock = date["hour"] * 3_600 + date["minute"] * 60 + date["second"]
    return int(day.timestamp()) + clock - east * 60
