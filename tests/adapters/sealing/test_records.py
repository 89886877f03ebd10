"""What one person seals for two opens for both, for nobody else, and only in its own place."""

from dataclasses import replace

import pytest

from tevoet.adapters.sealing.keys import make_keys, public_part
from tevoet.adapters.sealing.records import open_record, open_unsigned, seal, seal_unsigned
from tevoet.engines.sealing.body import Place
from tevoet.engines.sealing.checks import Expected, Seen, hash_of
from tevoet.engines.sealing.refusals import Forged, NotSealedForYou, SealRefusal

ANNA, BRAM, DIRK = make_keys(), make_keys(), make_keys()
BOTH = (public_part(ANNA), public_part(BRAM))
NAMES = tuple(one.fingerprint for one in BOTH)
PLACE = Place("01234567-89ab-4def-8123-456789abcdef", "remember")
AT = "2026-11-24T12:00:00Z"
EXPECTED = Expected(PLACE.record, NAMES, BOTH, ("remember",), 1)


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """A record that Anna wrote for Bram and herself."""
    return seal("Ik zag het niet.", PLACE, at=AT, readers=BOTH, secret=ANNA)


def test_both_readers_open_it(sealed: bytes) -> None:
    for reader in (ANNA, BRAM):
        assert open_record(sealed, reader, EXPECTED).text == "Ik zag het niet."


def test_nobody_else_opens_it(sealed: bytes) -> None:
    with pytest.raises(NotSealedForYou):
        open_record(sealed, DIRK, EXPECTED)


def test_a_record_elsewhere_is_refused_by_name(sealed: bytes) -> None:
    dirk = public_part(DIRK)
    others = {
        "another-record": replace(EXPECTED, record=PLACE.record.replace("0", "1")),
        "another-kind": replace(EXPECTED, kinds=("reflection",)),
        "another-author": replace(EXPECTED, authors=(BOTH[1],)),
        "other-readers": replace(EXPECTED, readers=(*NAMES, dirk.fingerprint)),
        "rolled-back": replace(EXPECTED, seen=Seen(2, hash_of(sealed))),
        "broken-chain": replace(EXPECTED, previous=hash_of(b"")),
    }
    for slug, expected in others.items():
        with pytest.raises(SealRefusal) as refused:
            open_record(sealed, BRAM, expected)
        assert refused.value.slug == slug


def test_an_unsigned_record_opens_only_where_one_is_expected() -> None:
    sealed = seal_unsigned("Kan ik langskomen?", PLACE, at=AT, reader=BOTH[0])
    alone = Expected(PLACE.record, NAMES[:1], BOTH)
    assert open_unsigned(sealed, ANNA, alone).author == ""
    with pytest.raises(Forged):
        open_record(sealed, ANNA, alone)
