"""What holds of everything a reader hands over, whatever it read.

The bounds are those that a take-along zip is held to, so that nobody's moments turn out to be unfit
on the day they move.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Change, Mail, Moment, Participant

EARLIEST: Final = -2_208_988_800  # 1900
LATEST: Final = 7_258_118_400  # 2200
LONGEST_ADDRESS, LONGEST_NAME, MOST_MINUTES = 1280, 100_000, 6_000_000
_MOST: Final = 2**63


def check_batches(batches: Iterable[Batch], options: ReadOptions) -> None:
    """Look through everything that comes."""
    for batch in batches:
        for mail in batch.mails:
            check_mail(mail)
        for moment in batch.moments:
            _check_moment(moment)
        for change in batch.changes:
            _check_change(change)
        for refused in batch.refused:
            check_values(refused.reason, refused.where)
        assert all(count > 0 for count in (*batch.set_aside.values(), *batch.unsure.values()))


def check_mail(mail: Mail) -> None:
    """Look through one mail."""
    _check_numbers(mail.key, mail.identity, *mail.parents)
    assert EARLIEST <= mail.at < LATEST, mail.at
    _check_people(mail.people)


def _check_moment(moment: Moment) -> None:
    _check_numbers(moment.id, moment.conversation)
    assert EARLIEST <= moment.at < LATEST, moment.at
    assert moment.minutes is None or 0 <= moment.minutes <= MOST_MINUTES, moment.minutes
    check_values(moment.sender, moment.source)
    _check_people(moment.people)


def _check_change(change: Change) -> None:
    _check_numbers(change.id)
    assert EARLIEST <= change.at < LATEST, change.at
    check_values(change.address)
    assert len(change.address.encode()) <= LONGEST_ADDRESS


def _check_people(people: Iterable[Participant]) -> None:
    assert people
    for one in people:
        check_values(one.address, one.name)
        assert len(one.address.encode()) <= LONGEST_ADDRESS, len(one.address)
        assert len(one.name.encode()) <= LONGEST_NAME, len(one.name)


def _check_numbers(*numbers: int) -> None:
    assert all(0 <= number < _MOST for number in numbers), numbers


def check_values(*texts: str) -> None:
    """Look whether texts can be written down: no half of a sign, and no zero."""
    for text in texts:
        text.encode()
        assert "\0" not in text, "a zero in a text"
