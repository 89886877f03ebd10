"""Moments made by hand and by hypothesis, around one Monday after a night of changed clocks."""

from datetime import UTC, datetime, time

from hypothesis import strategies as st

from tevoet.engines.mirror.settings import MirrorSettings, Rhythm
from tevoet.engines.moments.records import (
    CANCELLED,
    MOVED,
    Change,
    Channel,
    Moment,
    Participant,
    Role,
)

HOUR = 3600
ANNA, ANNA_TOO = "anna@example.org", "a.leader@example.org"
BRAM, BRAM_PHONE, CARLA, DIRK = (
    "bram@example.org", "+31612345678", "carla@example.org", "dirk@elsewhere.example",
)  # fmt: skip
ME = frozenset({ANNA, ANNA_TOO})


def at(text: str) -> int:
    """Read a UTC time such as "2026-11-09 12:00"."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


NOW = at("2026-11-09 12:00")  # a Monday, 13:00 in Amsterdam; clocks went back on 25 October


def settings(now: int = NOW, **changes: object) -> MirrorSettings:
    """Make Anna's settings."""
    return MirrorSettings(now=now, me=ME, **changes)  # type: ignore[arg-type]  # checked by use


def people(sender: str, to: tuple[str, ...], cc: tuple[str, ...] = ()) -> tuple[Participant, ...]:
    return (
        Participant(sender, "", Role.SENDER),
        *(Participant(one, "", Role.TO) for one in to),
        *(Participant(one, "", Role.CC) for one in cc),
    )


_ids = iter(range(1, 1 << 40))


def mail(sender: str, to: tuple[str, ...], when: int, talk: int = 7, **rest: object) -> Moment:
    """Make one mail; `cc` and `id` may be given."""
    cc = rest.get("cc", ())
    assert isinstance(cc, tuple)
    number = rest.get("id") or next(_ids)
    assert isinstance(number, int)
    who = people(sender, to, cc)
    return Moment(number, when, Channel.MAIL, sender, who, None, True, talk, "mbox")


def spoke(
    other: str | tuple[str, ...], when: int, channel: Channel = Channel.PHONE, **rest: object
) -> Moment:
    """Make a call or meeting of Anna with others; `minutes`, `sender`, `confirmed` may be given."""
    others = (other,) if isinstance(other, str) else other
    minutes = rest.get("minutes", 30.0)
    assert minutes is None or isinstance(minutes, float)
    sender = str(rest.get("sender", ANNA))
    guests = tuple(Participant(one, "", Role.GUEST) for one in (ANNA, *others) if one != sender)
    who = (Participant(sender, "", Role.SENDER), *guests) if sender else guests
    confirmed = bool(rest.get("confirmed", True))
    return Moment(next(_ids), when, channel, sender, who, minutes, confirmed, 0, "ics")


EVERYBODY = [ANNA, ANNA_TOO, BRAM, BRAM_PHONE, CARLA, DIRK]
hours = st.one_of(st.integers(-4, 140), st.integers(0, 24 * 40), st.integers(0, 24 * 200))
somebody = st.sampled_from(EVERYBODY)
few = st.lists(somebody, min_size=1, max_size=3).map(tuple)
none_or_few = st.lists(st.sampled_from([BRAM, CARLA, DIRK]), max_size=2).map(tuple)


@st.composite
def mails(draw: st.DrawFn) -> Moment:
    pair = draw(st.sampled_from([(ANNA, BRAM), (BRAM, ANNA), (ANNA_TOO, BRAM), (BRAM, ANNA)]))
    sender, to = draw(st.one_of(st.just((pair[0], (pair[1],))), st.tuples(somebody, few)))
    when = NOW - draw(hours) * HOUR
    talk = draw(st.sampled_from([0, 1, 1, 1, 2]))
    cc = draw(st.one_of(st.just(()), none_or_few))
    return Moment(0, when, Channel.MAIL, sender, people(sender, to, cc), None, True, talk, "mbox")


@st.composite
def meetings(draw: st.DrawFn) -> Moment:
    others = draw(st.lists(st.sampled_from([BRAM, BRAM_PHONE, CARLA]), min_size=1, max_size=2))
    sender = draw(st.sampled_from([ANNA, BRAM, DIRK, ""]))
    channel = draw(st.sampled_from([one for one in Channel if one != Channel.MAIL]))
    minutes = draw(st.sampled_from([None, 0.0, 15.0, 30.0]))
    present = draw(st.sampled_from([(), (ANNA,)]))
    who = tuple(Participant(one, "", Role.GUEST) for one in (*others, *present))
    when = NOW - draw(hours) * HOUR
    series = draw(st.sampled_from([0, 50, 51]))
    return Moment(0, when, channel, sender, who, minutes, draw(st.booleans()), series, "ics")


@st.composite
def ping_pong(draw: st.DrawFn) -> list[Moment]:
    """Write back and forth between two, now and then with somebody more or a silence."""
    gaps = st.sampled_from([0, 0, 0, 1, 1, 24, 24, 24, 30, 48, 49])
    when = NOW - draw(st.integers(1, 30)) * 24 * HOUR - 2 * HOUR
    added = draw(st.sampled_from([(), (DIRK,)]))
    other, talk = draw(st.sampled_from([BRAM, CARLA])), draw(st.integers(1, 3))
    found, first = [], draw(st.sampled_from([(), added]))
    for turn in range(draw(st.integers(4, 11))):
        when += draw(gaps) * HOUR
        keeps = draw(st.sampled_from([0, 0, 0, 1]))
        sender, to = (ANNA, other) if (turn + keeps) % 2 else (other, ANNA)
        cc = draw(st.sampled_from([(), added])) if turn else first
        who = people(sender, (to,), cc)
        found.append(Moment(0, when, Channel.MAIL, sender, who, None, True, talk, "mbox"))
    return found


def _numbered(parts: tuple[list[Moment], ...]) -> list[Moment]:
    together = [moment for part in parts for moment in part]
    return [moment._replace(id=number + 1) for number, moment in enumerate(together)]


many = st.tuples(
    st.one_of(ping_pong(), st.just([])),
    st.one_of(ping_pong(), st.just([])),
    st.lists(mails(), max_size=12),
    st.lists(meetings(), max_size=8),
).map(_numbered)

RHYTHM = Rhythm(holidays=frozenset({datetime(2026, 11, 5, tzinfo=UTC).date()}))
THEIRS = Rhythm("America/New_York", frozenset({0, 2, 4}), time(8), time(12))
every_settings = st.sampled_from(
    [
        settings(rhythm=RHYTHM, rhythms={BRAM: THEIRS, "nobody": THEIRS}),
        settings(aliases={BRAM: "bram", BRAM_PHONE: "bram"}, rhythms={"bram": RHYTHM}),
        settings(rhythm=RHYTHM, channels={BRAM: "in_person", CARLA: "video"}),
    ]
)

changes = st.lists(
    st.builds(
        lambda number, ago, kind, who: Change(number, NOW - ago * HOUR, kind, who),
        st.integers(1, 40), hours, st.sampled_from([MOVED, CANCELLED]),
        st.sampled_from([BRAM, BRAM_PHONE, CARLA, "nobody@example.org"]),
    ),
    max_size=6,
)  # fmt: skip
