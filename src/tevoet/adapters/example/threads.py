"""Ordinary conversations by mail for the example: with the team, customers, and everybody else."""

from collections.abc import Sequence
from datetime import date, datetime

from tevoet.adapters.example.letters import Correspondent
from tevoet.adapters.example.people import ExamplePerson, people
from tevoet.adapters.example.post import Post, Turn, correspondent
from tevoet.adapters.example.texts import BODIES, SUBJECTS

CUSTOMERS = tuple(
    Correspondent(f"Klant {number}", f"inkoop@klant{number}.example") for number in range(1, 31)
)
_PER_DAY = {"bram": 0.75, "fatma": 0.3, "joris": 0.4, "mila": 0.55, "sem": 0.12, "noor": 0.35}
_USUAL = 0.4
_LONGEST = 4


def write_threads(post: Post, team: Sequence[ExamplePerson], busyness: int) -> None:
    """Add the ordinary conversations of half a year; `busyness` is how many others write a day.

    Conversations of two have at most three turns and end with the owner, so that whatever waits
    or goes back and forth in the mailbox was put there on purpose.
    """
    for on in post.days.working():
        for member in team:
            if on.weekday() not in member.days:
                continue
            if post.random.random() < _PER_DAY.get(member.key, _USUAL):
                _write_between(post, on, correspondent(member), member)
        for _ in range(post.random.randint(busyness - 2, busyness + 2)):
            customer = post.random.choice(CUSTOMERS)
            _write_between(post, on, customer, None)
        for _ in range(post.random.randint(busyness - 2, busyness + 2)):
            _write_among_many(post, on)


def _write_between(
    post: Post, on: date, other: Correspondent, person: ExamplePerson | None
) -> None:
    """Let two write to each other, with a colleague copied now and then from the beginning on."""
    when = post.working_moment(on, person)
    size = post.random.randint(1, _LONGEST)
    is_mine = size % 2 == 1
    turns: list[Turn] = []
    for _ in range(size):
        sender, to = (post.me, other) if is_mine else (other, post.me)
        turns.append(Turn(when, sender, (to,), (), post.random.choice(BODIES)))
        when, is_mine = post.soon_after(when), not is_mine
    post.add(post.random.choice(SUBJECTS), turns)


def _write_among_many(post: Post, on: date) -> None:
    """Let colleagues write to each other with the owner copied, and one or two of them answer."""
    others = [one for one in people() if one.key != post.owner.key]
    chosen = post.random.sample(others, post.random.randint(3, 7))
    writers = [correspondent(one) for one in chosen]
    when = post.working_moment(on, chosen[0])
    turns = [_to_all(post, when, writers[0], writers[1:])]
    for writer in writers[1 : post.random.randint(1, 3)]:
        when = post.soon_after(when)
        turns.append(_to_all(post, when, writer, [one for one in writers if one != writer]))
    post.add(post.random.choice(SUBJECTS), turns)


def _to_all(
    post: Post, when: datetime, sender: Correspondent, others: Sequence[Correspondent]
) -> Turn:
    return Turn(when, sender, tuple(others), (post.me,), post.random.choice(BODIES))
