"""An invitation is not a meeting, and how a meeting happened is never guessed."""

import pytest

from tevoet.engines.moments.meetings import (
    Invitation,
    Invitee,
    Meeting,
    channel_of,
    judge_invitation,
    meeting_id,
)
from tevoet.engines.moments.records import Channel, Participant, Role

ANNA = "anna@voorbeeld.example"
BRAM = "bram@voorbeeld.example"
CARLA = "carla@voorbeeld.example"
ME = frozenset({ANNA})


def by(address: str) -> Participant:
    return Participant(address, "", Role.SENDER)


def asked(organizer: str, *answers: tuple[str, str], busy: str = "", **flags: bool) -> Invitation:
    invitees = tuple(Invitee(address, "", answer) for address, answer in answers)
    return Invitation(by(organizer), invitees, location="Kamer 1", busy=busy, **flags)


def judged(invitation: Invitation) -> Meeting:
    meeting = judge_invitation(invitation, ME)
    assert isinstance(meeting, Meeting)
    return meeting


@pytest.mark.parametrize(
    ("location", "has_link", "has_room", "channel"),
    [
        ("Kamer 2.14", False, False, Channel.IN_PERSON),
        ("Kamer 2.14", True, False, Channel.UNKNOWN),
        ("Microsoft Teams-vergadering", False, False, Channel.VIDEO),
        ("Microsoft Teams-vergadering", True, False, Channel.VIDEO),
        ("Microsoft Teams Meeting; Kamer 2.14", False, False, Channel.UNKNOWN),
        ("https://example.org/overleg", False, False, Channel.VIDEO),
        ("https://www.google.com/maps/place/x", False, False, Channel.IN_PERSON),
        ("Zoom", False, True, Channel.UNKNOWN),
        ("", False, False, Channel.UNKNOWN),
        ("", True, False, Channel.VIDEO),
        ("", False, True, Channel.IN_PERSON),
        ("", True, True, Channel.UNKNOWN),
        ("+31 85 000 00 01", False, False, Channel.PHONE),
        ("tel:+31850000001", False, False, Channel.PHONE),
        ("Bel Bram", False, False, Channel.PHONE),
        ("Ik bel jou", False, False, Channel.PHONE),
        ("Call", False, False, Channel.PHONE),
        ("Telefonisch", False, False, Channel.PHONE),
        ("Call centre, floor 2", False, False, Channel.IN_PERSON),
        ("Belastingkantoor", False, False, Channel.IN_PERSON),
        ("videobellen", False, False, Channel.VIDEO),
        ("Teamruimte", False, False, Channel.IN_PERSON),
        ("Hoofdstraat 1, Utrecht", False, False, Channel.IN_PERSON),
    ],
)
def test_the_channel_follows_from_the_place(
    location: str, has_link: bool, has_room: bool, channel: Channel
) -> None:
    assert channel_of(location, has_link=has_link, has_room=has_room) is channel


def test_an_accepted_invitation_is_a_meeting_of_its_organizer_and_guests() -> None:
    meeting = judged(asked(BRAM, (ANNA, "accepted")))
    assert meeting.sender == BRAM
    assert [person.address for person in meeting.people] == [BRAM, ANNA]
    assert [person.role for person in meeting.people] == [Role.SENDER, Role.GUEST]
    assert meeting.confirmed


@pytest.mark.parametrize(
    ("invitation", "reason"),
    [
        (asked(BRAM, (ANNA, "accepted"), is_cancelled=True), "cancelled"),
        (asked(BRAM, (ANNA, "declined")), "declined"),
        (asked(BRAM, (ANNA, "delegated")), "declined"),
        (asked(ANNA, (BRAM, "declined")), "declined"),
        (asked(BRAM, (ANNA, "accepted"), (BRAM, "declined")), "declined"),
        (asked(BRAM, (ANNA, "accepted"), is_whole_day=True), "whole_day"),
        (asked(BRAM, (ANNA, "accepted"), is_transparent=True), "transparent"),
        (asked(ANNA), "alone"),
        (asked(ANNA, (ANNA, "accepted")), "alone"),
        (Invitation(None, ()), "alone"),
    ],
)
def test_what_is_no_meeting_is_set_aside_with_its_reason(
    invitation: Invitation, reason: str
) -> None:
    assert judge_invitation(invitation, ME) == reason


@pytest.mark.parametrize(
    ("invitation", "confirmed"),
    [
        (asked(BRAM, (ANNA, "needs-action")), False),
        (asked(BRAM, (ANNA, "")), False),
        (asked(BRAM, (ANNA, ""), busy="busy"), True),
        (asked(BRAM, (ANNA, ""), busy="tentative"), False),
        (asked(BRAM, (ANNA, "tentative")), False),
        (asked(BRAM, (ANNA, "accepted"), is_tentative=True), False),
        (asked(BRAM, (CARLA, "needs-action")), True),
        (asked(ANNA, (BRAM, "needs-action")), False),
        (asked(ANNA, (BRAM, "needs-action"), (CARLA, "accepted")), True),
        (asked(ANNA, (BRAM, "")), True),
    ],
)
def test_an_invitation_nobody_answered_is_not_confirmed(
    invitation: Invitation, confirmed: bool
) -> None:
    assert judged(invitation).confirmed is confirmed


def test_who_declined_is_not_in_the_meeting() -> None:
    meeting = judged(asked(ANNA, (BRAM, "accepted"), (CARLA, "declined")))
    assert [person.address for person in meeting.people] == [ANNA, BRAM]


def test_a_room_is_no_person_and_makes_it_in_person() -> None:
    room = Invitee("kamer@voorbeeld.example", "Kamer", "accepted", is_room=True)
    invitees = (Invitee(BRAM, "", "accepted"), room)
    meeting = judged(Invitation(by(ANNA), invitees))
    assert meeting.channel is Channel.IN_PERSON
    assert room.address not in {person.address for person in meeting.people}
    assert judge_invitation(Invitation(by(ANNA), (room,)), ME) == "alone"


def test_a_room_that_declined_is_no_place() -> None:
    room = Invitee("kamer@voorbeeld.example", "Kamer", "declined", is_room=True)
    meeting = judged(Invitation(by(ANNA), (Invitee(BRAM, "", "accepted"), room), has_link=True))
    assert meeting.channel is Channel.VIDEO


def test_an_event_with_guests_and_no_organizer_is_my_own() -> None:
    meeting = judged(Invitation(None, (Invitee(BRAM, "Bram", "accepted"),)))
    assert meeting.sender == ANNA
    assert len(meeting.people) == 2


def test_who_got_a_copy_is_not_in_the_meeting() -> None:
    copied = Invitee(CARLA, "", "", is_copied=True)
    meeting = judged(Invitation(by(ANNA), (Invitee(BRAM, "", "accepted"), copied)))
    assert CARLA not in {person.address for person in meeting.people}


def test_an_instance_has_its_own_id_and_the_event_another() -> None:
    ids = {meeting_id("a", None), meeting_id("a", 0), meeting_id("a", 60), meeting_id("b", 0)}
    assert len(ids) == 4
    assert all(0 < one < 2**63 for one in ids)
