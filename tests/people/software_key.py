"""A passkey without a device: it answers options as a browser would. For tests only."""

import json
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from tevoet.people.models import Person

ORIGIN = "http://localhost:8000"
Plain = dict[str, Any]  # JSON, as a browser posts it
FLAG = AuthenticatorData.FLAG


@dataclass
class SoftwareKey:
    """One passkey: a key pair, and whose it is."""

    number: bytes = b"passkey of a test"
    secret: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    handle: str = ""
    is_verified: bool = True

    def flags(self) -> AuthenticatorData.FLAG:
        """Return what the device says: somebody is there, and showed finger, face or code."""
        return FLAG.UP | FLAG.UV if self.is_verified else FLAG.UP

    def client(self, kind: CollectedClientData.TYPE, options: Plain) -> CollectedClientData:
        """Return what a browser signs along."""
        return CollectedClientData.create(
            type=kind, challenge=websafe_decode(options["challenge"]), origin=ORIGIN
        )

    def made(self, options: Plain) -> Plain:
        """Answer options to make a passkey."""
        public = options["publicKey"]
        self.handle = public["user"]["id"]
        public_key = ES256.from_cryptography_key(self.secret.public_key())  # type: ignore[no-untyped-call]  # of the library
        known = AttestedCredentialData.create(bytes(16), self.number, public_key)
        flags = self.flags() | FLAG.AT
        seen = AuthenticatorData.create(sha256(public["rp"]["id"].encode()), flags, 0, known)
        client = self.client(CollectedClientData.TYPE.CREATE, public)
        attested = AttestationObject.create("none", seen, {})
        return self.posted({"clientDataJSON": client, "attestationObject": attested})

    def used(self, options: Plain) -> Plain:
        """Answer options that ask for a passkey."""
        public = options["publicKey"]
        seen = AuthenticatorData.create(sha256(public["rpId"].encode()), self.flags(), 0)
        client = self.client(CollectedClientData.TYPE.GET, public)
        signature = self.secret.sign(seen + client.hash, ec.ECDSA(hashes.SHA256()))
        answer = {"clientDataJSON": client, "authenticatorData": seen, "signature": signature}
        plain = self.posted(answer)
        plain["response"]["userHandle"] = self.handle
        return plain

    def posted(self, answer: dict[str, bytes]) -> Plain:
        """Return an answer as it is posted."""
        number = websafe_encode(self.number)
        return {
            "id": number,
            "rawId": number,
            "type": "public-key",
            "response": {name: websafe_encode(value) for name, value in answer.items()},
            "clientExtensionResults": {},
        }


def make_with(browser: Client, key: SoftwareKey, name: str = "Mijn telefoon") -> int:
    """Add a passkey on the page for it; return the status."""
    options = browser.get("/me/signing-in/passkeys/options/").json()
    filled = {"credential": json.dumps(key.made(options)), "name": name}
    return browser.post("/me/signing-in/passkeys/", filled).status_code


def sign_in_with(browser: Client, key: SoftwareKey, **more: str) -> Any:  # a response of the test
    """Sign in with a passkey."""
    options = browser.get("/accounts/passkey/options/").json()
    filled = {"credential": json.dumps(key.used(options)), **more}
    return browser.post("/accounts/passkey/", filled)


def passkey_of(person: Person) -> Authenticator:
    """Keep a passkey for somebody, without a browser."""
    entity = {"id": websafe_encode(str(person.pk).encode())}
    options = {"challenge": "aXRz", "rp": {"id": "localhost"}, "user": entity}
    credential = SoftwareKey().made({"publicKey": options})
    kept = {"name": "Sleutel", "credential": credential}
    found: Authenticator = Authenticator.objects.create(user=person, type="webauthn", data=kept)
    return found
