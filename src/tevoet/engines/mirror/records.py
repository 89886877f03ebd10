"""A summary as JSON and back, in the names that `tevoet mirror --json` promises."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, ClassVar

from tevoet.engines.mirror.summary import (
    Dot,
    Exchange,
    Hint,
    PersonSummary,
    Replied,
    Summary,
    Talked,
)
from tevoet.refusal import Refusal

VERSION = 2
NESTED = {
    "contacts_by_channel@1", "reply_median_hours@1", "reply_dots@1", "long_exchanges@1",
}  # fmt: skip
Record = dict[str, Any]  # JSON, whose values are of any kind


class UnknownSummaryVersion(Refusal):
    """The summary was made by another version of the program."""

    slug: ClassVar[str] = "unknown-summary-version"
    message: ClassVar[str] = (
        "This summary was made by another version of Tevoet ({version}). Read your sources again."
    )


def to_record(summary: Summary) -> Record:
    """Turn a summary into plain JSON values. Times become ISO 8601 in UTC, missing is null."""
    return {
        "summary_version": VERSION,
        "now": stamp(summary.now),
        "window_days": summary.window_days,
        "period": {"from": stamp(summary.period_from), "until": stamp(summary.period_until)},
        "moments": summary.moments,
        "future": summary.future,
        "conversations": summary.conversations,
        "largest_conversation": summary.largest_conversation,
        "weeks": list(summary.weeks),
        "people": [_from_person(person) for person in summary.people],
        "hints": [_from_hint(hint) for hint in summary.hints],
        "own": summary.own,
    }


def from_record(record: Record) -> Summary:
    """Turn what `to_record` made back into a summary; refuse another version."""
    if record.get("summary_version") != VERSION:
        raise UnknownSummaryVersion(version=record.get("summary_version"))
    period = record["period"]
    return Summary(
        now=_seconds(record["now"]) or 0,
        window_days=record["window_days"],
        period_from=_seconds(period["from"]),
        period_until=_seconds(period["until"]),
        moments=record["moments"],
        future=record["future"],
        conversations=record["conversations"],
        largest_conversation=record["largest_conversation"],
        weeks=tuple(record["weeks"]),
        people=tuple(_to_person(person) for person in record["people"]),
        hints=tuple(_to_hint(hint) for hint in record["hints"]),
        own=record["own"],
    )


def to_json(summary: Summary) -> str:
    """Write a summary as one line of JSON."""
    return json.dumps(to_record(summary), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str | bytes) -> Summary:
    """Read what `to_json` wrote; refuse another version."""
    return from_record(json.loads(text))


def stamp(at: int | None) -> str | None:
    """Write seconds since 1970 as ISO 8601 in UTC.

    >>> stamp(0)
    '1970-01-01T00:00:00Z'
    """
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")


def _seconds(text: str | None) -> int | None:
    return None if text is None else int(datetime.fromisoformat(text).timestamp())


def _from_person(person: PersonSummary) -> Record:
    by_channel = {name: _from_talked(one) for name, one in person.contacts_by_channel.items()}
    return {
        "address": person.addresses[0] if person.addresses else person.key,
        "key": person.key,
        "addresses": list(person.addresses),
        "names": list(person.names),
        "sent": person.sent,
        "received": person.received,
        "last_mail_at": stamp(person.last_mail_at),
        "last_human_contact_at": stamp(person.last_human_contact_at),
        "last_in_person_at": stamp(person.last_in_person_at),
        "waiting_oldest_at": stamp(person.waiting_oldest_at),
        "unconfirmed": _from_talked(person.unconfirmed),
        "weekly": {name: list(counts) for name, counts in person.weekly.items()},
        "contacts_by_channel@1": by_channel,
        "reply_median_hours@1": {side: asdict(one) for side, one in person.replies.items()},
        "reply_dots@1": {
            side: [[at, waited, int(replied)] for at, waited, replied in dots]
            for side, dots in person.dots.items()
        },
        "long_exchanges@1": [list(one) for one in person.long_exchanges],
        "counted_from": person.counted,
        **person.figures,
    }


def _to_person(record: Record) -> PersonSummary:
    by_channel = record["contacts_by_channel@1"]
    figures = {k: v for k, v in record.items() if "@" in k and k not in NESTED}
    return PersonSummary(
        key=record["key"],
        addresses=tuple(record["addresses"]),
        names=tuple(record["names"]),
        sent=record["sent"],
        received=record["received"],
        last_mail_at=_seconds(record["last_mail_at"]),
        last_human_contact_at=_seconds(record["last_human_contact_at"]),
        last_in_person_at=_seconds(record["last_in_person_at"]),
        waiting_oldest_at=_seconds(record["waiting_oldest_at"]),
        contacts_by_channel={name: Talked(**one) for name, one in by_channel.items()},
        unconfirmed=Talked(**record["unconfirmed"]),
        weekly={name: tuple(counts) for name, counts in record["weekly"].items()},
        replies={
            side: Replied(**one) for side, one in record.get("reply_median_hours@1", {}).items()
        },
        dots={
            side: tuple(Dot(at, waited, bool(replied)) for at, waited, replied in dots)
            for side, dots in record["reply_dots@1"].items()
        },
        long_exchanges=tuple(Exchange(*one) for one in record["long_exchanges@1"]),
        figures=figures,
        counted=record["counted_from"],
    )


def _from_talked(talked: Talked) -> Record:
    return {"number": talked.number, "minutes": talked.minutes}


def _from_hint(hint: Hint) -> Record:
    return {
        "kind": hint.kind,
        "strength": hint.strength,
        "with": hint.person,
        "conversation_hash": hint.conversation_hash,
        "turns": hint.turns,
        "from": stamp(hint.from_at),
        "until": stamp(hint.until_at),
        "reason": hint.reason,
        "parameters": hint.parameters,
    }


def _to_hint(record: Record) -> Hint:
    return Hint(
        kind=record["kind"],
        strength=record["strength"],
        person=record["with"],
        reason=record["reason"],
        until_at=_seconds(record["until"]) or 0,
        from_at=_seconds(record["from"]),
        conversation_hash=record["conversation_hash"],
        turns=record["turns"],
        parameters=record["parameters"],
    )
