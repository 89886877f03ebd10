"""A service that lapses, is busy, breaks off, lies or leads elsewhere: each has its own ending."""

import pytest

from tests.adapters.services.made import Way, google, headers, letter, microsoft
from tests.adapters.services.standin.graph import INBOX
from tests.adapters.services.standin.server import Fault, StandIn, breaks_off, says
from tevoet.adapters.services import asking
from tevoet.adapters.services.refusals import (
    ConnectAgain,
    PermissionNotGiven,
    PermissionTooWide,
    ServiceBusy,
    ServiceNotReached,
    ServiceNotUnderstood,
)
from tevoet.adapters.services.standing import Standing
from tevoet.refusal import Refusal

DELTA = f"/v1.0/me/mailFolders/{INBOX}/messages/delta"


@pytest.fixture
def way(standin: StandIn) -> Way:
    """A way to a mailbox with one mail in it."""
    standin.graph.messages[INBOX] = [letter(1)]
    return microsoft(standin)


def read(way: Way) -> int:
    """Read, and count the mails."""
    return len(way.mails(Standing()).mails)


def test_a_token_that_lapsed_is_renewed_and_kept(standin: StandIn, way: Way) -> None:
    way.asking()
    standin.entrance.hour_passes()
    assert read(way) == 1
    assert [one.renewal for one in way.kept] == ["renewal-1", "renewal-2"]


def test_where_no_new_renewal_is_given_the_old_one_stays(standin: StandIn, way: Way) -> None:
    standin.entrance.rotates = False
    way.asking()
    standin.entrance.hour_passes()
    assert read(way) == 1
    assert [one.renewal for one in way.kept] == ["renewal-1", "renewal-1"]


def test_many_at_once_renew_one_time(standin: StandIn) -> None:
    way = google(standin)
    for number in range(20):
        standin.gmail.add(f"m{number}", headers(number))
    way.asking()
    standin.entrance.hour_passes()
    assert read(way) == 20
    assert len(standin.asked("/token")) == 1


def test_a_permission_that_was_withdrawn_asks_to_connect_again(standin: StandIn, way: Way) -> None:
    way.asking()
    standin.entrance.withdraw_all()
    with pytest.raises(ConnectAgain):
        read(way)


def test_a_fresh_token_that_opens_nothing_asks_to_connect_again(standin: StandIn, way: Way) -> None:
    standin.faults[DELTA] = [says(401), says(401)]
    with pytest.raises(ConnectAgain):
        read(way)


def test_a_renewal_that_brings_more_is_thrown_away(standin: StandIn, way: Way) -> None:
    way.asking()
    standin.entrance.renewals = {"renewal-1": "Mail.ReadBasic Calendars.ReadBasic Mail.Read"}
    standin.entrance.hour_passes()
    with pytest.raises(PermissionTooWide):
        read(way)
    assert len(way.kept) == 1


@pytest.mark.parametrize(
    "faults",
    [
        [says(429, Retry_After="3")],
        [says(503, Retry_After="3"), says(500)],
        [breaks_off, breaks_off],
        [says(200, b'{"value": [')],
        [says(200, b"[]"), says(502, b"<html>")],
    ],
)
def test_what_passes_is_waited_for(standin: StandIn, way: Way, faults: list[Fault]) -> None:
    standin.faults[DELTA] = list(faults)
    assert read(way) == 1
    assert len(way.slept) == len(faults)


def test_as_long_is_waited_as_is_asked(standin: StandIn, way: Way) -> None:
    standin.faults[DELTA] = [says(429, Retry_After="7"), says(429), says(429, Retry_After="soon")]
    assert read(way) == 1
    assert way.slept == [7.0, 2.0, 4.0]


def test_gmail_says_too_fast_in_its_own_way(standin: StandIn) -> None:
    way = google(standin)
    standin.gmail.add("m1", headers(1))
    slow = b'{"error": {"code": 403, "errors": [{"reason": "userRateLimitExceeded"}]}}'
    standin.faults["/gmail/v1/users/me/messages/m1"] = [says(403, slow)]
    assert read(way) == 1
    assert way.slept == [1.0]


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (says(429, Retry_After="3600"), ServiceBusy),
        (says(429), ServiceBusy),
        (says(503), ServiceNotReached),
        (breaks_off, ServiceNotReached),
        (says(200, b"<html>sign in to this network</html>"), ServiceNotUnderstood),
        (says(200, b"[" * 100_000), ServiceNotUnderstood),
        (says(302, b"", Location="https://elsewhere.example/"), ServiceNotUnderstood),
        (says(400, b'{"error": {"code": "BadRequest"}}'), ServiceNotUnderstood),
        (says(403, b'{"error": {"code": "ErrorAccessDenied"}}'), PermissionNotGiven),
    ],
)
def test_what_does_not_pass_has_a_name(
    standin: StandIn, way: Way, fault: Fault, refusal: type[Refusal]
) -> None:
    standin.faults[DELTA] = [fault] * asking.MOST_TRIES
    with pytest.raises(refusal):
        read(way)


def test_an_answer_without_an_end_is_cut(
    standin: StandIn, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_BYTES", 10_000)
    standin.faults[DELTA] = [says(200, b" " * 20_000)]
    with pytest.raises(ServiceNotUnderstood):
        read(way)


@pytest.mark.parametrize(
    "onward",
    [
        "https://elsewhere.example/v1.0/me/messages",
        "http://127.0.0.1:1/v1.0/me/messages",
        "http://user@127.0.0.1/v1.0/x",
        "file:///etc/passwd",
    ],
)
def test_a_token_goes_to_its_own_service_alone(standin: StandIn, way: Way, onward: str) -> None:
    page: dict[str, object] = {"value": [], "@odata.nextLink": onward}
    standin.faults[DELTA] = [says(200, page)]
    with pytest.raises(ServiceNotUnderstood):
        read(way)


def test_a_service_that_leads_in_circles_ends(standin: StandIn, way: Way) -> None:
    onward = f"{standin.url}{DELTA}?$skiptoken=1~0~id"
    circle: dict[str, object] = {"value": [], "@odata.nextLink": onward}
    standin.faults[DELTA] = [says(200, circle), says(200, circle)]
    assert read(way) == 0


def test_tokens_show_themselves_nowhere(way: Way) -> None:
    shown = repr(way.asking())
    assert "access-1" not in shown
    assert "renewal-1" not in shown
    assert "our-secret" not in shown
