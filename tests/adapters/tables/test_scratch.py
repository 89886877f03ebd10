"""What was unsealed is worked on in memory, where there is room for it."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tevoet.adapters.tables.moments import MomentTable
from tevoet.adapters.tables.scratch import PREFIX, forget_old, in_memory


def test_where_there_is_no_room_the_disk_has_to_do(tmp_path: Path) -> None:
    assert in_memory(0, tmp_path / "nowhere") is None
    assert in_memory(10**15, tmp_path) is None
    assert in_memory(0, tmp_path) in {tmp_path, None}


def test_a_store_lies_where_it_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with MomentTable(within=tmp_path) as table:
        assert table.count() == 0
        (folder,) = tmp_path.iterdir()
        assert folder.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_goes_after_a_day(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / name for name in (f"{PREFIX}a", f"{PREFIX}b", "tevoet-tests-c"))
    now = datetime.now(UTC)
    for folder, hours in ((old, 25), (fresh, 1), (other, 99)):
        folder.mkdir()
        then = (now - timedelta(hours=hours)).timestamp()
        os.utime(folder, (then, then))
    assert forget_old(now, [tmp_path]) == 1
    assert (old.exists(), fresh.exists(), other.exists()) == (False, True, True)
