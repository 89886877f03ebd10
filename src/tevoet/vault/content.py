"""What is kept: an age file for exactly the keys of its readers. More the server cannot see."""

from typing import ClassVar, Final

from django.utils.translation import gettext_noop

from tevoet.engines.sealing.header import count_readers
from tevoet.engines.sealing.refusals import NotAnAgeFile, TooLarge
from tevoet.refusal import Refusal

LEAST: Final = 500
"""Bytes of the smallest record: a header for one key, and two lines of 256 bytes together."""


class ContentTooLarge(Refusal):
    """Words have a limit, said before one writes."""

    slug: ClassVar[str] = "content-too-large"
    message: ClassVar[str] = gettext_noop(
        "This is longer than 64 kB, some thirty pages, so it was not kept. Make it shorter; your"
        " draft stays."
    )


class ContentNotSealed(Refusal):
    """Only what nobody but its readers can open is kept."""

    slug: ClassVar[str] = "content-not-sealed"
    message: ClassVar[str] = gettext_noop(
        "This did not arrive as a sealed record, so it was not kept. Load the page again; your"
        " draft stays."
    )


class ForOtherWays(Refusal):
    """A record is for keys alone: no passphrase, no other way in."""

    slug: ClassVar[str] = "for-other-ways"
    message: ClassVar[str] = gettext_noop(
        "This could be opened in another way than with the keys of its readers, so it was not"
        " kept. Load the page again; your draft stays."
    )


class ForOtherReaders(Refusal):
    """A record is for exactly those it is between."""

    slug: ClassVar[str] = "for-other-readers"
    message: ClassVar[str] = gettext_noop(
        "This was sealed for {found} and not for {wanted}, so it was not kept. Load the page"
        " again; your draft stays."
    )


def check_content(content: bytes, *, readers: int) -> None:
    """Refuse what is not an age file for exactly so many keys, and for nothing else."""
    try:
        found = count_readers(content)
    except TooLarge as refusal:
        raise ContentTooLarge from refusal
    except NotAnAgeFile as refusal:
        raise ContentNotSealed from refusal
    if len(content) < LEAST:
        raise ContentNotSealed
    if not found:
        raise ForOtherWays
    if found != readers:
        raise ForOtherReaders(found=found, wanted=readers)
