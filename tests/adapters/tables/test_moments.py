"""The store of moments: filling, archive, merging, forgetting a source, bounded memory."""

import struct
import subprocess
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path

import pytest

from tests.engines.mirror.made import (
    ANNA,
    BRAM,
    CARLA,
    HOUR,
    NOW,
    mail,
    people,
    settings,
    spoke,
)
from tevoet.adapters.tables.moments import MomentTable
from tevoet.adapters.tables.packing import (
    MARK,
    DamagedArchive,
    UnknownArchiveVersion,
    pack,
    unpack,
)
from tevoet.engines.mirror.reading import summary
from tevoet.engines.moments.records import MOVED, Change, Channel, Moment

MOMENTS = [
    mail(BRAM, (ANNA,), NOW - HOUR, cc=(CARLA,)),
    mail(ANNA, (BRAM,), NOW),
    spoke(BRAM, NOW - 2 * HOUR, minutes=None),
    spoke(CARLA, NOW - 3 * HOUR, Channel.VIDEO, sender="", confirmed=False),
]


def test_a_file_is_made_at_first_use_and_gone_after_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    table = MomentTable()
    assert list(tmp_path.iterdir()) == []
    assert table.count() == 0
    assert len(list(tmp_path.iterdir())) == 1
    table.close()
    assert list(tmp_path.iterdir()) == []


def test_an_archive_brings_back_the_same_summary() -> None:
    with MomentTable() as table:
        assert table.add(MOMENTS) == 4
        archive, before = table.to_bytes(), summary(table, settings())
    with MomentTable.from_bytes(archive) as again:
        assert summary(again, settings()) == before
        assert again.count() == 4


def test_an_empty_archive_is_an_archive() -> None:
    with MomentTable() as table:
        archive = table.to_bytes()
    with MomentTable.from_bytes(archive) as again:
        assert again.count() == 0
        assert again.addresses() == []


def test_merging_what_is_already_there_changes_nothing() -> None:
    with MomentTable() as table:
        table.add(MOMENTS)
        archive, before = table.to_bytes(), summary(table, settings())
        table.merge(archive)
        table.add(MOMENTS[:2])
        assert summary(table, settings()) == before
        assert table.to_bytes() == archive


def test_merging_two_archives_gives_both() -> None:
    with MomentTable() as first, MomentTable() as second:
        first.add(MOMENTS[:3])
        second.add(MOMENTS[2:])
        first.merge(second.to_bytes())
        first.add([spoke(CARLA, NOW - 5 * HOUR)])
        assert first.count() == 5
        assert first.sources() == {"ics": 3, "mbox": 2}


def test_forgetting_a_source_keeps_what_another_also_saw() -> None:
    seen_twice = MOMENTS[0]._replace(source="second mailbox")
    with MomentTable() as table:
        table.add([*MOMENTS, seen_twice])
        assert table.count() == 4
        assert table.remove_source("mbox") == 2
        assert table.sources() == {"ics": 2, "second mailbox": 1}
        assert {one for one, _, _ in table.addresses()} == {ANNA, BRAM, CARLA}
        assert table.remove_source("second mailbox") == 1
        assert table.remove_source("never read") == 0
        assert {person.key for person in summary(table, settings()).people} == {BRAM, CARLA}


def test_a_confirmed_meeting_goes_before_the_same_unconfirmed() -> None:
    loose = spoke(BRAM, NOW - HOUR, confirmed=False)
    for both in ([loose, loose._replace(confirmed=True)], [loose._replace(confirmed=True), loose]):
        with MomentTable() as table:
            table.add(both)
            (person,) = summary(table, settings()).people
            assert (person.unconfirmed.number, person.figures["one_to_one_minutes@1"]) == (0, 30.0)


def test_names_come_with_their_use_the_most_used_first() -> None:
    named = [
        MOMENTS[0]._replace(
            id=number,
            people=tuple(
                one._replace(name=name if one.address == BRAM else "")
                for one in people(BRAM, (ANNA,))
            ),
        )
        for number, name in enumerate(["Bram", "Bram", "B. Voorbeeld", ""], start=1)
    ]
    with MomentTable() as table:
        table.add(named)
        table.add(named)
        assert table.addresses() == [
            (ANNA, "", 4), (BRAM, "Bram", 2), (BRAM, "", 1), (BRAM, "B. Voorbeeld", 1),
        ]  # fmt: skip
        assert summary(table, settings()).people[0].names == ("Bram", "B. Voorbeeld")


def test_a_moment_without_people_is_kept() -> None:
    with MomentTable() as table:
        table.add([Moment(1, NOW, Channel.MAIL, "", (), None, True, 0, "mbox")])
        assert summary(table, settings()).moments == {"mail": 1}


