"""The page in the archive that somebody takes along."""

import io
import zipfile
from html import unescape

from django.utils.translation import override
from pytest_django import Settings

from tests.conftest import SignIn
from tevoet.people.along import PAGE
from tevoet.people.export import zipped
from tevoet.people.models import Connection, Person


def taken(person: Person) -> tuple[list[str], str]:
    """Return the names of the files, and the page."""
    archive = zipfile.ZipFile(io.BytesIO(zipped(person)))
    return archive.namelist(), unescape(archive.read(PAGE).decode())


def test_the_archive_begins_with_a_page_to_read(anna: Person, connection: Connection) -> None:
    with override("nl"):
        _, page = taken(anna)
    assert "Wat Tevoet over Anna bewaart" in page
    assert "Bram" in page, "the other of the connection"
    assert 'lang="nl"' in page


def test_every_file_it_points_to_is_in_the_archive(anna: Person, connection: Connection) -> None:
    names, page = taken(anna)
    linked = [part.partition('"')[0] for part in page.split('<a href="')[1:]]
    assert linked
    assert set(linked) <= set(names)


def test_it_says_nothing_of_somebody_else(anna: Person, bram: Person, dirk: Person) -> None:
    _, page = taken(anna)
    assert dirk.name not in page
    assert str(bram.email) not in page


def test_on_an_own_machine_nobody_is_asked_who_they_are(
    anna: Person, sign_in: SignIn, settings: Settings
) -> None:
    assert sign_in(anna).get("/me/copy/").status_code == 302
    settings.MINE = True
    answer = sign_in(anna).get("/me/copy/")
    assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist()[0] == "tevoet.json"
