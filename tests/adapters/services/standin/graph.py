"""What Microsoft Graph v1.0 answers whoever has `Mail.ReadBasic` and `Calendars.ReadBasic`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain

from tests.adapters.services.standin.schema import EVENT, KEPT_BACK, MESSAGE

Json = dict[str, object]
Query = dict[str, list[str]]
INBOX, SENT, TRASH = "AAMkInbox", "AAMkSent", "AAMkTrash"
KNOWN = {"inbox": INBOX, "sentitems": SENT, "deleteditems": TRASH}
_DELTA = re.compile(r"/me/mailFolders/([^/]+)/messages/delta")
_INSIDE = re.compile(r"/me/mailFolders/([^/]+)/childFolders")
_SIZE = re.compile(r"odata\.maxpagesize=(\d+)")


def folder(number: str, name: str, inside: int = 0) -> Json:
    """Return a mailFolder."""
    return {"id": number, "displayName": name, "childFolderCount": inside, "totalItemCount": 1}


@dataclass
class Graph:
    """A mailbox and a calendar. `largest` is how many of a page it gives at most."""

    folders: list[Json] = field(
        default_factory=lambda: [
            folder(INBOX, "Postvak IN"),
            folder(SENT, "Verzonden"),
            folder(TRASH, "Verwijderd"),
        ]
    )
    inside: dict[str, list[Json]] = field(default_factory=dict)
    messages: dict[str, list[Json]] = field(default_factory=dict)
    events: list[Json] = field(default_factory=list)
    owner: str = "anna@example.org"
    largest: int = 1000
    generation: int = 1

    def forget(self) -> None:
        """Forget every place where somebody would go on."""
        self.generation += 1

    def answer(self, path: str, query: Query, base: str, prefer: str) -> tuple[int, Json]:
        """Answer one request."""
        if found := _DELTA.fullmatch(path):
            return self._delta(found[1], query, base, prefer)
        if found := _INSIDE.fullmatch(path):
            return 200, {"value": self.inside.get(found[1], [])}
        if path == "/me/calendarView":
            return self._view(query, base)
        known = KNOWN.get(path.removeprefix("/me/mailFolders/"))
        held: dict[str, Json] = {
            "/me/mailFolders": {"value": self.folders},
            "/me/calendar": {"owner": {"name": "Anna", "address": self.owner}},
            f"/me/mailFolders/{path.rpartition('/')[2]}": {"id": known} if known else {},
        }
        return (200, held[path]) if held.get(path) else _error(404, "ErrorItemNotFound")

    def _delta(self, number: str, query: Query, base: str, prefer: str) -> tuple[int, Json]:
        if number not in {one["id"] for one in chain(self.folders, *self.inside.values())}:
            return _error(404, "ErrorItemNotFound")
        token = query.get("$skiptoken") or query.get("$deltatoken")
        if token:
            generation, begin, wanted = token[0].split("~")
            if int(generation) != self.generation:
                return _error(410, "SyncStateNotFound")
        else:
            begin, wanted = "0", query.get("$select", [""])[0]
        if refused := _too_much(wanted, MESSAGE):
            return refused
        size = min(self.largest, int((_SIZE.search(prefer) or [0, 10])[1]))
        held = self.messages.get(number, [])
        end = min(len(held), int(begin) + size)
        link = f"{base}/me/mailFolders/{number}/messages/delta?"
        state = f"{self.generation}~{end}~{wanted}"
        onward = (
            {"@odata.deltaLink": f"{link}$deltatoken={state}"}
            if end == len(held)
            else {"@odata.nextLink": f"{link}$skiptoken={state}"}
        )
        page = [_selected(one, wanted) for one in held[int(begin) : end]]
        return 200, {"@odata.context": "messages", **onward, "value": page}

    def _view(self, query: Query, base: str) -> tuple[int, Json]:
        wanted = query["$select"][0]
        if refused := _too_much(wanted, EVENT):
            return refused
        begin, size = int(query.get("$skip", ["0"])[0]), min(self.largest, int(query["$top"][0]))
        since, until = query["startDateTime"][0], query["endDateTime"][0]
        held = [one for one in self.events if since <= _start(one) < until]
        answer: Json = {"value": [_selected(one, wanted) for one in held[begin : begin + size]]}
        if begin + size < len(held):
            rest = f"startDateTime={since}&endDateTime={until}&$select={wanted}&$top={size}"
            answer["@odata.nextLink"] = f"{base}/me/calendarView?{rest}&$skip={begin + size}"
        return 200, answer


def _start(event: Json) -> str:
    start = event.get("start")
    return str(start.get("dateTime", "")) if isinstance(start, dict) else "2026-01-01"


def _selected(one: Json, wanted: str) -> Json:
    names = {"id", "@removed", *wanted.split(",")}
    return {name: value for name, value in one.items() if name in names}


def _too_much(wanted: str, published: dict[str, str]) -> tuple[int, Json] | None:
    names = set(filter(None, wanted.split(",")))
    assert names, "everything was asked for, texts too"
    assert names <= set(published), f"not in the published schema: {names - set(published)}"
    return _error(403, "ErrorAccessDenied") if names & KEPT_BACK else None


def _error(status: int, code: str) -> tuple[int, Json]:
    return status, {"error": {"code": code, "message": "no", "innerError": {"request-id": "1"}}}
