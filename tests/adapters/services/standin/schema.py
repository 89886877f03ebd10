"""What the published schemas say of the properties we ask for, to hold the stand-in to.

Microsoft Graph v1.0 metadata ($metadata: entity types message and event); Gmail API v1 discovery
document (schemas Message and MessagePart). Written down in November 2026.
"""

from __future__ import annotations

import re

Json = dict[str, object]
MESSAGE = {
    "id": "text",
    "internetMessageId": "text",
    "internetMessageHeaders": "headers",
    "from": "recipient",
    "sender": "recipient",
    "toRecipients": "recipients",
    "ccRecipients": "recipients",
    "bccRecipients": "recipients",
    "sentDateTime": "time",
    "receivedDateTime": "time",
    "conversationId": "text",
    "conversationIndex": "binary",
    "isDraft": "flag",
    "subject": "text",
    "body": "object",
    "bodyPreview": "text",
    "uniqueBody": "object",
}
EVENT = {
    "id": "text",
    "iCalUId": "text",
    "type": "text",
    "start": "clock",
    "end": "clock",
    "originalStart": "time",
    "isAllDay": "flag",
    "isCancelled": "flag",
    "isOrganizer": "flag",
    "isOnlineMeeting": "flag",
    "showAs": "text",
    "responseStatus": "object",
    "organizer": "recipient",
    "attendees": "recipients",
    "location": "object",
    "locations": "objects",
    "onlineMeeting": "object",
    "onlineMeetingUrl": "text",
    "lastModifiedDateTime": "time",
    "subject": "text",
    "body": "object",
    "bodyPreview": "text",
}
LETTER = {"id": "text", "labelIds": "texts", "internalDate": "number", "payload": "object"}
KEPT_BACK = {"body", "bodyPreview", "uniqueBody", "attachments", "extensions"}
"""What `Mail.ReadBasic` and `Calendars.ReadBasic` do not give."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?")
_BINARY = re.compile(r"[A-Za-z0-9+/]*={0,2}")


def misfits(one: Json, published: dict[str, str]) -> list[str]:
    """Return the properties that are not as published."""
    return [
        name
        for name, value in one.items()
        if not name.startswith("@") and (name not in published or not _is(published[name], value))
    ]


def _is(kind: str, value: object) -> bool:
    if kind in ("recipients", "headers", "objects", "texts"):
        inner = {"recipients": "recipient", "headers": "header", "objects": "object"}
        return isinstance(value, list) and all(_is(inner.get(kind, "text"), one) for one in value)
    if kind == "flag":
        return isinstance(value, bool)
    if kind in ("object", "recipient", "clock", "header"):
        return isinstance(value, dict) and _has(kind, value)
    patterns = {"time": _TIME, "binary": _BINARY, "number": re.compile(r"\d+")}
    pattern = patterns.get(kind)
    return isinstance(value, str) and (pattern is None or pattern.fullmatch(value) is not None)


def _has(kind: str, value: Json) -> bool:
    if kind == "recipient":
        named = value.get("emailAddress")
        return isinstance(named, dict) and set(named) <= {"name", "address"}
    if kind == "clock":
        at = value.get("dateTime")
        return isinstance(at, str) and bool(_CLOCK.fullmatch(at)) and "timeZone" in value
    return kind != "header" or set(value) == {"name", "value"}
