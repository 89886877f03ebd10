"""The figures once more in plain loops, written from the definitions: the oracle of the tests."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from statistics import median
from zoneinfo import ZoneInfo

from tevoet.engines.mirror.settings import MirrorSettings, Rhythm
from tevoet.engines.moments.records import Channel, Moment

HOUR = 3600
PAIR = 2
ME = object()
RANK = {"sender": 0, "to": 1, "cc": 2, "guest": 3}
HUMAN = ("in_person", "phone", "video")


def local(at: int, rhythm: Rhythm) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(rhythm.time_zone))


def works(day: date, rhythm: Rhythm) -> bool:
    return day.weekday() in rhythm.working_days and day not in rhythm.holidays


def working_seconds(begin: int, end: int, rhythm: Rhythm) -> int:
    """Sum the seconds between two moments that fall on working days; each such day is 86,400."""

    def into(at: int) -> int:
        now = local(at, rhythm)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        return min(at - int(midnight.timestamp()), 86400) if works(now.date(), rhythm) else 0

    total, day = 0, local(begin, rhythm).date()
    while day < local(end, rhythm).date():
        total += 86400 * works(day, rhythm)
        day += timedelta(days=1)
    return total + into(end) - into(begin)


def in_hours(at: int, rhythm: Rhythm) -> bool:
    now = local(at, rhythm)
    return works(now.date(), rhythm) and rhythm.opens <= now.time() < rhythm.closes


class Seen:
    """One moment with its people by role, the owner's addresses taken together."""

    def __init__(self, moment: Moment, settings: MirrorSettings) -> None:
        def who(address: str) -> object:
            return ME if address in settings.me else settings.aliases.get(address, address)

        self.moment = moment
        self.sender = who(moment.sender) if moment.sender else None
        self.roles: dict[object, str] = {}
        for one in moment.people:
            person = who(one.address)
            best = min(self.roles.get(person, "guest"), one.role.value, key=RANK.__getitem__)
            self.roles[person] = best
        if moment.channel in ("mail", "chat") and self.sender:
            self.roles[self.sender] = "sender"
        if moment.channel != "mail" and ME not in self.roles:
            self.roles[ME] = "guest"
        self.size = len(self.roles)
        if moment.channel == "unknown" and self.size == PAIR:
            (other,) = (str(one) for one in self.roles if one is not ME)
            said = settings.channels.get(other, moment.channel)
            self.moment = moment._replace(channel=Channel(said))
        self.talk_key = moment.conversation or ("alone", moment.id)

    def others(self) -> list[str]:
        """List the people the owner had contact with in this moment."""
        if ME not in self.roles:
            return []
        others = [str(one) for one in self.roles if one is not ME]
        if self.moment.channel not in ("mail", "chat") or self.sender in (ME, None):
            return others
        return [one for one in others if one == self.sender]

    def is_direct(self, person: str) -> bool:
        receiver = person if self.sender is ME else ME
        writes = self.sender in (ME, person)
        return writes and self.roles.get(receiver) == "to" and self.size <= 3

    def is_talk(self) -> bool:
        m = self.moment
        written = m.channel in ("mail", "chat")
        return not written and m.confirmed and self.size == 2 and m.minutes != 0


