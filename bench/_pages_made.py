"""A made-up leader with many people and many moments, in a database of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from tevoet.engines.moments.records import Channel, Moment, Participant, Role

STRANGERS = 2_000
HALF_A_YEAR = 183 * 86_400
ME = "leider@voorbeeld.example"


def begin() -> str:
    """Start Django in a home of its own, with tables and files; return the home."""
    home = tempfile.mkdtemp(prefix="tevoet-bench-")
    os.environ |= {"TEVOET_HOME": home, "DJANGO_SETTINGS_MODULE": "tevoet.web.settings"}
    import django  # noqa: PLC0415 - after the home is known

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from tevoet.cli.statics import gather  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    gather()
    return home


def end(home: str) -> None:
    """Leave nothing behind."""
    shutil.rmtree(home, ignore_errors=True)


def colleague(number: int) -> str:
    """Return the address of a colleague."""
    return f"collega{number}@voorbeeld.example"


def make_leader(people: int) -> int:
    """Make a leader with a connection to each of `people`; return the leader's number."""
    from tevoet.people.models import (  # noqa: PLC0415 - after Django started
        Connection,
        Organisation,
        Person,
        PersonAddress,
        PhoneNumber,
        WorkingDay,
    )

    organisation = Organisation.objects.create(name="Voorbeeld")
    leader = Person.objects.create(organisation=organisation, name="Leider", email=ME)
    PersonAddress.objects.create(person=leader, address=ME)
    for number in range(people):
        other = Person.objects.create(organisation=organisation, name=f"Collega {number}")
        PersonAddress.objects.create(person=other, address=colleague(number))
        PhoneNumber.objects.create(person=other, number=f"+3120{number:07d}")
        WorkingDay.objects.bulk_create(
            WorkingDay(person=other, weekday=day, starts="09:00", ends="17:00") for day in range(4)
        )
        Connection.objects.create(first=leader, second=other)
    return int(leader.pk)


def tap(leader_pk: int, count: int) -> None:
    """Say `count` times that the leader spoke with somebody, the last year."""
    from django.db.models import F  # noqa: PLC0415 - after Django started

    from tevoet.contact.models import Spoken  # noqa: PLC0415
    from tevoet.people.models import Connection, Person  # noqa: PLC0415

    leader = Person.objects.get(pk=leader_pk)
    pks = list(Connection.objects.visible_to(leader).values_list("pk", flat=True))
    now, channels = datetime.now(UTC), Spoken.Channel.values
    Spoken.objects.bulk_create(
        Spoken(
            connection_id=pks[number % len(pks)],
            by=leader,
            channel=channels[number % 3],
            at=now - timedelta(hours=number * 8760 / count),
        )
        for number in range(count)
    )
    Spoken.objects.update(made_at=F("at"))


def moments(count: int, people: int, seed: int = 23) -> Iterator[Moment]:
    """Yield moments of half a year: five in six are mails in conversations of five."""
    rng = np.random.default_rng(seed)
    now = int(datetime.now(UTC).timestamp())
    at = np.sort(rng.integers(now - HALF_A_YEAR, now, count))
    rank = rng.zipf(1.3, count) % (people + STRANGERS)
    mine, kinds = rng.random(count) < 0.5, rng.integers(0, 18, count)
    channels = {0: Channel.IN_PERSON, 1: Channel.PHONE, 2: Channel.VIDEO}
    for number in range(count):
        who = int(rank[number])
        address = colleague(who) if who < people else f"ander{who}@elders.example"
        channel = channels.get(int(kinds[number]), Channel.MAIL)
        ends = (ME, address) if mine[number] else (address, ME)
        roles = (Role.SENDER, Role.TO if channel is Channel.MAIL else Role.GUEST)
        yield Moment(
            id=number + 1,
            at=int(at[number]),
            channel=channel,
            sender=ends[0],
            people=tuple(Participant(*two) for two in zip(ends, ends, roles, strict=True)),
            minutes=None if channel is Channel.MAIL else 25.0,
            confirmed=True,
            conversation=1 + who * 1000 + number // 2000,
            source="1",
        )
