"""What is refused when something sealed is opened or written. Each has a name of its own.

The same names stand in `vault/static/vault/checks.js`; `tests/vectors/` holds both to them.
"""

from tevoet.refusal import Refusal


class SealRefusal(Refusal):
    """Something sealed is not what it has to be. Never raised itself."""

    slug = "sealed-otherwise"
    message = "This is not sealed as it has to be, so it is not shown."


class NotSealedForYou(SealRefusal):
    """No stanza of the file belongs to the reader's key."""

    slug = "not-sealed-for-you"
    message = (
        "Your key does not open this. Was it written before you had this key? Then ask the other to"
        " save it again."
    )


class NotAnAgeFile(SealRefusal):
    """The file is damaged, cut off, or something else altogether."""

    slug = "not-an-age-file"
    message = "This is damaged, so none of it is shown. Look whether an earlier version opens."


class TooLarge(SealRefusal):
    """More words than a record holds."""

    slug = "too-large"
    message = "This is too long: what you seal holds at most 64 kB, some thirty pages. Shorten it."


class UnknownVersion(SealRefusal):
    """Made by a later format."""

    slug = "unknown-version"
    message = "A newer Tevoet wrote this. Load the page again, or ask your keeper to upgrade."


class NotCanonical(SealRefusal):
    """Not written to the byte as it has to be."""

    slug = "not-canonical"
    message = "This is not written the way Tevoet writes, so it is not shown. Tell your keeper."


class Forged(SealRefusal):
    """The signature is missing or not the writer's."""

    slug = "forged"
    message = (
        "The person whose name is on this did not sign it, so it is not shown. Ask them in person,"
        " and tell your keeper."
    )


class AnotherRecord(SealRefusal):
    """A record in the place of another."""

    slug = "another-record"
    message = "This belongs in another place, so it is not shown here. Tell your keeper."


class AnotherKind(SealRefusal):
    """One kind of record in the place of another kind."""

    slug = "another-kind"
    message = "This is something else than the page asks for, so it is not shown. Tell your keeper."


class AnotherAuthor(SealRefusal):
    """Written by somebody who may not have written here."""

    slug = "another-author"
    message = (
        "This was written with another key than the page knows. Did the other make new keys?"
        " Compare your five words when you meet."
    )


class OtherReaders(SealRefusal):
    """More, fewer or other readers than the page names."""

    slug = "other-readers"
    message = "Others than the page names could read this, so it is not shown. Tell your keeper."


class RolledBack(SealRefusal):
    """Older than what was already seen."""

    slug = "rolled-back"
    message = (
        "You have seen a newer version of this on this device. This old one is not shown as new."
        " Tell your keeper."
    )


class BrokenChain(SealRefusal):
    """It does not follow from the version before."""

    slug = "broken-chain"
    message = (
        "This does not follow from the version before, so a version was left out or changed. Ask"
        " the other what was written, and tell your keeper."
    )


class Weak(SealRefusal):
    """A passphrase that is stretched too little."""

    slug = "weak"
    message = "These keys are locked too weakly to be safe. Do not use them; tell your keeper."


class TooCostly(SealRefusal):
    """A passphrase that would take this device too much time and memory."""

    slug = "too-costly"
    message = "Unlocking this would take far more work than Tevoet asks for. Tell your keeper."
