"""Whatever is done to a stored record, it is refused, and by the right name."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vectors.agefile import Way, age_file, for_key, noise
from tests.vectors.people import ANNA, BRAM, CARLA, DIRK, Known, written
from tevoet.adapters.sealing.keys import signing_key
from tevoet.adapters.sealing.records import open_record, seal
from tevoet.engines.sealing.body import Body, Place, write_body
from tevoet.engines.sealing.checks import Expected, Seen, check, hash_of
from tevoet.engines.sealing.header import FILE_LIMIT, count_readers
from tevoet.engines.sealing.keys import PublicKeys, SecretKeys
from tevoet.engines.sealing.refusals import SealRefusal

PLACE = Place("5e1f0a3c-9d2b-4c7e-8a41-0b6f3d2c1e90", "remember")
AT = "2026-11-24T12:00:00Z"
DAMAGED = {"not-an-age-file", "not-sealed-for-you", "other-readers"}


def secret(one: Known) -> SecretKeys:
    """Return somebody's secret keys as the program has them."""
    return SecretKeys.read(written(one.secret).encode())


def public(one: Known) -> PublicKeys:
    """Return somebody's public keys as the program has them."""
    return PublicKeys.read(written(one.public).encode())


BOTH = (public(ANNA), public(BRAM))
NAMES = tuple(one.fingerprint for one in BOTH)
WAYS: list[Way] = [for_key(ANNA.recipient), for_key(BRAM.recipient)]

texts = st.text(st.characters(codec="utf-8"), max_size=400)
records = st.uuids(version=4).map(str)
revisions = st.integers(1, 2**31 - 1)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)


@st.composite
def places(draw: st.DrawFn) -> Place:
    """Draw where a record may stand."""
    revision = draw(revisions)
    previous = "" if revision == 1 else draw(hashes)
    kind = draw(st.from_regex("[a-z][a-z-]{0,31}", fullmatch=True))
    return Place(draw(records), kind, revision, previous)


def expected(place: Place) -> Expected:
    """Return what the page of a record of Anna and Bram expects."""
    revision, previous = place.revision, place.previous
    return Expected(place.record, NAMES, BOTH, (place.kind,), revision, previous)


def sealed(text: str, place: Place) -> bytes:
    """Return a record that Anna wrote for Bram and herself."""
    return seal(text, place, at=AT, readers=BOTH, secret=secret(ANNA))


def lines(text: str, place: Place, by: Known = ANNA, author: str = NAMES[0]) -> bytes:
    """Return what stands inside a record for Anna and Bram, in somebody's name."""
    readers = tuple(sorted(NAMES))
    body = Body(**vars(place), author=author, readers=readers, at=AT, text=text)
    return write_body(body, signing_key(secret(by)))


def slug(content: bytes, page: Expected, reader: Known = BRAM) -> str:
    """Return the name of the refusal, or nothing when the record opened."""
    try:
        open_record(content, secret(reader), page)
    except SealRefusal as refused:
        return refused.slug
    return ""


@given(texts, places())
def test_what_was_written_is_what_is_read(text: str, place: Place) -> None:
    content = sealed(text, place)
    body = open_record(content, secret(BRAM), expected(place))
    readers = tuple(sorted(NAMES))
    assert body == Body(**vars(place), author=NAMES[0], readers=readers, at=AT, text=text)
    assert count_readers(content) == 2


