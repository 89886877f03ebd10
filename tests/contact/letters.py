"""Write small mailboxes, calendars and call logs, as mail programs export them."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

ANNA, BRAM, EVI = "anna@voorbeeld.example", "bram@voorbeeld.example", "evi@klant.example"
NOW = datetime.now(UTC).replace(microsecond=0)


def letter(number: int, sender: str, to: str, *, days: float = 5, after: int = 0) -> str:
    """Return one message of an mbox, `days` ago, as an answer to number `after`."""
    at = NOW - timedelta(days=days)
    lines = [
        f"From {sender} {at:%a %b %d %H:%M:%S %Y}",
        f"Message-ID: <{number}@voorbeeld.example>",
        f"Date: {format_datetime(at)}",
        f"From: {sender.partition('@')[0].title()} <{sender}>",
        f"To: {to}",
        "Subject: geheim onderwerp",
    ]
    if after:
        lines.append(f"In-Reply-To: <{after}@voorbeeld.example>")
    return "\n".join([*lines, "", "geheime tekst", "", ""])


def ping_pong(other: str, turns: int, *, first: int = 1, days: float = 3) -> str:
    """Return a mail conversation that goes to and fro, half an hour apart."""
    mails = []
    for turn in range(turns + 1):
        sender, to = (ANNA, other) if turn % 2 else (other, ANNA)
        after = first + turn - 1 if turn else 0
        mails.append(letter(first + turn, sender, to, days=days - turn / 48, after=after))
    return "".join(mails)


def mailbox(path: Path, text: str) -> Path:
    """Write a mailbox and return where."""
    path.write_text(text)
    return path


def meeting(other: str, *, days: float = 10) -> str:
    """Return a calendar with one meeting in a room between Anna and somebody."""
    at = NOW - timedelta(days=days)
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//voorbeeld//nl",
            "BEGIN:VEVENT",
            f"UID:{days}-{other}",
            f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{at:%Y%m%dT%H%M%SZ}",
            "DURATION:PT30M",
            "LOCATION:Kamer 3",
            f"ORGANIZER:mailto:{ANNA}",
            f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{ANNA}",
            f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{other}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )
