"""Mail by lists and machines is told from mail between people."""

import pytest

from tevoet.engines.moments.automatic import automatic_reason, is_list, is_robot


@pytest.mark.parametrize(
    ("headers", "reason", "kept_as_list"),
    [
        ({}, "", ""),
        ({b"list-id": b"<walkers.example.org>"}, "list", ""),
        ({b"list-post": b"<mailto:walkers@example.org>"}, "list", ""),
        ({b"mailing-list": b"walkers"}, "list", ""),
        ({b"precedence": b"list"}, "list", ""),
        ({b"precedence": b"Bulk"}, "bulk", "bulk"),
        ({b"precedence": b"bulk", b"list-id": b"<walkers.example.org>"}, "list", ""),
        ({b"precedence": b"junk"}, "bulk", "bulk"),
        ({b"precedence": b"auto_reply"}, "auto_reply", "auto_reply"),
        ({b"precedence": b"first-class"}, "", ""),
        ({b"list-unsubscribe": b"<https://example.org/>"}, "newsletter", "newsletter"),
        ({b"auto-submitted": b"no"}, "", ""),
        ({b"auto-submitted": b"auto-replied; owner=x"}, "auto_submitted", "auto_submitted"),
        ({b"auto-submitted": b"yes", b"list-id": b"<x>"}, "auto_submitted", "auto_submitted"),
        ({b"x-autoreply": b"yes"}, "auto_reply", "auto_reply"),
        ({b"return-path": b"<>"}, "bounce", "bounce"),
        ({b"return-path": b"<anna@example.org>"}, "", ""),
        ({b"x-gmail-labels": b"Inbox,Important,Opened"}, "", ""),
        ({b"x-gmail-labels": b"Spam,Category Promotions"}, "spam", "spam"),
        ({b"x-gmail-labels": b'"One, two",Trash,Unread'}, "trash", "trash"),
        ({b"x-gmail-labels": b"Sent,Drafts"}, "draft", "draft"),
        ({b"x-gmail-labels": b"=?UTF-8?Q?Entw=C3=BCrfe,Ge=C3=B6ffnet?="}, "draft", "draft"),
        ({b"x-gmail-labels": b"Prullenbak", b"list-id": b"<x>"}, "trash", "trash"),
        ({b"x-gmail-labels": b"Sent", b"list-id": b"<x>"}, "list", ""),
    ],
)  # fmt: skip
def test_headers_say_whether_people_wrote(
    headers: dict[bytes, bytes], reason: str, kept_as_list: str
) -> None:
    assert automatic_reason(headers, "anna@example.org", keep_lists=False) == reason
    assert automatic_reason(headers, "anna@example.org", keep_lists=True) == kept_as_list


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@example.org",
        "noreply@example.org",
        "do_not_reply@example.org",
        "donotreply+12@example.org",
        "team-noreply@example.org",
        "mailer-daemon@example.org",
        "postmaster@example.org",
        "bounces+anna=example.org@example.org",
        "notifications@example.org",
        "nieuwsbrief@example.org",
        "niet-beantwoorden@example.org",
        "geen-antwoord@example.org",
    ],
)
def test_addresses_nobody_reads_are_robots(address: str) -> None:
    assert is_robot(address)
    assert automatic_reason({}, address, keep_lists=True) == "robot_sender"


@pytest.mark.parametrize(
    "address",
    ["noreen@example.org", "reply@example.org", "anna@noreply.example", "bouncer@example.org"],
)
def test_addresses_of_people_are_no_robots(address: str) -> None:
    assert not is_robot(address)


def test_list_mail_is_marked_as_such() -> None:
    assert is_list({b"list-id": b"<walkers.example.org>"})
    assert not is_list({b"list-unsubscribe": b"<https://example.org/>"})
