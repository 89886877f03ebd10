"""For one person on an own machine: nobody else on it, and no page of others, gets an answer."""

import os
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tevoet.people.models import Person
from tevoet.vault import held, mine
from tevoet.vault.models import Keyring
from tevoet.web.mine import has_strangers, users_connected_to

pytestmark = pytest.mark.django_db
HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
OWN = "http://localhost:8000"


@pytest.fixture(autouse=True)
def for_one(settings: Settings, tmp_path: Path) -> None:
    """Serve as `tevoet serve --mine` does."""
    settings.MINE, settings.HOME = True, tmp_path
    settings.LOGIN_URL = "vault:mine_closed"
    place = settings.MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE]
    settings.MIDDLEWARE.insert(place, "tevoet.web.mine.OnlyMineMiddleware")


def browser(**headers: str) -> Client:
    """Return a browser on this machine, at the address that was printed."""
    return Client(headers={"host": "localhost:8000", **headers})


def let_in() -> Client:
    """Return a browser that opened the printed address."""
    client = browser()
    assert client.get(f"/mine/{mine.new_secret()}/").status_code == 302
    return client


def begun() -> Client:
    """Return a browser of somebody who said who they are."""
    client = let_in()
    told = {"name": "Anna", "addresses": "Anna@Voorbeeld.example, anna@thuis.example"}
    answer = client.post("/mine/", told, headers={"origin": OWN, "sec-fetch-site": "same-origin"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sources/")
    return client


def test_whoever_opens_the_printed_address_begins_and_is_in() -> None:
    client = begun()
    anna = Person.objects.get()
    assert sorted(one.address for one in anna.addresses.all()) == [
        "anna@thuis.example",
        "anna@voorbeeld.example",
    ]
    assert held.path_of(Keyring.objects.get()).exists()
    page = client.get("/sources/").content.decode()
    assert 'type="file"' in page
    assert "anna@thuis.example" in page
    assert client.get("/").status_code == 200


def test_the_printed_address_works_once() -> None:
    secret = mine.new_secret()
    assert browser().get(f"/mine/{secret}/").status_code == 302
    assert browser().get(f"/mine/{secret}/").status_code == 403
    earlier, newest = mine.new_secret(), mine.new_secret()
    assert browser().get(f"/mine/{earlier}/").status_code == 403
    assert browser().get(f"/mine/{newest}/").status_code == 302


def test_a_second_start_lets_the_same_person_in() -> None:
    begun()
    client = let_in()
    assert client.get("/me/").status_code == 200
    assert Person.objects.count() == 1
    assert client.get("/mine/").headers["Location"] == "/"


def test_without_the_address_every_page_is_closed() -> None:
    assert browser().get("/mine/").status_code == 403
    assert browser().post("/mine/", {"name": "X", "addresses": "x@y.example"}).status_code == 403
    begun()
    for path in ("/", "/people/", "/me/", "/sources/", "/me/keys/held/"):
        answer = browser().get(path)
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
            302,
            "/mine/closed/",
        )
    assert Person.objects.count() == 1


def test_a_beginning_that_is_not_right_is_asked_again() -> None:
    client = let_in()
    for wrong in ({"name": "", "addresses": "a@b.example"}, {"name": "Anna", "addresses": "a@b"}):
        assert client.post("/mine/", wrong).status_code == 422
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example:8000"},  # a name that was rebound to this machine
        {"origin": "http://localhost:3000"},  # another program on this machine
        {"origin": "null"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {"x-forwarded-for": "10.0.0.5"},
    ],
)
def test_pages_of_others_get_nothing(headers: dict[str, str]) -> None:
    client = begun()
    assert client.get("/me/keys/held/").status_code == 200
    answer = client.get("/me/keys/held/", headers=headers)
    assert answer.status_code in {400, 403}
    assert b"AGE-SECRET-KEY" not in answer.content


def test_another_machine_gets_nothing() -> None:
    assert begun().get("/", REMOTE_ADDR="10.0.0.5").status_code == 403


def test_a_link_to_us_may_be_followed() -> None:
    follows = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert begun().get("/", headers=follows).status_code == 200


def connected(tmp_path: Path, *lines: str) -> Path:
    """Write connections as Linux lists them."""
    path = tmp_path / "tcp"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines))
    return path


def line(port: int, user: int, state: str = "01") -> str:
    """Return the line of a connection to a port of ours."""
    return f"   0: 0100007F:D431 0100007F:{port:04X} {state} 00000000:00000000 00:00000000 0 {user}"


def test_another_user_of_this_machine_is_seen(tmp_path: Path) -> None:
    mine_too, root = line(8000, os.getuid()), line(8000, 0)
    assert not has_strangers(8000, connected(tmp_path, mine_too, root))
    assert not has_strangers(8000, connected(tmp_path, line(3000, 4242)))
    assert not has_strangers(8000, connected(tmp_path, line(8000, 4242, "06")))
    assert has_strangers(8000, connected(tmp_path, mine_too, line(8000, 4242)))
    assert not has_strangers(8000, tmp_path / "nowhere")


def test_this_machine_tells_whose_connections_are() -> None:
    if not Path("/proc/net/tcp").exists():
        pytest.skip("only Linux tells whose a connection is")
    assert list(users_connected_to(1)) == []


def test_elsewhere_none_of_these_pages_is_there(settings: Settings) -> None:
    settings.MINE = False
    for path in ("/mine/", "/mine/closed/", "/mine/x/"):
        assert browser().get(path).status_code == 404
