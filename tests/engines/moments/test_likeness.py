"""Whose address may this be too?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tevoet.engines.moments.likeness import Known, Likeness, Reason, likeness

BRAM = Known("bram", ("Bram de Vries",), ("bram@voorbeeld.example", "+31612345678"))
CARLA = Known("carla", ("Carla",), ("carla@voorbeeld.example",))
DIRK = Known("dirk", ("Dirk Smid",), ("dsmid@elders.example",))
ALL = [BRAM, CARLA, DIRK]
OLD = "/o=exchangelabs/ou=exchange administrative group (fydibohf23spdlt)/cn=recipients/cn="


@pytest.mark.parametrize(
    ("address", "name", "whose", "reason"),
    [
        ("bram+lijst@voorbeeld.example", "", "bram", Reason.SAME_BUT_FOR_A_TAG),
        (OLD + "bram", "", "bram", Reason.EXCHANGE_FORM),
        (OLD + "0123456789abcdef0123456789abcdef-bram de vries", "", "bram", Reason.EXCHANGE_FORM),
        ("b.v@voorbeeld.example", "Vries, Bram de", "bram", Reason.SAME_NAME_AND_DOMAIN),
        ("b.v@mail.voorbeeld.example", "BRÁM DE VRIES", "bram", Reason.SAME_NAME_AND_DOMAIN),
        ("post@voorbeeld.example", "Carla (Planning)", "carla", Reason.SAME_NAME_AND_DOMAIN),
        ("bram.devries@voorbeeld.example", "", "bram", Reason.SPELLS_THE_NAME),
        ("bdevries@voorbeeld.example", "", "bram", Reason.SPELLS_THE_NAME),
        ("vries.b@voorbeeld.example", "", None, None),
        ("dirk.smid@mail.elders.example", "", "dirk", Reason.SPELLS_THE_NAME),
        ("bdv@thuis.example", "Bram de Vries", "bram", Reason.SAME_NAME),
        ("bramdevries@thuis.example", "", None, None),
        ("carla@thuis.example", "Carla", None, None),
        ("carla@voorbeeld.example.org", "", None, None),
        ("+31687654321", "", None, None),
        ("evi@voorbeeld.example", "Evi Jansen", None, None),
        ("x@voorbeeld.example", "bram@voorbeeld.example", None, None),
    ],
)
def test_an_address_is_proposed_with_the_reason(
    address: str, name: str, whose: str | None, reason: Reason | None
) -> None:
    found = likeness(address, [name], ALL)
    assert found == (None if whose is None or reason is None else Likeness(whose, reason))


def test_of_two_who_fit_neither_is_proposed() -> None:
    other = Known("other", ("Bram de Vries",), ("bdv@voorbeeld.example",))
    assert likeness("x@voorbeeld.example", ["Bram de Vries"], [BRAM, other]) is None


def test_a_stronger_reason_goes_before_a_weaker_one() -> None:
    namesake = Known("namesake", ("Bram de Vries",), ("bram@elders.example",))
    found = likeness("x@elders.example", ["Bram de Vries"], [BRAM, namesake])
    assert found == Likeness("namesake", Reason.SAME_NAME_AND_DOMAIN)


def test_who_answers_mail_to_another_address_may_be_the_same() -> None:
    found = likeness("evi@elders.example", ["Evi"], ALL, ["carla@voorbeeld.example"])
    assert found == Likeness("carla", Reason.ANSWERED_FOR)
    own_name = likeness("bdv@mail.voorbeeld.example", ["Bram de Vries"], ALL, CARLA.addresses)
    assert own_name == Likeness("bram", Reason.SAME_NAME_AND_DOMAIN), "a stronger reason"


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=3))
def test_whatever_stands_there_nothing_is_raised(address: str, names: list[str]) -> None:
    found = likeness(address.lower(), names, ALL)
    assert found is None or found.key in {one.key for one in ALL}


@given(st.permutations(ALL))
def test_the_order_of_people_makes_no_difference(people: list[Known]) -> None:
    assert likeness("b.v@voorbeeld.example", ["Bram de Vries"], people) == Likeness(
        "bram", Reason.SAME_NAME_AND_DOMAIN
    )
