"""What somebody did is said, with the way back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import SignIn
from tevoet.contact.models import NotNow
from tevoet.people.models import Connection, Mute, Person


@pytest.fixture
def reader(sign_in: SignIn, anna: Person, connection: Connection) -> Client:
    """Return Anna's browser, in English."""
    anna.language = "en-gb"
    anna.save()
    return sign_in(anna)


@pytest.mark.parametrize(("act", "says"), [("not-now", "not before"), ("plan", "planned on")])
def test_putting_off_says_until_when_and_can_be_undone(
    reader: Client, bram: Person, act: str, says: str
) -> None:
    day = timezone.localdate() + timedelta(days=2)
    here = f"/with/{bram.pk}/"
    fields = {"next": here, "on": str(day), "until": str(day)}
    page = reader.post(f"{here}{act}/", fields, follow=True).text
    told = page.split('role="status"', 1)[1].split("</form>")[0]
    assert f"Bram: {says}" in told
    assert f'action="{here}not-now/undoing/"' in told
    after = reader.post(f"{here}not-now/undoing/", {"next": here}, follow=True).text
    assert "Taken back." in after
    assert not NotNow.objects.exists()


def test_dirk_takes_nothing_back(
    sign_in: SignIn, dirk: Person, bram: Person, connection: Connection
) -> None:
    assert sign_in(dirk).post(f"/with/{bram.pk}/not-now/undoing/").status_code == 404


def test_limits_lead_back_to_the_connection_and_say_so(reader: Client, bram: Person) -> None:
    here = f"/with/{bram.pk}/"
    address = f"{here}limits/?next={here}"
    assert f'href="{address}"' in reader.get(here).text
    fields = {"voice_days": "7", "in_person_days": "60", "next": here}
    answer = reader.post(address, fields, follow=True)
    assert answer.redirect_chain == [(here, 302)]
    assert "Your limits were kept." in answer.text


def test_a_muted_connection_says_until_when_and_how_to_stop(
    reader: Client, anna: Person, bram: Person, connection: Connection
) -> None:
    until = timezone.localdate() + timedelta(days=5)
    Mute.objects.create(by=anna, connection=connection, until=until)
    page = reader.get(f"/with/{bram.pk}/").text
    assert "Quiet until and with" in page
    assert f'action="/with/{bram.pk}/mute/ending/"' in page
    assert f'href="/with/{bram.pk}/mute/"' not in page
