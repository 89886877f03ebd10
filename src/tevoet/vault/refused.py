"""The names under which a browser refuses a record, and how they are counted: without content."""

import logging
from typing import Final

from tevoet.engines.sealing.refusals import SealRefusal

logger = logging.getLogger(__name__)

SLUGS: Final = tuple(sorted(one.slug for one in SealRefusal.__subclasses__()))


def note(slug: str) -> None:
    """Write one line into the log: which check failed, and nothing about whom or what."""
    logger.warning("A browser refused a sealed record: %s", slug)
