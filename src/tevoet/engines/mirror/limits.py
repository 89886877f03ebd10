"""The clock since the last human contact, with taps of "we spoke", and the hint "not met"."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tevoet.engines.mirror.days import local_date
from tevoet.engines.mirror.settings import Limits, Rhythm
from tevoet.engines.mirror.summary import Hint, PersonSummary, Summary

HUMAN = frozenset({"in_person", "phone", "video"})


class Spoken(NamedTuple):
    """A human contact told by the owner in the app: with whom, when (seconds, UTC), how."""

    person: str
    at: int
    channel: str


class LastContact(NamedTuple):
    """When the two last spoke and last met in person; None is "not visible here"."""

    voice_at: int | None = None
    in_person_at: int | None = None


def last_contact(person: PersonSummary | None, spoken: Iterable[Spoken], now: int) -> LastContact:
    """Join what was read with what was tapped: the newest of each, nothing after `now`.

    `spoken` may hold taps about others when `person` is given; they are left out. In person
    counts as voice too. Mail and chat never count.
    """
    told = [one for one in spoken if one.channel in HUMAN]
    if person is not None:
        told = [one for one in told if one.person == person.key]
    heard: list[int | None] = [one.at for one in told]
    met: list[int | None] = [one.at for one in told if one.channel == "in_person"]
    if person is not None:
        heard.append(person.last_human_contact_at)
        met.append(person.last_in_person_at)
    return newest(heard, met, now)


def newest(heard: Iterable[int | None], met: Iterable[int | None], now: int) -> LastContact:
    """Return the newest of each up to `now`, in seconds, UTC; None is not visible.

    >>> newest([3, None, 9], [3], now=5)
    LastContact(voice_at=3, in_person_at=3)
    """
    return LastContact(
        max((at for at in heard if at is not None and at <= now), default=None),
        max((at for at in met if at is not None and at <= now), default=None),
    )


def days_since(at: int | None, today: date, rhythm: Rhythm) -> int | None:
    """Count the local days from `at` until today: 0 is today, 1 yesterday, None not visible.

    >>> days_since(1774652400 - 1, date(2026, 3, 28), Rhythm())
    1
    """
    return None if at is None else (today - local_date(rhythm, at)).days


def days_without_contact(
    summary: Summary, spoken: Iterable[Spoken], now: int, rhythm: Rhythm
) -> dict[str, int | None]:
    """Say for each person, in the summary or tapped, how many days ago the two last spoke."""
    taps: dict[str, list[Spoken]] = {}
    for one in spoken:
        taps.setdefault(one.person, []).append(one)
    known = {person.key: person for person in summary.people}
    today = local_date(rhythm, now)
    return {
        key: days_since(
            last_contact(known.get(key), taps.get(key, ()), now).voice_at, today, rhythm
        )
        for key in [*known, *(key for key in taps if key not in known)]
    }


def not_met(
    person: str, last: LastContact, limits: Limits, now: int, rhythm: Rhythm
) -> Hint | None:
    """Give the hint "not met" when one of my limits has passed; voice goes before in person.

    A limit passes when more days than it allows have gone by. Never visible is a hint with its
    own reason, because absence here is not absence of contact.
    """
    voice = _passed(last.voice_at, limits.voice_days, now, rhythm)
    if voice is not None:
        return _hint(person, "voice", last.voice_at, voice, now)
    in_person = _passed(last.in_person_at, limits.in_person_days, now, rhythm)
    if in_person is not None:
        return _hint(person, "in_person", last.in_person_at, in_person, now)
    return None


def _passed(at: int | None, limit: int | None, now: int, rhythm: Rhythm) -> dict[str, int] | None:
    if limit is None:
        return None
    since = days_since(at, local_date(rhythm, now), rhythm)
    if since is None:
        return {"limit": limit}
    return {"limit": limit, "days": since} if since > limit else None


def _hint(person: str, kind: str, at: int | None, parameters: dict[str, int], now: int) -> Hint:
    reason = f"no_{kind}" if at is not None else f"{kind}_not_visible"
    return Hint(
        kind="not_met", strength="soft", person=person, reason=reason, until_at=now,
        from_at=at, parameters=parameters,
    )  # fmt: skip
