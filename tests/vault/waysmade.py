"""Keys and ways to unlock as a browser would have made them; inside the files is nothing."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from tevoet.adapters.sealing.keys import signing_key
from tevoet.engines.sealing.keys import PublicKeys, SecretKeys
from tevoet.engines.sealing.ways import Wish
from tevoet.vault import age
from tevoet.vault.actions.keyrings import NewWay

SALT, BODY, MAC = "A" * 22, "B" * 43, "C" * 43
PASSKEY = "AGE-PLUGIN-FIDO2PRF-1QYQQQQQQ"


def age_file(*stanzas: str) -> bytes:
    """Return an age file with these stanzas."""
    lines = "".join(f"-> {stanza}\n{BODY}\n" for stanza in stanzas)
    return f"age-encryption.org/v1\n{lines}--- {MAC}\n".encode() + bytes(48)


def for_passphrase(work: int = 17) -> bytes:
    """Return a file that six words or a code open."""
    return age_file(f"scrypt {SALT} {work}")


def for_passkey() -> bytes:
    """Return a file that a passkey opens."""
    return age_file(f"age-encryption.org/fido2prf {SALT}")


@dataclass(frozen=True)
class Made:
    """Three keys, as only the browser has them."""

    secret: SecretKeys
    public: PublicKeys

    def sign(self, act: str, way: str, content: bytes, passkey: str = "") -> str:
        """Sign what its owner wants with a way to unlock."""
        return Wish(act, way, content, passkey).sign(self.public, signing_key(self.secret))

    def posted(self, **changed: str) -> dict[str, str]:
        """Return what the page's script posts for new keys."""
        return {
            "public": self.public.canonical().decode(),
            "for_phrase": base64(for_passphrase()),
            "for_recovery": base64(for_passphrase()),
            **changed,
        }

    def posted_way(self, way: str, content: bytes, **changed: str) -> dict[str, str]:
        """Return what the page's script posts for one more way."""
        passkey = changed.get("passkey", "")
        signature = self.sign("new", way, content, passkey)
        return {"way": way, "age": base64(content), "signature": signature, **changed}


def base64(content: bytes) -> str:
    """Write bytes as a form holds them."""
    return b64encode(content).decode()


def new_keys() -> Made:
    """Make three keys."""
    secret = age.make_keys()
    return Made(secret, age.public_part(secret))


def two_ways() -> list[NewWay]:
    """Return the two ways that new keys come with."""
    return [NewWay("phrase", for_passphrase()), NewWay("recovery", for_passphrase())]
