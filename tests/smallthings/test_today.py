"""The one act for today follows an order that can be told."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.home.conftest import MONDAY, NOON, MakeContact, call_hint
from tevoet.smallthings.pending import Matter, Pending
from tevoet.smallthings.today import Day, Reason, choose

TODAY = Day(MONDAY)


def test_a_firm_hint_goes_before_everything_but_a_plan(make_contact: MakeContact) -> None:
    hinted = make_contact("Anna", call=call_hint())
    silent = make_contact("Bram", voice_days=300, in_person_days=300)
    planned = make_contact("Carla", planned_on=MONDAY)
    act = choose([silent, hinted], TODAY)
    assert act is not None
    assert (act.contact, act.reason) == (hinted, Reason.CALL)
    act = choose([silent, hinted, planned], TODAY)
    assert act is not None
    assert (act.contact, act.reason) == (planned, Reason.PLANNED)


def test_reasons_come_in_their_order(make_contact: MakeContact) -> None:
    rows = [
        make_contact("unseen", voice_days=None, in_person_days=None),
        make_contact("waiting", waiting=2),
        make_contact("soft", call=call_hint("soft", 4, "turns")),
        make_contact("voice", voice_days=15),
        make_contact("met", in_person_days=31),
        make_contact("firm", call=call_hint()),
        make_contact("promised"),
        make_contact("spoke"),
        make_contact("planned", planned_on=MONDAY),
        make_contact("wishes"),
    ]
    promised, spoke, _, wishes = (one.connection for one in rows[-4:])
    pending = Pending(
        wishes={wishes: Matter(1, NOON)},
        look_backs={spoke: Matter(2, NOON)},
        promises={promised: Matter(3, MONDAY)},
    )
    seen = []
    while act := choose(rows, Day(MONDAY, pending=pending)):
        seen.append((act.contact.other.name, act.reason))
        rows = [row for row in rows if row != act.contact]
    assert [name for name, _ in seen] == [
        "wishes", "planned", "spoke", "promised",
        "firm", "met", "voice", "soft", "waiting", "unseen",
    ]  # fmt: skip
    assert [reason for _, reason in seen] == list(Reason)


def test_who_waits_longest_is_named_first(make_contact: MakeContact) -> None:
    new, old = make_contact("Anna"), make_contact("Bram")
    wishes = {new.connection: Matter(1, NOON), old.connection: Matter(2, NOON - timedelta(days=2))}
    act = choose([new, old], Day(MONDAY, pending=Pending(wishes=wishes)))
    assert act is not None
    assert (act.contact, act.matter) == (old, wishes[old.connection])


def test_a_wish_is_shown_of_who_was_put_off_and_of_nobody_who_is_ill(
    make_contact: MakeContact,
) -> None:
    put_off, ill = make_contact("Bram", not_now=True), make_contact("Carla", away_until=MONDAY)
    wishes = {one.connection: Matter(one.connection, NOON) for one in (put_off, ill)}
    act = choose([ill, put_off], Day(MONDAY, pending=Pending(wishes=wishes)))
    assert act is not None
    assert act.contact == put_off
    assert choose([ill], Day(MONDAY, pending=Pending(wishes=wishes))) is None


def test_looking_back_waits_for_nobody(make_contact: MakeContact) -> None:
    spoken = make_contact("Bram", works_today=False, away_until=MONDAY)
    held = {spoken.connection: Matter(7, NOON)}
    day = Day(MONDAY, spoken=frozenset({spoken.other.pk}), pending=Pending(look_backs=held))
    act = choose([spoken], day)
    assert act is not None
    assert (act.reason, act.matter) == (Reason.LOOK_BACK, Matter(7, NOON))
    quiet = make_contact("Carla", muted_until=MONDAY)
    kept = Pending(look_backs={quiet.connection: Matter(8, NOON)})
    assert choose([quiet], Day(MONDAY, pending=kept)) is None


def test_a_limit_passes_only_after_its_last_day(make_contact: MakeContact) -> None:
    assert choose([make_contact(voice_days=14, in_person_days=30)], TODAY) is None
    assert choose([make_contact(voice_days=15)], TODAY) is not None


def test_whoever_is_furthest_past_the_own_limit_goes_first(make_contact: MakeContact) -> None:
    short = make_contact("Anna", voice_days=10)
    short = replace(short, limits=replace(short.limits, voice=2))
    long = make_contact("Bram", voice_days=28)
    act = choose([long, short], TODAY)
    assert act is not None
    assert act.contact == short


def test_nobody_is_named_who_cannot_be_asked_today(make_contact: MakeContact) -> None:
    late = {"voice_days": 99}
    rows = [
        make_contact("away", away_until=MONDAY, **late),
        make_contact("muted", muted_until=MONDAY + timedelta(days=1), **late),
        make_contact("off", works_today=False, **late),
        make_contact("put off", not_now=True, **late),
    ]
    assert choose(rows, TODAY) is None
    spoken = make_contact("spoken", **late)
    assert choose([spoken], Day(MONDAY, spoken=frozenset({spoken.other.pk}))) is None


def test_on_a_day_off_the_act_is_for_later(make_contact: MakeContact) -> None:
    off = make_contact("off", works_today=False, voice_days=99)
    act = choose([off], Day(MONDAY, works=False))
    assert act is not None
    assert act.contact == off


def test_without_anybody_there_is_no_act() -> None:
    assert choose([], TODAY) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.lists(
        st.tuples(st.none() | st.integers(0, 99), st.none() | st.integers(0, 99), st.booleans()),
        max_size=8,
    ),
    turn=st.randoms(use_true_random=False),
)
def test_the_order_of_rows_does_not_matter(
    make_contact: MakeContact, seed: list[tuple[int | None, int | None, bool]], turn: object
) -> None:
    rows = [
        make_contact(
            "Bram", voice_days=voice, in_person_days=met, call=call_hint() if hinted else None
        )
        for voice, met, hinted in seed
    ]
    turned = list(rows)
    turn.shuffle(turned)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert choose(rows, TODAY) == choose(turned, TODAY)
