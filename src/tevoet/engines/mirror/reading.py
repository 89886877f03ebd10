"""A summary from a table of moments: ask for every figure once, put the rows together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from tevoet.engines.mirror.days import local_date, weeks
from tevoet.engines.mirror.figures import FIGURES, Figure
from tevoet.engines.mirror.limits import LastContact, not_met
from tevoet.engines.mirror.parts import ONE_VALUE, Row, Rows, collected
from tevoet.engines.mirror.pingpong import FIRM_TURNS, SPAN_DAYS
from tevoet.engines.mirror.settings import DAY, MirrorSettings
from tevoet.engines.mirror.summary import (
    Hint,
    Number,
    PersonSummary,
    Summary,
    Talked,
)

ZERO_WHEN_ABSENT = {"one_to_one_minutes": 0.0, "waiting_for_me": 0, "after_hours_sent": 0}
OWN = ("room_share", "network_size", "open_hour_blocks")
MOST = 0.5


class Known(NamedTuple):
    """How a person was seen: addresses and shown names, the most used first."""

    addresses: tuple[str, ...]
    names: tuple[str, ...]


class RunsFigures(Protocol):
    """A table of moments on some engine. Rows name persons by key."""

    def run(
        self, figures: Iterable[Figure], settings: MirrorSettings
    ) -> dict[str, list[dict[str, Any]]]:
        """Run figures and give their rows by figure name."""
        ...

    def people(self, settings: MirrorSettings) -> dict[str, Known]:
        """Say by person key which addresses and names were seen."""
        ...


def summary(table: RunsFigures, settings: MirrorSettings) -> Summary:
    """Make the summary of an owner's moments as of `settings.now`.

    People are those with any contact with the owner, the most recent contact first; with whom a
    meeting was only ever cancelled is not among them. Figures of
    which nothing is visible are absent, except minutes and waiting mails, which are then zero.
    """
    rows = table.run(FIGURES.values(), settings)
    people = _people(rows, table.people(settings))
    channels = rows["moments_by_channel"]
    firsts = [row["first_at"] for row in channels if row["first_at"] is not None]
    lasts = [row["last_at"] for row in channels if row["last_at"] is not None]
    sizes = rows["conversations"][0]
    return Summary(
        now=settings.now,
        window_days=settings.window_days,
        period_from=min(firsts, default=None),
        period_until=max(lasts, default=None),
        moments={row["channel"]: row["number"] for row in channels},
        future=sum(row["future"] for row in channels),
        conversations=sizes["number"],
        largest_conversation=sizes["largest"],
        weeks=_mondays(settings),
        people=people,
        hints=(*_calls(rows["better_as_a_call"], settings), *_not_met(people, firsts, settings)),
        own={FIGURES[name].slug: dict(rows[name][0]) for name in OWN},
    )


def _people(rows: Rows, known: Mapping[str, Known]) -> tuple[PersonSummary, ...]:
    parts: dict[str, dict[str, Any]] = defaultdict(dict)  # the arguments of PersonSummary
    for row in (*rows["totals"], *rows["last_contacts"]):
        parts[row["person"]].update({k: v for k, v in row.items() if k != "person"})
    for row in rows["contacts_by_channel"]:
        talked = Talked(row["number"], row["minutes"])
        parts[row["person"]].setdefault("contacts_by_channel", {})[row["channel"]] = talked
    for row in rows["unconfirmed"]:
        parts[row["person"]]["unconfirmed"] = Talked(row["number"], row["minutes"])
    for row in rows["waiting_for_me"]:
        parts[row["person"]]["waiting_oldest_at"] = row["oldest_at"]
    for name, by_person in collected(rows).items():
        for key, one in by_person.items():
            parts[key][name] = one
    figures = _figures(rows)
    made = [
        PersonSummary(
            key=key,
            addresses=known[key].addresses,
            names=known[key].names,
            figures=figures.get(key, _absent()),
            **parts[key],
        )
        for key in sorted({row["person"] for row in rows["totals"]})
    ]
    return tuple(sorted(made, key=_most_recent_first))


def _figures(rows: Rows) -> dict[str, dict[str, Number]]:
    found: dict[str, dict[str, Number]] = defaultdict(_absent)
    for name in ONE_VALUE:
        for row in rows[name]:
            found[row["person"]][FIGURES[name].slug] = row["value"]
    return found


def _absent() -> dict[str, Number]:
    return {FIGURES[name].slug: ZERO_WHEN_ABSENT.get(name) for name in ONE_VALUE}


def _most_recent_first(person: PersonSummary) -> tuple[int, str]:
    seen = (person.last_human_contact_at, person.last_mail_at)
    return -max((at for at in seen if at is not None), default=0), person.key


def _mondays(settings: MirrorSettings) -> tuple[str, ...]:
    found = weeks(settings.rhythm, settings.now)
    return tuple(date.fromordinal(week.monday).isoformat() for week in found)


def _calls(rows: Sequence[Row], settings: MirrorSettings) -> list[Hint]:
    """Make at most one hint per person per local day, the strongest, the latest first."""
    best: dict[tuple[str, date], Hint] = {}
    for hint in sorted(map(_call, rows), key=_strength):
        best.setdefault((hint.person, local_date(settings.rhythm, hint.until_at)), hint)
    return sorted(best.values(), key=lambda hint: (-hint.until_at, hint.person))


def _call(row: Row) -> Hint:
    if row["turns"] >= FIRM_TURNS:
        reason = "many_turns"
    elif row["joined"]:
        reason = "third_person_joined"
    elif row["outside"] > MOST:
        reason = "outside_hours"
    else:
        reason = "turns"
    return Hint(
        kind="better_as_a_call",
        strength="soft" if reason == "turns" else "firm",
        person=row["person"],
        reason=reason,
        from_at=row["first_at"],
        until_at=row["last_at"],
        conversation_hash=f"{abs(row['conversation']):016x}",
        turns=row["turns"],
        parameters={
            "turns": row["turns"],
            "working_days": SPAN_DAYS,
            "joined": int(row["joined"]),
            "outside": int(row["outside"] > MOST),
        },
    )


def _strength(hint: Hint) -> tuple[bool, int, int, str]:
    return hint.strength == "soft", -hint.turns, -hint.until_at, hint.conversation_hash


def _not_met(
    people: Iterable[PersonSummary], firsts: Sequence[int], settings: MirrorSettings
) -> list[Hint]:
    begun = min(firsts, default=settings.now)
    hints = [_not_met_person(person, begun, settings) for person in people]
    return [hint for hint in hints if hint is not None]


def _not_met_person(person: PersonSummary, begun: int, settings: MirrorSettings) -> Hint | None:
    limits = settings.limits.get(person.key)
    own_choice = limits is not None
    if limits is None:
        limits = settings.default_limits if _is_alive(person) else None
    if limits is None:
        return None
    last = LastContact(person.last_human_contact_at, person.last_in_person_at)
    hint = not_met(person.key, last, limits, settings.now, settings.rhythm)
    if hint is None or hint.from_at is not None:
        return hint
    seen_long_enough = settings.now - begun > hint.parameters["limit"] * DAY
    told = own_choice or hint.reason == "voice_not_visible"
    return hint if seen_long_enough and told else None


def _is_alive(person: PersonSummary) -> bool:
    """Say whether this is somebody one works with: both wrote or spoke, and in the window."""
    both = bool(person.sent and person.received) or person.last_human_contact_at is not None
    return both and bool(person.contacts_by_channel)
