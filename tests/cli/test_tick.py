"""What recurs every hour."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import Settings

from tests.conftest import SignIn
from tests.keys import give_keys, lend
from tevoet.cli.tick import sweep
from tevoet.people.models import Person
from tevoet.vault.models import Loan


def left_behind(root: Path, name: str, *, hours: int) -> Path:
    """Make a folder of an upload in which nothing was written for so long."""
    folder = root / name
    folder.mkdir(parents=True)
    then = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(folder, (then, then))
    return folder


@pytest.mark.django_db(transaction=True)
def test_the_sweep_forgets_files_nobody_waits_for(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    old = left_behind(tmp_path, "a" * 32, hours=25)
    fresh = left_behind(tmp_path, "b" * 32, hours=1)
    sweep()
    assert (old.exists(), fresh.exists()) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_the_sweep_forgets_sessions_that_ended() -> None:
    now = timezone.now()
    for key, hours in (("ended", -1), ("going", 1)):
        Session.objects.create(session_key=key, expire_date=now + timedelta(hours=hours))
    sweep()
    assert [session.session_key for session in Session.objects.all()] == ["going"]


@pytest.mark.django_db(transaction=True)
def test_the_sweep_forgets_loans_that_lie_idle(anna: Person, sign_in: SignIn) -> None:
    lend(sign_in(anna), give_keys(anna))
    sweep()
    assert Loan.objects.exists()
    Loan.objects.update(used_at=timezone.now() - timedelta(minutes=16))
    sweep()
    assert not Loan.objects.exists()
