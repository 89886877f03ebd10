"""Whose mail address belongs to a path of Exchange is learnt from the other items of a store."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from tests.adapters.mail.mailboxes import OPTIONS, joined, message
from tests.adapters.outlook.building import Plain, typed
from tests.adapters.outlook.test_messages import ANNA, AT, BRAM, LETTER, MEETING, PATH, TO_BRAM, YES
from tevoet.adapters.outlook import properties as of
from tevoet.adapters.outlook.items import Items
from tevoet.adapters.outlook.properties import Entry, Properties
from tevoet.engines.moments.records import Batch

BY_PATH: Mapping[int, Plain] = {0x0064: "EX", 0x0065: f"{PATH}ANNA", 0x0C1F: f"{PATH}ANNA"}
TO_PATH: Mapping[int, Plain] = {
    0x3001: "Bram", 0x3002: "EX", 0x3003: f"{PATH}BRAM", of.RECEIVER_TYPE: 1,
}  # fmt: skip


def entry(
    own: Mapping[int, Plain],
    receivers: Sequence[Mapping[int, Plain]] = (TO_BRAM,),
    folder: str = "",
) -> Entry:
    """Return an item as a store hands it over."""
    people = [Properties({key: typed(value) for key, value in one.items()}) for one in receivers]
    return Entry(Properties({key: typed(value) for key, value in own.items()}), people, folder)


def read_all(*entries: Entry) -> Batch:
    items = Items("a.pst", OPTIONS)
    for number, one in enumerate(entries):
        items.take(number, one)
    return joined(items.hand_over(is_last=True))


def later(hours: int) -> Mapping[int, Plain]:
    return {**LETTER, **BY_PATH, of.SUBMITTED: AT + timedelta(hours=hours)}


def people_of(batch: Batch) -> list[list[str]]:
    """Return the addresses of each mail, in the order of time."""
    mails = sorted(batch.mails, key=lambda one: one.at)
    return [[one.address for one in mail.people] for mail in mails]


def test_what_one_item_says_of_a_path_holds_for_all() -> None:
    whole = read_all(
        entry(later(0), [TO_PATH]),
        entry({**later(1), 0x5D02: ANNA}, [{**TO_PATH, 0x39FE: BRAM}]),
        entry(later(2), [TO_PATH]),
    )
    assert people_of(whole) == [[ANNA, BRAM]] * 3


def test_the_headers_of_one_mail_say_whose_path_its_sender_has() -> None:
    with_headers = {**later(1), of.TRANSPORT_HEADERS: message(5)}
    assert people_of(read_all(entry(later(3)), entry(with_headers))) == [[ANNA, BRAM]] * 2


def test_who_received_a_mail_tells_a_path_as_well() -> None:
    received = {**LETTER, 0x0076: f"{PATH}BRAM", 0x5D07: BRAM}
    assert people_of(read_all(entry(received), entry(later(3), [TO_PATH])))[1][1] == BRAM


def test_in_the_folder_of_sent_mail_the_owner_is_the_sender() -> None:
    (people,) = people_of(read_all(entry(later(0), folder="sent")))
    assert people == [ANNA, BRAM]
    for_another = {**later(0), 0x0065: f"{PATH}TEAM"}
    (people,) = people_of(read_all(entry(for_another, folder="sent")))
    assert people == [f"{PATH}team".lower(), BRAM]


def test_a_meeting_waits_for_addresses_too() -> None:
    meeting = entry({**MEETING, **BY_PATH}, [{**TO_PATH, **YES}])
    whole = read_all(meeting, entry({**later(1), 0x5D02: ANNA}, [{**TO_PATH, 0x39FE: BRAM}]))
    (moment,) = whole.moments
    assert [one.address for one in moment.people] == [ANNA, BRAM]


def test_what_was_thrown_away_or_refused_is_no_meeting() -> None:
    request = {**MEETING, of.CLASS: "IPM.Schedule.Meeting.Request", 0x0065: BRAM, of.STATE: 3}
    answer = {**request, of.CLASS: "IPM.Schedule.Meeting.Resp.Neg", 0x0065: ANNA}
    to_anna = [{**TO_BRAM, 0x3003: ANNA}]
    whole = read_all(entry(answer, folder="sent"), entry(request, to_anna))
    assert (whole.moments, whole.set_aside) == ([], {"answer": 1, "declined": 1})
    assert read_all(entry(MEETING, folder="trash")).set_aside == {"trash": 1}
    assert read_all(entry(LETTER, folder="junk")).set_aside == {"spam": 1}


def test_a_cancellation_goes_before_the_appointment_and_that_before_the_invitation() -> None:
    request = {**MEETING, of.CLASS: "IPM.Schedule.Meeting.Request"}
    cancelled = {**MEETING, of.CLASS: "IPM.Schedule.Meeting.Canceled"}
    answered = [{**TO_BRAM, **YES}]
    whole = read_all(entry(request, answered), entry(MEETING, answered))
    assert (len(whole.moments), whole.set_aside) == (1, {"superseded": 1})
    whole = read_all(entry(MEETING, answered), entry(cancelled, answered))
    assert (whole.moments, whole.set_aside) == ([], {"superseded": 1, "cancelled": 1})
