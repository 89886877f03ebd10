"""A passkey in a browser of a journey: one that can open words, or one that can only sign in."""

from fido2.utils import websafe_decode
from playwright.sync_api import Page

from tevoet.engines.sealing.ways import passkey_identity

AUTHENTICATOR = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
CREATE = """
async (name) => {
  const made = await navigator.credentials.create({publicKey: {
    rp: {name: "Tevoet"}, user: {id: new Uint8Array([7]), name, displayName: name},
    challenge: new Uint8Array(16), pubKeyCredParams: [{type: "public-key", alg: -7}],
    authenticatorSelection: {residentKey: "required", userVerification: "required"},
    extensions: {prf: {}},
  }});
  return made.id;
}
"""


def give_authenticator(page: Page, *, opens_words: bool = True) -> None:
    """Give a browser a built-in authenticator."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {**AUTHENTICATOR, "hasPrf": opens_words}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def create_passkey(page: Page, name: str = "anna") -> str:
    """Make a passkey; return its number as a sign-in library keeps it."""
    credential: str = page.evaluate(CREATE, name)
    return credential


def identity_of(credential: str) -> str:
    """Return how the age library calls a passkey of this machine."""
    return passkey_identity(websafe_decode(credential), "localhost")
