"""One-to-ones, room and the compatibility view in plain loops: the oracle's second part."""

from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from tests.engines.mirror.naive import ME, Naive, Seen, in_hours, local
from tevoet.engines.mirror.settings import MirrorSettings
from tevoet.engines.moments.records import Change, Moment

QUARTER, DAY = 900, 86_400
Blocks = list[list[int]]


class NaivePlanned(Naive):
    """What was planned and what it left free; every time must lie on a quarter of an hour."""

    def __init__(
        self, moments: list[Moment], settings: MirrorSettings, changes: list[Change] | None = None
    ) -> None:
        super().__init__(moments, settings)
        seen = {one.address for m in moments for one in m.people} | {m.sender for m in moments}
        self.changes: dict[str, list[Change]] = {}
        for change in changes or []:
            if change.address in seen and change.address not in settings.me:
                person = settings.aliases.get(change.address, change.address)
                self.changes.setdefault(person, []).append(change)

    def one_to_ones(self, person: str) -> list[Seen]:
        return [one for one in self.recent(person) if self.is_one_to_one(one)]

    def is_one_to_one(self, one: Seen) -> bool:
        m = one.moment
        return m.channel not in ("mail", "chat") and m.conversation != 0 and one.size == 2

    def rescheduled(self, person: str) -> dict[str, int] | None:
        changes = self.changes.get(person, [])
        became: dict[int, str] = {}
        for change in changes:
            if self.s.since < change.at <= self.s.now and became.get(change.id) != "moved":
                became[change.id] = change.kind
        changed = {change.id for change in changes}
        for one in self.one_to_ones(person):
            if one.moment.id not in changed:
                became[one.moment.id] = "mailed" if self.is_mailed(one, person) else ""
        kinds = list(became.values())
        counted = {kind: kinds.count(kind) for kind in ("moved", "cancelled", "mailed")}
        return {"planned": len(kinds), **counted} if kinds else None

    def is_mailed(self, one: Seen, person: str) -> bool:
        begin, end = one.moment.at, one.moment.at + 3 * DAY
        after = [m for m in self.by_person[person] if begin <= m.moment.at <= end]
        mailed = any(m.moment.channel == "mail" and m.is_direct(person) for m in after)
        return not one.moment.confirmed and mailed and not any(m.is_talk() for m in after)

    def has_calendar(self) -> bool:
        return any(
            one.moment.channel not in ("mail", "chat") and one.moment.conversation
            for one in self.all
        )

    def working(self) -> list[int]:
        first = -(-self.s.since // QUARTER) * QUARTER
        return [at for at in range(first, self.s.now, QUARTER) if in_hours(at, self.s.rhythm)]

    def blocks(self, *, tentative: bool) -> Blocks:
        """List the runs of free quarters of working hours, each within one day."""
        taken: set[int] = set()
        for one in self.all:
            m = one.moment
            if m.channel not in ("mail", "chat") and (m.confirmed or tentative):
                end = m.at + int((m.minutes or 0) * 60)
                taken |= set(range(m.at // QUARTER * QUARTER, end, QUARTER))
        return self.runs([at for at in self.working() if at not in taken])

    def runs(self, quarters: list[int]) -> Blocks:
        def place(pair: tuple[int, int]) -> tuple[int, date]:
            return pair[1] // QUARTER - pair[0], local(pair[1], self.s.rhythm).date()

        return [[at for _, at in run] for _, run in groupby(enumerate(quarters), key=place)]

    def room_share(self) -> tuple[float, float] | None:
        working = self.working()
        if not self.has_calendar() or not working:
            return None
        free = sum(len(run) for run in self.blocks(tentative=False) if len(run) >= 2)
        kept = [at for at in working if any(a <= at < b for a, b in self.s.reserved)]
        return free / len(working), len(kept) / len(working)

    def open_hour_blocks(self) -> int | None:
        blocks = [run for run in self.blocks(tentative=True) if len(run) >= 4]
        return len(blocks) if self.has_calendar() else None

    def under_15(self, person: str) -> int | None:
        weeks = (self.s.now - self.s.since) / (7 * DAY)
        minutes = sum(one.moment.minutes or 0 for one in self.one_to_ones(person))
        return int(minutes / weeks < 15) if self.recent(person) else None

    def one_to_one_cadence(self, person: str) -> float | None:
        mondays = [self.monday(one.moment.at) for one in self.by_person[person]
                   if self.is_one_to_one(one)]  # fmt: skip
        last = self.monday(self.s.now)
        first = max(last - timedelta(weeks=25), self.monday(min(o.moment.at for o in self.all)))
        weeks = (last - first).days // 7 + 1
        found = {monday for monday in mondays if monday >= first}
        return weeks / len(found) if found else None

    def monday(self, at: int) -> date:
        day = datetime.fromtimestamp(at, ZoneInfo(self.s.rhythm.time_zone)).date()
        return day - timedelta(days=day.weekday())

    def network_size(self) -> tuple[int, int]:
        both = older = 0
        for person in self.by_person:
            recent = self.recent(person)
            written = [one for one in recent if one.moment.channel in ("mail", "chat")]
            sides = {one.sender is ME for one in written}
            both += len(written) < len(recent) or len(sides) == 2
            older += sum(2 <= one.size <= 8 for one in recent) >= 2
        return both, older
