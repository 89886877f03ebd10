"""Mail that is no contact: newsletters, robots, lists, copies and broken headers."""

from datetime import date, timedelta

from tevoet.adapters.example.days import at
from tevoet.adapters.example.letters import Correspondent, Letter, as_entry, as_message
from tevoet.adapters.example.people import ExamplePerson
from tevoet.adapters.example.post import Post, correspondent
from tevoet.adapters.example.texts import BODIES, LISTS, NEWS, ROBOTS

_Automatic = tuple[Correspondent, Correspondent, str, tuple[tuple[str, str], ...]]
_COPIES = 0.015
_LIST = Correspondent("vakgroep", "vakgroep@lijst.example")


def write_bulk(post: Post, busyness: int) -> None:
    """Add newsletters, robots and list mail to every day, also on days off."""
    on = post.days.first
    while on <= post.days.today:
        for _ in range(post.random.randint(busyness - 1, busyness + 1)):
            letter = _automatic_letter(post, on)
            if letter.at <= post.days.now:
                post.letters.append(letter)
        on += timedelta(days=1)


def _automatic_letter(post: Post, on: date) -> Letter:
    hour, minute, second = (post.random.randint(*ends) for ends in ((6, 22), (0, 59), (0, 59)))
    make = post.random.choice((_newsletter, _robot, _list_mail))
    sender, to, subject, extra = make(post, post.random.randint(1, 12))
    return Letter(
        id=post.new_id(sender),
        at=at(on, hour, minute, second),
        sender=sender,
        to=(to,),
        subject=subject,
        body=post.random.choice(BODIES),
        extra=extra,
    )


def _newsletter(post: Post, number: int) -> _Automatic:
    sender = Correspondent(f"Winkel {number}", f"winkel@winkel{number}.example")
    leave = f"<https://winkel{number}.example/afmelden>"
    extra = (("List-Unsubscribe", leave), ("Precedence", "bulk"))
    return sender, post.me, post.random.choice(NEWS), extra


def _robot(post: Post, _number: int) -> _Automatic:
    sender = Correspondent("Systeem", "no-reply@systeem.example")
    return sender, post.me, post.random.choice(ROBOTS), (("Auto-Submitted", "auto-generated"),)


def _list_mail(post: Post, number: int) -> _Automatic:
    sender = Correspondent(f"Vakgenoot {number}", f"vakgenoot{number}@elders.example")
    extra = (
        ("List-Id", "Vakgroep <vakgroep.lijst.example>"),
        ("List-Post", "<mailto:vakgroep@lijst.example>"),
    )
    return sender, _LIST, post.random.choice(LISTS), extra


def write_away_notice(post: Post, person: ExamplePerson, since: date) -> None:
    """Add the answer that somebody's mailbox sends when they are away."""
    when = at(post.days.on_or_before(since, person), 9, 41)
    sender = correspondent(person)
    letter = Letter(
        id=post.new_id(sender),
        at=when,
        sender=sender,
        to=(post.me,),
        subject="Afwezig: ik ben er even niet",
        body="Ik ben er een paar dagen niet.",
        extra=(("Auto-Submitted", "auto-replied"), ("X-Autoreply", "yes")),
    )
    if letter.at <= post.days.now:
        post.letters.append(letter)


def with_copies(post: Post) -> list[Letter]:
    """Return the letters in order of time, some of them twice, as when folders are joined."""
    ordered = sorted(post.letters, key=lambda letter: (letter.at, letter.id))
    copies = [letter for letter in ordered if post.random.random() < _COPIES]
    return [*ordered, *copies]


def broken_entries(post: Post) -> bytes:
    """Return mbox entries with the damage that real mailboxes hold, one of each kind."""
    sender = Correspondent("Klant 1", "inkoop@klant1.example")
    when = at(post.days.before_today(30), 11, 15)
    parts = {"at": when, "sender": sender, "to": (post.me,), "subject": "Vraag", "body": BODIES[0]}
    whole = [as_message(Letter(id=post.new_id(sender), **parts)) for _ in range(8)]  # type: ignore[arg-type] # the names are Letter's
    date_line = next(line for line in whole[0].split(b"\n") if line.startswith(b"Date:"))
    from_line = b"From: Klant 1 <inkoop@klant1.example>"
    damages = (
        (date_line + b"\n", b""),
        (date_line, b"Date: ergens in het voorjaar"),
        (from_line + b"\n", b""),
        (from_line, "From: Klant Één <inkoop@klant1.example>".encode("latin-1")),
        (b"Subject: Vraag", b"Subject: =?x-onbekend?Q?Vraag=FF?="),
        (b"To: ", b"To: " + b"," * 9000),
        (b"Message-ID: <", b"Message-ID: "),
        (b"To: Anna <anna@voorbeeld.example>", b"To: undisclosed-recipients:;"),
    )
    damaged = (message.replace(*damage, 1) for message, damage in zip(whole, damages, strict=True))
    return b"".join(as_entry(sender.address, when, message) for message in damaged)
