"""The one door of this app to the adapters that make and open age files."""

from tevoet.adapters.sealing.keys import make_keys, public_part, recipient_of, unwrap
from tevoet.adapters.sealing.records import (
    open_bytes,
    open_record,
    open_unsigned,
    seal,
    seal_bytes,
    seal_unsigned,
)

__all__ = [
    "make_keys",
    "open_bytes",
    "open_record",
    "open_unsigned",
    "public_part",
    "recipient_of",
    "seal",
    "seal_bytes",
    "seal_unsigned",
    "unwrap",
]
