"""The queue survives a dead mail server, and a kill at each step but one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from smtplib import SMTP
from typing import Any

import pytest
from django.db import connection as database
from pytest_django import Settings

from tests.smallthings.conftest import Hands, Server
from tevoet.people.models import Connection, Person
from tevoet.smallthings.actions.stopping import stop
from tevoet.smallthings.models import Kind, Mailing
from tevoet.smallthings.models.mailing import LEASE
from tevoet.smallthings.post import round_of_mail
from tevoet.talks.actions.wishing import wish
from tevoet.talks.models import Wish

pytestmark = pytest.mark.django_db
Execute = Callable[..., Any]  # whatever Django's own hook passes on


class Killed(BaseException):
    """Somebody pulled the plug: nothing that cleans up after errors sees it."""


@pytest.fixture
def waiting(connection: Connection, anna: Person, bram: Person, clock: Hands) -> Wish:
    """A wish that Anna, who wants no letters, was not mailed about yet."""
    stop(anna, kind=Kind.LETTER, now=clock.now)
    return wish(connection, by=bram, now=clock.now)


@contextmanager
def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Kill before the step with this number; steps are questions to database and mail server."""
    steps: list[str] = []
    opened: list[SMTP] = []

    def count(name: str) -> None:
        if len(steps) == step:
            raise Killed
        steps.append(name)

    def before(execute: Execute, sql: str, *given: object) -> object:
        count(sql.split(maxsplit=1)[0])
        return execute(sql, *given)

    def putcmd(self: SMTP, cmd: str, args: str = "") -> None:
        opened.append(self)
        count(cmd.split(" ", maxsplit=1)[0])
        original(self, cmd, args)

    original = SMTP.putcmd
    with monkeypatch.context() as patch, database.execute_wrapper(before):
        patch.setattr(SMTP, "putcmd", putcmd)
        yield steps
    for one in opened:
        one.close()  # as the system does for a program that is gone


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_step_nothing_is_lost_and_nothing_goes_twice(
    server: Server, clock: Hands, waiting: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice: list[list[str]] = []
    for step in range(100):
        server.taken.clear()
        Mailing.objects.all().delete()
        Wish.objects.filter(pk=waiting.pk).update(told_at=None)
        with killed_at(step, monkeypatch) as steps:
            try:
                round_of_mail(clock)
            except Killed:
                is_killed = True
            else:
                is_killed = False
        clock.move(2 * LEASE)
        round_of_mail(clock)
        assert len(server.taken) in {1, 2}, steps
        assert len(set(server.ids)) == 1, "the same mail under another Message-ID"
        if len(server.taken) > 1:
            twice.append(steps)
        if not is_killed:
            break
    else:
        pytest.fail("a round takes no hundred steps")
    assert [one[-1] for one in twice] == ["data"], "one window, between taken and written down"


def test_a_server_that_is_down_for_a_day_loses_nothing(
    settings: Settings, server: Server, clock: Hands, waiting: Wish
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9  # nobody listens there
    for _ in range(24):
        assert round_of_mail(clock) == 0
        clock.move(timedelta(hours=1))
    settings.EMAIL_PORT = port
    assert round_of_mail(clock) == 1
    assert Mailing.objects.get(kind=Kind.WISH).tries == 1
    assert "Bram" in server.taken[0]["Subject"]
    assert waiting.to.email == server.taken[0]["To"]


@pytest.mark.usefixtures("waiting")
def test_what_is_refused_for_now_is_tried_again_later(server: Server, clock: Hands) -> None:
    server.says = ["451 later", "451 later"]
    assert round_of_mail(clock) == 0
    assert round_of_mail(clock) == 0, "not at once"
    clock.move(timedelta(minutes=3))
    assert round_of_mail(clock) == 0
    clock.move(timedelta(minutes=5))
    assert round_of_mail(clock) == 1
    assert server.says == []


@pytest.mark.usefixtures("waiting")
def test_what_is_refused_for_good_is_dropped(server: Server, clock: Hands) -> None:
    server.says = ["550 no such mailbox"]
    assert round_of_mail(clock) == 0
    mailing = Mailing.objects.get(kind=Kind.WISH)
    assert mailing.dropped_at == clock.now
    clock.move(timedelta(days=1))
    assert round_of_mail(clock) == 0


@pytest.mark.usefixtures("waiting")
def test_what_waited_too_long_is_not_sent_any_more(
    settings: Settings, server: Server, clock: Hands
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    round_of_mail(clock)
    clock.move(timedelta(days=3))
    settings.EMAIL_PORT = port
    round_of_mail(clock)
    assert [one for one in server.taken if "Bram" in one["Subject"]] == []


@pytest.mark.usefixtures("waiting")
def test_two_programs_send_one_mail(server: Server, clock: Hands) -> None:
    round_of_mail(clock)
    mailing = Mailing.objects.get(kind=Kind.WISH)
    Mailing.objects.update(sent_at=None, due_at=clock.now)
    assert [mailing.take(clock.now), mailing.take(clock.now)] == [True, False]
    assert len(server.taken) == 1