@pytest.mark.parametrize("with_noise", [False, True], ids=["as browsers write", "as pyrage writes"])
def test_every_bit_of_every_byte_counts(with_noise: bool) -> None:
    text, place = "Dat zag ik niet.", PLACE
    content = sealed(text, place) if with_noise else age_file(lines(text, place), WAYS, "bits")
    opened, slugs = [], set()
    turned = bytearray(content)
    for bit in range(len(content) * 8):
        turned[bit // 8] ^= 1 << bit % 8
        name = slug(bytes(turned), expected(place))
        slugs.add(name)
        if not name:
            opened.append(bit)
        turned[bit // 8] ^= 1 << bit % 8
    assert opened == []
    assert slugs <= DAMAGED
    assert slug(bytes(turned), expected(place)) == ""


def test_every_bit_that_a_reader_could_change_inside_counts() -> None:
    content, plain = sealed("Dat zag ik niet.", PLACE), bytearray(lines("Dat zag ik niet.", PLACE))
    slugs = set()
    for bit in range(len(plain) * 8):
        plain[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealRefusal) as refused:
            check(content, bytes(plain), expected(PLACE))
        slugs.add(refused.value.slug)
        plain[bit // 8] ^= 1 << bit % 8
    assert slugs == {"forged", "not-canonical", "unknown-version", "another-author"}


@given(texts, places(), st.data())
def test_cut_off_or_with_bytes_more_it_is_damaged(
    text: str, place: Place, drawn: st.DataObject
) -> None:
    content = age_file(lines(text, place), WAYS, text)
    end = drawn.draw(st.integers(0, len(content) - 1), label="end")
    more = drawn.draw(st.binary(min_size=1, max_size=100), label="more")
    assert slug(content[:end], expected(place)) == "not-an-age-file"
    assert slug(content + more, expected(place)) == "not-an-age-file"


@given(texts, places(), places())
def test_a_record_in_the_place_of_another_is_refused(text: str, own: Place, other: Place) -> None:
    content = sealed(text, own)
    page = expected(own)
    if other.record != own.record:
        assert slug(content, replace(page, record=other.record)) == "another-record"
    if other.kind != own.kind:
        assert slug(content, replace(page, kinds=(other.kind,))) == "another-kind"


@given(texts, places())
def test_what_another_signed_in_the_name_of_anna_is_forged(text: str, place: Place) -> None:
    for forger in (BRAM, DIRK):
        forged = age_file(lines(text, place, by=forger), WAYS, text)
        assert slug(forged, expected(place)) == "forged"
    other = age_file(lines(text, place, by=DIRK, author=DIRK.fingerprint), WAYS, text)
    assert slug(other, expected(place)) == "another-author"


@given(texts, places(), st.lists(st.sampled_from([ANNA, BRAM, CARLA, DIRK]), max_size=5))
def test_another_number_of_ways_in_is_refused(text: str, place: Place, people: list[Known]) -> None:
    plain = lines(text, place)
    ways = [for_key(one.recipient) for one in people]
    name = slug(age_file(plain, [*ways, noise("x-grease")], text), expected(place))
    if not ways:
        assert name == "other-readers"
    elif BRAM not in people:
        assert name == "not-sealed-for-you"
    else:
        assert name == ("" if len(ways) == 2 else "other-readers")


@given(texts, places(), st.lists(st.sampled_from([ANNA, BRAM, CARLA, DIRK]), unique=True))
def test_other_readers_than_the_page_names_are_refused(
    text: str, place: Place, people: list[Known]
) -> None:
    page = replace(expected(place), readers=tuple(one.fingerprint for one in people))
    right = {one.fingerprint for one in people} == set(NAMES)
    assert slug(sealed(text, place), page) == ("" if right else "other-readers")


@given(places(), revisions, hashes)
def test_an_older_revision_than_was_seen_is_refused(place: Place, seen: int, other: str) -> None:
    content = sealed("", place)
    page = replace(expected(place), seen=Seen(seen, other))
    if place.revision < seen:
        assert slug(content, page) == "rolled-back"
    elif place.revision in {seen, seen + 1}:
        assert slug(content, page) == "broken-chain"
    else:
        assert slug(content, page) == ""
    known = replace(page, seen=Seen(place.revision, hash_of(content)))
    assert slug(content, known) == ""


@given(places(), revisions)
def test_another_revision_than_the_server_says_is_refused(place: Place, said: int) -> None:
    name = slug(sealed("", place), replace(expected(place), revision=said))
    right = "rolled-back" if place.revision < said else "broken-chain"
    assert name == ("" if said == place.revision else right)


@settings(max_examples=20)
@given(st.integers(1, 100), st.binary(min_size=1, max_size=64))
def test_more_than_a_record_holds_is_refused(more: int, filling: bytes) -> None:
    with pytest.raises(SealRefusal) as refused:
        sealed("x" * (64 * 1024 + more), PLACE)
    assert refused.value.slug == "too-large"
    large = (filling * (FILE_LIMIT // len(filling) + 1))[:FILE_LIMIT] + b"x" * more
    assert slug(large, expected(PLACE)) == "too-large"


@given(texts, places(), st.integers() | st.text() | st.none())
def test_another_version_is_refused(text: str, place: Place, version: object) -> None:
    if version == 1:
        return
    line = written({"v": version, "text": text, "record": place.record})
    content = age_file(line.encode("utf-8", "replace") + b"\n\n", WAYS, "version")
    assert slug(content, expected(place)) == "unknown-version"
