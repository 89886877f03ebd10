"""Make one large mbox of real messages by others and generated ones, for the bench of reading."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

SENTENCE = (
    "we spoke about the plan and the week after that there was room to meet and walk a while "
    "with coffee near the window before the others came in from the rain"
)
WORDS = SENTENCE.split()
FIRST_DAY = datetime(2024, 1, 1, 8, 0, tzinfo=UTC)
PEOPLE = [
    (f"Colleague {number}", f"colleague{number}@{place}.example")
    for place in ("north", "south", "east")
    for number in range(80)
]
OWNER = ("Anna", "anna@example.org")
GROUPS = [random.Random(n).sample(PEOPLE, 2 + n % 12) for n in range(200)]  # noqa: S311 - repeatable
EVERY = 12
"""One message in so many is a real one."""


def write_mailbox(path: Path, corpora: Path, messages: int, size: int) -> None:
    """Write at least `messages` messages and `size` bytes; the same file for the same numbers."""
    rng = random.Random(1)  # noqa: S311 - a repeatable bench, no secret
    real = list(real_messages(corpora))
    written = count = 0
    with path.open("wb") as file:
        while count < messages or written < size:
            if real and count % EVERY == 0:
                text = _again(real[count // EVERY % len(real)], count)
            else:
                text = _generated(rng, count, size / messages)
            written += file.write(text)
            count += 1


def real_messages(corpora: Path) -> Iterator[bytes]:
    """Yield the real messages under a folder, as they stand, without their postmark."""
    if not corpora.is_dir():
        return
    for path in sorted(corpora.rglob("*")):
        if path.suffix not in {".eml", ".msg", ".mbox", ".txt"} or not path.is_file():
            continue
        for text in re.split(rb"(?:\A|\n\n)From [^\r\n]*\r?\n", path.read_bytes()):
            if re.match(rb"[!-9;-~]+: ", text) and re.search(rb"(?m)^(?i:from|date): ", text):
                yield text


def _again(text: bytes, number: int) -> bytes:
    """Put a postmark before a real message and give it an id of its own."""
    text = re.sub(rb"(?mi)^(message-id:\s*<)", rb"\g<1>%d." % number, text, count=1)
    body = re.sub(rb"(?m)^From ", b">From ", text)
    return b"From someone@example.org Mon Jun  3 10:00:00 2024\n" + body.rstrip() + b"\n\n"


def _generated(rng: random.Random, number: int, size: float) -> bytes:
    at = FIRST_DAY + timedelta(seconds=number * 300 + rng.randrange(300))
    postmark = at.strftime("%a %b %d %H:%M:%S %Y")
    sender, others = _people(rng)
    head = "\n".join(_headers(rng, number, at, (sender, others)))
    body = _body(rng, size)
    return f"From {sender[1]} {postmark}\n{head}\n\n{body}\n\n".encode()


def _people(rng: random.Random) -> tuple[tuple[str, str], list[tuple[str, str]]]:
    """Choose writer and receivers as one owner's mailbox shows them: pairs, and fixed groups."""
    colleague = PEOPLE[min(int(rng.expovariate(1 / 40)), len(PEOPLE) - 1)]
    first, second = (OWNER, colleague) if rng.random() < 0.45 else (colleague, OWNER)
    others = [second, *rng.choice(GROUPS)] if rng.random() < 0.25 else [second]
    return first, [one for one in dict.fromkeys(others) if one != first]


def _headers(
    rng: random.Random,
    number: int,
    at: datetime,
    people: tuple[tuple[str, str], list[tuple[str, str]]],
) -> Iterator[str]:
    """Yield headers as mail picks them up on its way: routes, signatures, and what counts."""
    sender, others = people
    date = format_datetime(at)
    yield f"Return-Path: <{sender[1]}>"
    yield f"Delivered-To: {others[0][1]}"
    for hop in range(rng.randrange(2, 6)):
        yield f"Received: from relay{hop}.example ([192.0.2.{rng.randrange(255)}])"
        yield f"\tby mx{hop}.example (Postfix) with ESMTPS id {rng.getrandbits(60):015x}"
        yield f"\tfor <{others[0][1]}>; {date}"
    yield "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=north.example; s=2024;"
    for _ in range(4):
        yield f"\t{rng.getrandbits(280):070x}"
    yield f"From: {sender[0]} <{sender[1]}>"
    yield "To: " + ",\n\t".join(f'"{name}" <{address}>' for name, address in others)
    yield f"Subject: Re: the plan of week {number % 53}"
    yield f"Date: {date}"
    yield f"Message-ID: <{number}.{rng.getrandbits(64):016x}@{sender[1].partition('@')[2]}>"
    if number % 3:
        last = number % 9 + 1
        parents = [f"<{number - back}.parent@north.example>" for back in range(last, 0, -1)]
        yield f"In-Reply-To: {parents[-1]}"
        yield "References: " + "\n ".join(parents)
    yield "MIME-Version: 1.0"
    yield 'Content-Type: text/plain; charset="utf-8"'
    yield "X-Mailer: Example Mail 4.2"
    yield f"X-Spam-Status: No, score=-{rng.random():.2f} required=5.0 tests=NONE autolearn=ham"


def _body(rng: random.Random, size: float) -> str:
    """Write lines of text; one in forty messages carries a long encoded part."""
    lines = []
    if rng.random() < 0.025:
        lines = [f"{rng.getrandbits(288):072x}" for _ in range(int(size / 75 * 14))]
    length = int(size * rng.uniform(0.05, 1.0))
    while length > 0:
        lines.append(" ".join(rng.choices(WORDS, k=12)))
        length -= 60
    return "\n".join(lines)
