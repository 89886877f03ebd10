"""Conversations equal those of a real Dovecot (THREAD=REFS), the differences explained one by one.

Messages are put into a folder in our canonical order, by date and then by key, because what a
server makes of circles and of two messages with one id depends on the order they came in.
"""

from __future__ import annotations

import os
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bench._mailbox import real_messages
from tests.adapters.mail.imap.dovecot import Dovecot, give
from tests.adapters.mail.imap.test_dovecot import gather, owner
from tevoet.engines.moments.headers import head_end
from tevoet.engines.moments.message import read_message
from tevoet.engines.moments.records import Mail

CORPORA = Path(os.environ.get("TEVOET_CORPORA", "../shared/data")) / "mail"
BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
Groups = set[frozenset[int]]


def in_order(texts: Iterable[bytes]) -> list[tuple[Mail, bytes]]:
    """Return what is contact between people, each once, in the canonical order."""
    found: dict[int, tuple[Mail, bytes]] = {}
    for text in texts:
        end = head_end(text)
        mail = read_message(text[:end] if end > 0 else text)
        if not isinstance(mail, str) and not mail.automatic:
            found.setdefault(mail.key, (mail, text))
    return sorted(found.values(), key=lambda one: (one[0].at, one[0].key))


def of_dovecot(server: Dovecot, count: int) -> Groups:
    """Return which messages it ties together, by their number in the folder."""
    with owner(server) as box:
        box.select(readonly=True)
        told = box.thread("REFS", "UTF-8", "ALL")[1][0].decode()
    groups: Groups = set()
    for text in top_level(told):
        groups.add(frozenset(map(int, re.findall(r"\d+", text))))
    assert sum(map(len, groups)) == count
    return groups


def top_level(told: str) -> Iterable[str]:
    """Yield each pair of outermost brackets."""
    depth = begin = 0
    for place, sign in enumerate(told):
        if sign == "(":
            begin = begin if depth else place
            depth += 1
        elif sign == ")":
            depth -= 1
            if not depth:
                yield told[begin : place + 1]


def of_ours(server: Dovecot, mails: list[tuple[Mail, bytes]]) -> Groups:
    """Return the same of a reading of the folder by IMAP."""
    reading = gather(server.account())
    assert reading.ledger.kept == reading.ledger.read == len(mails)
    tied = {moment.id: moment.conversation for moment in reading.moments()}
    groups: dict[int, set[int]] = defaultdict(set)
    for number, (mail, _) in enumerate(mails, 1):
        groups[tied[mail.key]].add(number)
    return {frozenset(one) for one in groups.values()}


def made_up(seed: int) -> list[bytes]:
    """Write mail that answers, forgets its parent, goes in circles and shares ids."""
    rng = random.Random(seed)  # noqa: S311 - repeatable
    return [_one(rng, number) for number in range(300)]


def _one(rng: random.Random, number: int) -> bytes:
    at = BEGIN + timedelta(minutes=rng.randrange(60_000))
    others = [f"<{rng.randrange(360)}@example.org>" for _ in range(rng.choice((0, 1, 1, 2, 5)))]
    name = rng.choice(("References", "References", "In-Reply-To"))
    answered = f"{name}: {' '.join(others)}\n" if others else ""
    if rng.random() < 0.2:
        answered += f"In-Reply-To: <{rng.randrange(360)}@example.org>\n"
    own = "" if rng.random() < 0.05 else f"Message-ID: <{number}@example.org>\n"
    people = f"From: p{number % 7}@example.org\nTo: p{number % 5 + 9}@example.org\n"
    return f"{people}Date: {format_datetime(at)}\n{own}{answered}Subject: x\n\ntext\n".encode()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_conversations_of_made_up_mail_equal_those_of_dovecot(server: Dovecot, seed: int) -> None:
    mails = in_order(made_up(seed))
    give(server, [text.replace(b"\n", b"\r\n") for _, text in mails])
    theirs, ours = of_dovecot(server, len(mails)), of_ours(server, mails)
    assert differences(ours, theirs, mails) == []
    assert max(map(len, ours)) > 5


@pytest.mark.corpus
def test_conversations_of_real_mail_equal_those_of_dovecot(server: Dovecot) -> None:
    if not CORPORA.is_dir():
        pytest.skip(f"no corpora under {CORPORA}")
    mails = in_order(real_messages(CORPORA))
    give(server, [text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for _, text in mails])
    theirs, ours = of_dovecot(server, len(mails)), of_ours(server, mails)
    print(len(mails), "messages,", len(theirs), "conversations")  # noqa: T201 - shown with -s
    assert differences(ours, theirs, mails) == []


def differences(ours: Groups, theirs: Groups, mails: list[tuple[Mail, bytes]]) -> list[object]:
    """Return what one of the two ties together and the other does not, with its ids."""

    def told(groups: Groups) -> list[object]:
        return [[(n, ids(mails[n - 1][1])) for n in sorted(one)] for one in groups]

    return [*told(ours - theirs), "and Dovecot:", *told(theirs - ours)] if ours != theirs else []


def ids(text: bytes) -> list[str]:
    """Return the headers that tie a message to others."""
    head = re.sub(rb"\r?\n[ \t]+", b" ", text.partition(b"\n\n")[0])
    found = re.findall(rb"(?mi)^((?:message-id|references|in-reply-to)[ \t]*:[^\r\n]*)", head)
    return [one.decode("utf-8", "replace")[:200] for one in found]
