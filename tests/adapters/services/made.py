"""Mails and meetings as services write them, and a way to read them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field

from tests.adapters.mail.mailboxes import OPTIONS, joined
from tests.adapters.services.standin.server import StandIn
from tevoet.adapters.services import gmail, graph_calendar, graph_mail
from tevoet.adapters.services.account import Service, Tokens
from tevoet.adapters.services.asking import Asking
from tevoet.adapters.services.standing import Standing
from tevoet.engines.moments.records import Batch

Json = dict[str, object]
ANNA, BRAM, CARLA = "anna@example.org", "bram@example.org", "carla@example.org"
PLENTY = 100_000


def recipient(address: str, name: str = "") -> Json:
    """Return a recipient."""
    return {"emailAddress": {"name": name or address, "address": address}}


def letter(number: int, sender: str = BRAM, to: str = ANNA, **more: object) -> Json:
    """Return a message as Graph holds it, texts too."""
    return {
        "id": f"AAMk{number}",
        "internetMessageId": f"<{number}@example.org>",
        "internetMessageHeaders": [{"name": "Received", "value": "from a by b"}],
        "from": recipient(sender),
        "sender": recipient(sender),
        "toRecipients": [recipient(to)],
        "ccRecipients": [],
        "bccRecipients": [],
        "sentDateTime": f"2026-06-01T{8 + number // 60:02}:{number % 60:02}:05Z",
        "receivedDateTime": f"2026-06-01T{8 + number // 60:02}:{number % 60:02}:09Z",
        "conversationId": f"AAQk{number}",
        "conversationIndex": index(number),
        "isDraft": False,
        "subject": "nobody asked for this",
        "bodyPreview": "nor for this",
        "body": {"contentType": "text", "content": "nor for this"},
        **more,
    }


def index(root: int) -> str:
    """Return a conversation index: a root of 22 bytes."""
    return b64encode(b"\1" + root.to_bytes(21, "big")).decode()


def event(number: int, day: str = "2026-11-02", **more: object) -> Json:
    """Return a meeting of Anna, who invited, and Bram, who said yes, in a room."""
    said: Json = {**recipient(BRAM, "Bram"), "type": "required", "status": {"response": "accepted"}}
    return {
        "id": f"AAMkE{number}",
        "iCalUId": f"meeting-{number}@example.org",
        "type": "singleInstance",
        "start": {"dateTime": f"{day}T09:00:00.0000000", "timeZone": "UTC"},
        "end": {"dateTime": f"{day}T09:30:00.0000000", "timeZone": "UTC"},
        "isAllDay": False,
        "isCancelled": False,
        "isOrganizer": True,
        "isOnlineMeeting": False,
        "showAs": "busy",
        "responseStatus": {"response": "organizer", "time": "0001-01-01T00:00:00Z"},
        "organizer": recipient(ANNA, "Anna"),
        "attendees": [said],
        "location": {"displayName": "Kamer 3"},
        "locations": [{"displayName": "Kamer 3", "locationType": "conferenceRoom"}],
        "onlineMeeting": None,
        "subject": "nobody asked for this",
        **more,
    }


def headers(number: int, sender: str = BRAM, **more: str) -> list[Json]:
    """Return the headers of a message as Gmail holds them."""
    held = {
        "From": f"Bram <{sender}>",
        "To": f"Anna <{ANNA}>",
        "Date": f"Mon, 1 Jun 2026 10:{number:02}:05 +0200",
        "Message-ID": f"<{number}@example.org>",
        "Subject": "nobody asked for this",
        **more,
    }
    return [{"name": name, "value": value} for name, value in held.items()]


@dataclass
class Way:
    """A reading's way to a stand-in: its tokens as they were kept last, and how long it slept."""

    standin: StandIn
    service: Service
    kept: list[Tokens] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def asking(self) -> Asking:
        """Return the way, with the last tokens."""
        if not self.kept:
            told = self.standin.entrance.give(" ".join(self.service.scopes))
            tokens = Tokens(access=str(told["access_token"]), renewal=str(told["refresh_token"]))
            self.kept.append(tokens)
        return Asking(
            self.service, self.standin.client, self.kept[-1], self.kept.append, self.slept.append
        )

    def mails(self, standing: Standing, most: int = PLENTY) -> Batch:
        """Read what came in since."""
        read = graph_mail.read if self.service.slug == "microsoft" else gmail.read
        with self.asking() as asking:
            return joined(read(asking, OPTIONS, standing, lambda done, total: None, most))

    def meetings(self) -> Batch:
        """Read the calendar."""
        with self.asking() as asking:
            return joined(graph_calendar.read(asking, OPTIONS))


def microsoft(standin: StandIn) -> Way:
    """Return a way to Microsoft 365."""
    return Way(standin, standin.microsoft())


def google(standin: StandIn) -> Way:
    """Return a way to Gmail."""
    return Way(standin, standin.google())