class Naive:
    """All figures of one owner."""

    def __init__(self, moments: list[Moment], settings: MirrorSettings) -> None:
        once = {moment.id: moment for moment in moments}
        seen = [Seen(m, settings) for m in once.values() if m.at <= settings.now]
        self.s = settings
        self.all = sorted(seen, key=lambda one: (one.moment.at, one.moment.id))
        self.by_person: dict[str, list[Seen]] = defaultdict(list)
        for one in self.all:
            for person in one.others():
                self.by_person[person].append(one)

    def recent(self, person: str) -> list[Seen]:
        return [one for one in self.by_person[person] if one.moment.at > self.s.since]

    def contacts_by_channel(self, person: str) -> dict[str, tuple[int, float]]:
        found: dict[str, tuple[int, float]] = {}
        for one in self.recent(person):
            if one.moment.confirmed:
                number, minutes = found.get(one.moment.channel, (0, 0.0))
                added = minutes + (one.moment.minutes or 0)
                found[str(one.moment.channel)] = (number + 1, added)
        return found

    def unconfirmed(self, person: str) -> tuple[int, float]:
        loose = [one.moment for one in self.recent(person) if not one.moment.confirmed]
        return len(loose), sum(m.minutes or 0 for m in loose)

    def human(self, person: str) -> list[Moment]:
        talks = [one.moment for one in self.by_person[person] if one.is_talk()]
        return [m for m in talks if m.channel in HUMAN]

    def one_to_one_minutes(self, person: str) -> float:
        return sum(m.minutes or 0 for m in self.human(person) if m.at > self.s.since)

    def last_human_contact_days(self, person: str) -> int | None:
        last = max((m.at for m in self.human(person)), default=None)
        if last is None:
            return None
        today = local(self.s.now, self.s.rhythm).date()
        return (today - local(last, self.s.rhythm).date()).days

    def mails(self, person: str) -> dict[object, list[Seen]]:
        found: dict[object, list[Seen]] = defaultdict(list)
        for one in self.by_person[person]:
            if one.moment.channel == "mail":
                found[one.talk_key].append(one)
        return found

    def exchanges(self, person: str) -> list[list[Seen]]:
        found: list[list[Seen]] = []
        for mails in self.mails(person).values():
            begun = [mails[0]]
            found.append(begun)
            for one in mails[1:]:
                if one.moment.at - begun[-1].moment.at > 48 * HOUR:
                    begun = []
                    found.append(begun)
                begun.append(one)
        return [one for one in found if one[-1].moment.at > self.s.since]

    def turn_times(self, exchange: list[Seen]) -> list[int]:
        runs = [list(run) for _, run in groupby(exchange, key=lambda one: one.sender is ME)]
        return [run[0].moment.at for run in runs[1:]]

    def is_between(self, exchange: list[Seen], person: str) -> bool:
        direct = any(one.is_direct(person) for one in exchange)
        return direct or bool(self.turn_times(exchange))

    def between(self, person: str) -> list[list[Seen]]:
        return [one for one in self.exchanges(person) if self.is_between(one, person)]

    def talks(self, person: str) -> list[Seen]:
        return [one for one in self.recent(person) if one.is_talk()]

    def mail_share(self, person: str) -> float | None:
        mail, talks = len(self.between(person)), len(self.talks(person))
        return mail / (mail + talks) if mail + talks else None

    def waiting_for_me(self, person: str) -> int:
        return len(self.waiting(person))

    def waiting(self, person: str) -> list[int]:
        found = []
        for one in self.recent(person):
            asks = one.moment.channel == "mail" and one.sender == person and one.is_direct(person)
            if not asks or self.is_answered(one):
                continue
            waited = working_seconds(one.moment.at, self.s.now, self.s.rhythm)
            if waited > 2 * 86400:
                found.append(one.moment.at)
        return found

    def is_answered(self, asked: Seen) -> bool:
        return any(
            one.sender is ME
            and one.moment.channel == "mail"
            and one.moment.conversation == asked.moment.conversation != 0
            and one.moment.at >= asked.moment.at
            for one in self.all
        )

    def who_starts(self, person: str) -> float | None:
        firsts = [mails[0] for mails in self.mails(person).values() if self.counts(mails, person)]
        begun = [one.sender is ME for one in firsts if one.moment.at > self.s.since]
        known = [one for one in self.talks(person) if one.sender in (ME, person)]
        begun += [one.sender is ME for one in known]
        return sum(begun) / len(begun) if begun else None

    def counts(self, mails: list[Seen], person: str) -> bool:
        ids = {one.moment.id for one in mails}
        return any(exchange[0].moment.id in ids for exchange in self.between(person))

    def cadence_weeks(self, person: str) -> float | None:
        last: dict[date, int] = {}
        for m in self.human(person):
            last[local(m.at, self.s.rhythm).date()] = m.at
        days = sorted(last)
        gaps = [(b - a).days / 7 for a, b in pairwise(days) if last[b] > self.s.since]
        return median(gaps) if gaps else None

    def reciprocity(self, person: str) -> float | None:
        mail = [one.sender is ME for one in self.recent(person) if one.moment.channel == "mail"]
        sides = sorted([mail.count(True), mail.count(False)])
        return sides[0] / sides[1] if mail else None

    def group_only(self, person: str) -> int | None:
        talks = [
            one.size
            for one in self.recent(person)
            if one.moment.channel in HUMAN and one.moment.confirmed and one.moment.minutes != 0
        ]
        return int(min(talks) > 2) if talks else None

    def after_hours_sent(self, person: str) -> int:
        hours = self.s.rhythms.get(person, self.s.rhythm)
        sent = [one for one in self.recent(person) if one.moment.channel == "mail"]
        return sum(one.sender is ME and not in_hours(one.moment.at, hours) for one in sent)

    def replies(self, person: str, side: object) -> tuple[float | None, int, int] | None:
        """Give the Kaplan–Meier median in hours, the answered and the waiting; side is a writer."""
        waits = [
            self.wait(one, person) for one in self.recent(person) if self.asks(one, person, side)
        ]
        if not waits:
            return None
        left, found = Fraction(1), None
        for time in sorted({waited for waited, replied in waits if replied}):
            at_risk = sum(waited >= time for waited, _ in waits)
            left *= 1 - Fraction(sum(one == (time, True) for one in waits), at_risk)
            if left <= Fraction(1, 2):
                found = time / HOUR
                break
        answered = sum(replied for _, replied in waits)
        return found, answered, len(waits) - answered

    def asks(self, one: Seen, person: str, side: object) -> bool:
        return one.moment.channel == "mail" and one.sender == side and one.is_direct(person)

    def wait(self, asked: Seen, person: str) -> tuple[int, bool]:
        mine = asked.sender is ME
        later = [
            one.moment.at
            for one in (self.by_person[person] if mine else self.all)
            if one.moment.channel == "mail"
            and one.sender == (person if mine else ME)
            and one.moment.conversation == asked.moment.conversation != 0
            and one.moment.at >= asked.moment.at
        ]
        return (min(later) if later else self.s.now) - asked.moment.at, bool(later)

    def weekly(self, person: str) -> dict[str, dict[date, int]]:
        found: dict[str, Counter[date]] = defaultdict(Counter)
        today = local(self.s.now, self.s.rhythm).date()
        first = today - timedelta(days=today.weekday(), weeks=25)
        for one in self.by_person[person]:
            day = local(one.moment.at, self.s.rhythm).date()
            if one.moment.confirmed and day >= first:
                monday = day - timedelta(days=day.weekday())
                found[self.lane(one)][monday] += 1
        return {channel: dict(counts) for channel, counts in found.items()}

    def lane(self, one: Seen) -> str:
        """Name the lane of the strip: talks of more than two stand apart."""
        channel = str(one.moment.channel)
        return "group" if channel in ("in_person", "phone", "video") and one.size > 2 else channel

    def calls(self, person: str) -> list[tuple[str, int, int, int]]:
        """List (strength, turns, from, until) of the hints "better as a call", newest first."""
        by_day: dict[date, list[tuple[str, int, int, int]]] = defaultdict(list)
        for exchange in self.exchanges(person):
            turns = self.most_turns(exchange)
            if turns >= 4:
                until = exchange[-1].moment.at
                firm = turns >= 6 or self.widened(exchange) or self.late(exchange, person)
                found = ("firm" if firm else "soft", turns, exchange[0].moment.at, until)
                by_day[local(until, self.s.rhythm).date()].append(found)
        best = [min(one, key=lambda h: (h[0], -h[1], -h[3])) for one in by_day.values()]
        return sorted(best, key=lambda hint: -hint[3])

    def most_turns(self, exchange: list[Seen]) -> int:
        times = self.turn_times(exchange)
        spans = [
            sum(1 for at in times[: place + 1] if self.within(at, end))
            for place, end in enumerate(times)
        ]
        return max(spans, default=0)

    def within(self, begin: int, end: int) -> bool:
        return working_seconds(begin, end, self.s.rhythm) <= 5 * 86400

    def widened(self, exchange: list[Seen]) -> bool:
        later = {one for mail in exchange[1:] for one in mail.roles}
        return bool(later - set(exchange[0].roles))

    def late(self, exchange: list[Seen], person: str) -> bool:
        theirs = self.s.rhythms.get(person, self.s.rhythm)
        hours = [self.s.rhythm, theirs]
        out = [not any(in_hours(one.moment.at, h) for h in hours) for one in exchange]
        return sum(out) * 2 > len(out)
