"""Files that come with a form stay in memory, and only their beginning."""

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tests.conftest import SignIn
from tevoet.people.models import Person

MB = 1024 * 1024


@pytest.fixture
def nowhere(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that is not there: whoever writes one fails."""
    folder = tmp_path / "nowhere"
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    return folder


def large(name: str = "people.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"a" * 9 * MB)


def test_a_stranger_puts_nothing_on_the_disk(nowhere: Path, db: None) -> None:
    answer = Client().post("/accounts/login/", {"one": large(), "two": large()})
    assert answer.status_code == 422
    kept = [answer.wsgi_request.FILES[name] for name in ("one", "two")]
    assert sum(file.size or 0 for file in kept if not isinstance(file, list)) <= 3 * MB


def test_a_keeper_hears_that_a_file_is_too_large(
    nowhere: Path, sign_in: SignIn, keeper: Person
) -> None:
    answer = sign_in(keeper).post("/organisation/upload/", {"file": large()})
    assert answer.status_code == 422
    assert "2 MB" in answer.content.decode()
