"""What Gmail API v1 answers whoever has `gmail.metadata`."""

from __future__ import annotations

from dataclasses import dataclass, field

Json = dict[str, object]
Query = dict[str, list[str]]
_FORMATS = {"metadata", "minimal"}


@dataclass
class Gmail:
    """A mailbox: its messages, oldest first, each with the number of its history.

    `since` is the oldest history that is known still.
    """

    messages: dict[str, Json] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    since: int = 0
    owner: str = "anna@example.org"

    @property
    def latest(self) -> int:
        """Return the number of the last change."""
        return 100 + len(self.messages)

    def add(self, number: str, headers: list[Json], labels: tuple[str, ...] = ("INBOX",)) -> None:
        """Let a message come in."""
        self.messages[number] = {
            "id": number,
            "threadId": number,
            "labelIds": list(labels),
            "snippet": "words that nobody asked for",
            "historyId": str(self.latest + 1),
            "internalDate": "1780304405000",
            "sizeEstimate": 1234,
            "payload": {"mimeType": "text/plain", "headers": headers},
        }

    def answer(self, path: str, query: Query) -> tuple[int, Json]:
        """Answer one request."""
        if "q" in query:
            return _error(403, "Metadata scope does not support 'q' parameter")
        if path == "/users/me/profile":
            return 200, {"emailAddress": self.owner, "historyId": str(self.latest)}
        if path == "/users/me/messages":
            shown = [one for one in reversed(self.messages) if not self._is_away(one)]
            return 200, _paged("messages", [{"id": one} for one in shown], query)
        if path == "/users/me/history":
            return self._history(query)
        return self._message(path.rpartition("/")[2], query)

    def _is_away(self, number: str) -> bool:
        labels = self.messages[number]["labelIds"]
        return isinstance(labels, list) and bool({"SPAM", "TRASH"} & set(labels))

    def _history(self, query: Query) -> tuple[int, Json]:
        start = int(query["startHistoryId"][0])
        if start < self.since:
            return _error(404, "notFound")
        added: list[Json] = [
            {"id": str(at), "messagesAdded": [{"message": {"id": number, "threadId": number}}]}
            for at, number in enumerate(self.messages, start=101)
            if at > start
        ]
        return 200, {**_paged("history", added, query), "historyId": str(self.latest)}

    def _message(self, number: str, query: Query) -> tuple[int, Json]:
        if query.get("format", ["full"])[0] not in _FORMATS:
            return _error(403, "Metadata scope doesn't allow format FULL")
        if number not in self.messages or number in self.gone:
            return _error(404, "notFound")
        found = dict(self.messages[number])
        fields = query.get("fields", ["*"])[0].replace("payload/headers", "payload").split(",")
        payload = found["payload"]
        if isinstance(payload, dict) and isinstance(payload.get("headers"), list):
            wanted = {one.lower() for one in query["metadataHeaders"]}
            kept = [one for one in payload["headers"] if str(one["name"]).lower() in wanted]
            found["payload"] = {"headers": kept}
        return 200, {name: value for name, value in found.items() if name in fields}


def _paged(name: str, held: list[Json], query: Query) -> Json:
    begin = int(query.get("pageToken", ["0"])[0])
    end = begin + int(query.get("maxResults", ["100"])[0])
    answer: Json = {name: held[begin:end]} if held[begin:end] else {}
    return {**answer, "nextPageToken": str(end)} if end < len(held) else answer


def _error(status: int, reason: str) -> tuple[int, Json]:
    errors = [{"domain": "global", "reason": reason, "message": reason}]
    return status, {"error": {"code": status, "message": reason, "errors": errors}}
