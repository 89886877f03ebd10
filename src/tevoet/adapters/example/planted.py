"""What is true in Anna's mailbox at any moment: Bram and she mail too much, and Ruben waits."""

from datetime import datetime

from tevoet.adapters.example.days import at
from tevoet.adapters.example.people import person
from tevoet.adapters.example.post import Post, Turn, correspondent
from tevoet.adapters.example.texts import PING_PONG, WAITING

THIRD_PERSON_FROM = 3
_CLOCK = {
    1: ((9, 5), (10, 10), (11, 20), (13, 5), (14, 30), (15, 40), (16, 50)),
    2: ((9, 5), (11, 20), (14, 30), (9, 10), (11, 45), (14, 20), (16, 50)),
    3: ((11, 20), (15, 40), (9, 5), (13, 30), (9, 10), (14, 20), (16, 50)),
}
_PER_DAY = {1: (7,), 2: (3, 4), 3: (2, 2, 3)}


def write_ping_pong(post: Post) -> None:
    """Add a conversation of six turns with Bram that ended the working day before today.

    It lies within the last four working days and never crosses a weekend, because a silence of
    48 hours would break it in two. From the fourth mail on Joris is copied.
    """
    bram, joris = correspondent(person("bram")), correspondent(person("joris"))
    turns = []
    for number, (when, body) in enumerate(zip(_moments(post), PING_PONG, strict=True)):
        sender, to = (post.me, bram) if number % 2 else (bram, post.me)
        copied = (joris,) if number >= THIRD_PERSON_FROM else ()
        turns.append(Turn(when, sender, (to,), copied, body))
    post.add("Rooster van week twee", turns)


def _moments(post: Post) -> list[datetime]:
    stretch = post.days.last_stretch(3)
    days = [
        on for on, size in zip(stretch, _PER_DAY[len(stretch)], strict=True) for _ in range(size)
    ]
    return [at(on, *clock) for on, clock in zip(days, _CLOCK[len(stretch)], strict=True)]


def write_waiting(post: Post) -> None:
    """Add a mail of Ruben that waits since the third working day before today."""
    ruben = correspondent(person("ruben"))
    when = at(post.days.before_today(3), 7, 55)
    post.add("Opleiding in het voorjaar", [Turn(when, ruben, (post.me,), (), WAITING)])