def test_quotes_and_odd_letters_in_addresses_and_sources_do_no_harm() -> None:
    odd = "o'brien\"; drop table seats; --@exämple.org"
    with MomentTable() as table:
        table.add([mail(odd, (ANNA,), NOW)._replace(source="it's; here")])
        assert summary(table, settings(aliases={odd: "x'); --"})).people[0].key == "x'); --"
        assert table.remove_source("it's; here") == 1


def test_an_archive_of_another_version_is_refused() -> None:
    archive = pack({"entries": b"", "seats": b"", "changes": b""})
    newer = MARK + b"\x00\x63" + archive[8:]
    with pytest.raises(UnknownArchiveVersion, match="99"):
        MomentTable.from_bytes(newer)


@pytest.mark.parametrize("place", [0, 3, 7, 12, 20, -1])
def test_a_cut_archive_is_refused(place: int) -> None:
    archive = pack({"entries": b"abc", "seats": b"defg", "changes": b"hi"})
    with pytest.raises(DamagedArchive):
        unpack(archive[:place])


def test_an_archive_of_the_first_version_still_opens() -> None:
    with MomentTable() as table:
        table.add(MOMENTS)
        whole, before = unpack(table.to_bytes()), summary(table, settings())
    lengths = [struct.pack(">Q", len(whole[name])) + whole[name] for name in ("entries", "seats")]
    body = b"".join(lengths)
    first = MARK + b"\x00\x01" + blake2b(body, digest_size=16).digest() + body
    with MomentTable.from_bytes(first) as again:
        assert summary(again, settings()) == before


def test_changes_go_with_the_archive_and_with_their_source() -> None:
    change = Change(5, NOW - 4 * HOUR, MOVED, BRAM)
    with MomentTable() as table:
        table.add(MOMENTS)
        table.add_changes([change], "agenda")
        archive = table.to_bytes()
    with MomentTable.from_bytes(archive) as again:
        assert counted(again) == {"planned": 1, "moved": 1, "cancelled": 0, "mailed": 0}
        again.remove_source("agenda")
        assert counted(again) is None


def counted(table: MomentTable) -> dict[str, float | int | None] | None:
    bram = summary(table, settings()).person(BRAM)
    assert bram is not None
    return bram.counted.get("rescheduled@1")


def test_bytes_that_are_no_parquet_are_refused_and_add_nothing() -> None:
    with MomentTable() as table:
        table.add(MOMENTS)
        whole = unpack(table.to_bytes())
        with pytest.raises(DamagedArchive):
            table.merge(pack({**whole, "seats": b"not parquet"}))
        assert table.count() == 4
        assert sum(uses for _, _, uses in table.addresses()) == 9


GROWING = """
import resource, sys
from tevoet.adapters.tables.moments import MomentTable
from tevoet.engines.moments.records import Channel, Moment, Participant, Role
def moments(count):
    for n in range(count):
        who = tuple(Participant(f"p{(n + k) % 999}@example.org", "", Role.TO) for k in range(4))
        yield Moment(n, n, Channel.MAIL, who[0].address, who, None, True, n // 5, "mbox")
with MomentTable(memory="200MB") as table:
    table.add(moments(int(sys.argv[1])))
    table.to_bytes()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_adding_ten_times_as_much_takes_hardly_more_memory() -> None:
    peaks = [int(_run(GROWING, str(count))) for count in (15_000, 150_000)]
    assert peaks[1] - peaks[0] < 250, peaks


def test_the_store_writes_nothing_among_our_own_output() -> None:
    with MomentTable() as table:
        table.add(MOMENTS)
        assert table._run("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]


def _run(code: str, *words: str) -> str:
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603  our own words


def test_who_wrote_next_after_a_mail_to_one_address_answered_for_it() -> None:
    home, work = "bram@thuis.example", BRAM
    colleague = "evi@voorbeeld.example"
    with MomentTable() as table:
        table.add(
            [
                mail(ANNA, (work,), NOW - 9 * HOUR, talk=1),
                mail(home, (ANNA,), NOW - 8 * HOUR, talk=1),
                mail(ANNA, (CARLA,), NOW - 9 * HOUR, talk=2),
                mail(colleague, (ANNA,), NOW - 8 * HOUR, talk=2),
                mail(ANNA, (CARLA, colleague), NOW - 7 * HOUR, talk=3),
                mail(ANNA, (work, CARLA), NOW - 9 * HOUR, talk=4),
                mail("dirk@elders.example", (ANNA,), NOW - 8 * HOUR, talk=4),
                mail(ANNA, (work,), NOW - 5 * HOUR, talk=5),
                mail(work, (ANNA,), NOW - 4 * HOUR, talk=5),
                mail("dirk@elders.example", (ANNA,), NOW - 3 * HOUR, talk=5),
            ]
        )
        assert table.answered_for({ANNA}) == {home: [work]}, "two in one mail are two people"
