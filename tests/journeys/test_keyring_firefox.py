"""Keys are kept, used and locked in Firefox as in Chromium."""

from django.conf import settings
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from tests.conftest import prove
from tests.firefox import Firefox, firefox
from tests.journeys.keysteps import MAKE, SIX
from tests.tools import needed
from tevoet.people.models import Person
from tevoet.vault.models import Keyring

UNLOCK = """
async (six) => {
  const k = await import("/static/vault/keyring.js");
  const keyring = await k.keyringOfMine();
  const way = keyring.ways.find(({way}) => way === "phrase");
  await k.unlock(await k.secretByPhrase(way, six), keyring);
}
"""
STATE = """
async () => {
  const k = await import("/static/vault/keyring.js");
  const now = await k.current();
  return now && {
    fingerprint: now.fingerprint,
    isOpen: document.querySelector("sealed-lock[open]") !== null,
    readable: now.keys.words.extractable || now.keys.signing.extractable,
  };
}
"""


def sign_in(tab: Firefox, person: Person) -> None:
    """Sign somebody in with the cookie that the form gives."""
    client = Client()
    client.force_login(person)
    prove(client)
    name = settings.SESSION_COOKIE_NAME
    value = {"type": "string", "value": client.cookies[name].value}
    tab.ask("storage.setCookie", cookie={"name": name, "value": value, "domain": "localhost"})


def test_keys_open_and_lock_in_firefox(live_server: LiveServer, anna: Person) -> None:
    address = f"{live_server.url}/me/keys/"
    with firefox(needed("firefox-esr")) as tab:
        sign_in(tab, anna)
        tab.go(address)
        tab.run(f"async (given) => ({MAKE})(given)", [SIX, ""])
        tab.go(address)
        tab.run(UNLOCK, SIX)
        tab.go(address)
        tab.wait("document.querySelectorAll('.five li').length === 5")
        assert tab.run(STATE) == {
            "fingerprint": Keyring.objects.get().fingerprint,
            "isOpen": True,
            "readable": False,
        }
        tab.run("() => document.querySelector('[data-part=lock]').click()")
        tab.wait("!document.querySelector('sealed-lock[open]')")
        assert tab.run(STATE) is None
