"""What the server keeps of sealed words: whose, when, how large, and opaque bytes."""

from tevoet.vault.models.keyring import Keyring, Wrapping
from tevoet.vault.models.loan import Loan
from tevoet.vault.models.sealed import KeptBack, Revision, Sealed

__all__ = ["KeptBack", "Keyring", "Loan", "Revision", "Sealed", "Wrapping"]
