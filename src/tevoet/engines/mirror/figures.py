"""The figures, each defined once: what it says, in which unit, from what, and at its edges.

They are published under `name@version`; a changed definition gets a new version. `FIGURES` holds
the figures of the design first, then what the pages need beside them, then the compatibility view.
"""

from tevoet.engines.mirror import balance, definitions, pingpong, planned, replies, room
from tevoet.engines.mirror.compared import COMPARED
from tevoet.engines.mirror.counted import COUNTED
from tevoet.engines.mirror.figure import (
    ALL,
    MAIL,
    PLANNED,
    SPOKEN,
    TOOK_PLACE,
    TWO,
    UNCONFIRMED,
    WINDOW,
    Figure,
)

__all__ = ["FIGURES", "Figure"]

_DESIGNED = (
    Figure(
        "contacts_by_channel", 1,
        "Number and minutes of contact with a person per channel, in the window.",
        "number and minutes per channel", ALL,
        (
            (
                "Mail and chat are contact between the sender and each who got it, not "
                "among those who got it."
            ),
            "A meeting is contact with everybody in it.",
            "Minutes are zero where none are known.",
            UNCONFIRMED, WINDOW,
        ),
        definitions.contacts_by_channel,
    ),
    Figure(
        "one_to_one_minutes", 1,
        (
            "Minutes with exactly the two of us in person, by phone or video, confirmed, "
            "in the window."
        ),
        "minutes", SPOKEN,
        (TWO, "A meeting of unknown channel is left out, never guessed.", UNCONFIRMED, WINDOW),
        definitions.one_to_one_minutes,
    ),
    Figure(
        "last_human_contact_days", 1,
        "Days since we were in person, on the phone or on video together, the two of us.",
        "local calendar days: 0 is today, 1 is yesterday", SPOKEN,
        (
            "Mail and chat do not reset it.", TWO, TOOK_PLACE, UNCONFIRMED,
            "No window: it looks as far back as was read. Nothing visible gives no number.",
        ),
        definitions.last_human_contact_days,
    ),
    Figure(
        "mail_share", 1,
        "Mail exchanges divided by mail exchanges plus talks, calls and meetings of the two.",
        "share from 0 to 1", ALL,
        (
            (
                "An exchange is the mails of one conversation between the two without a "
                "gap over 48 hours; it belongs to the window when its last mail does."
            ),
            (
                "Mail to more than two people that the other never answered is no "
                "exchange of the two."
            ),
            "Meetings of the two count whatever their channel, also unknown.",
            TWO, TOOK_PLACE, UNCONFIRMED, "Without either there is no number.",
        ),
        definitions.mail_share,
    ),
    Figure(
        "waiting_for_me", 1,
        (
            "Direct mails from one person (To, at most two people receiving it), "
            "unanswered for over two working days, in the window."
        ),
        "mails", MAIL,
        (
            (
                "Answered is a mail of mine in the same conversation at the same time or "
                "later. A reply dated up to 48 hours before its parent was moved up to it "
                "when it was read, and answers."
            ),
            (
                "A working day is a weekday of the owner that is no public holiday, in "
                "the owner's zone; what comes on a day off begins to wait on the next "
                "working day."
            ),
            "Exactly two working days is not over two.", WINDOW,
        ),
        definitions.waiting_for_me,
    ),
    Figure(
        "who_starts", 1,
        "Share of the conversations and talks of the two that I begin, in the window.",
        "share from 0 to 1", ALL,
        (
            (
                "A conversation begins with the first mail between the two; one that "
                "began before the window is left out."
            ),
            (
                "Mail to more than two people that the other never answered is no "
                "conversation of the two."
            ),
            "A talk without a known inviter or caller, or invited by somebody else, is left out.",
            "At the same second the smaller id is first.", TOOK_PLACE, UNCONFIRMED,
        ),
        definitions.who_starts,
    ),
    Figure(
        "cadence_weeks", 1,
        "Median gap between local days on which the two of us had human contact.",
        "weeks", SPOKEN,
        (
            "Several contacts on one day are one.",
            (
                "A gap belongs to the window when its later day does; the earlier may lie "
                "before it."
            ),
            TWO, TOOK_PLACE, UNCONFIRMED, "Without a gap there is no number; none stays none.",
        ),
        balance.cadence_weeks,
    ),
    Figure(
        "reply_median_hours", 1,
        (
            "After how many hours half of the direct mails had a first reply in their "
            "conversation, for mine and for theirs apart, in the window."
        ),
        "hours; number answered and number waiting", MAIL,
        (
            (
                "Direct: the other stands in To and at most two people receive it. The "
                "reply may go to anybody in the same conversation."
            ),
            (
                "A mail without a reply counts as waiting until now (the median of the "
                "Kaplan–Meier estimate); while more than half wait there is no number."
            ),
            "Hours of the clock, nights and weekends too.", WINDOW,
        ),
        replies.reply_median_hours,
    ),
    Figure(
        "reciprocity", 1,
        "The smaller divided by the larger of mails to and from a person, in the window.",
        "share from 0 to 1", MAIL,
        ("Mail to several people counts for each.", "Without mail there is no number.", WINDOW),
        balance.reciprocity,
    ),
    Figure(
        "group_only", 1,
        "Whether the two of us spoke only among more than two, in the window.",
        "1 is yes, 0 is no", SPOKEN,
        (
            "In person, by phone and by video; unknown is not guessed.", TOOK_PLACE,
            UNCONFIRMED, "Without any talk there is no number.",
        ),
        balance.group_only,
    ),
    Figure(
        "after_hours_sent", 1,
        "My mails to a person outside that person's working hours, in the window.",
        "mails", MAIL,
        (
            "Someone without hours of their own is taken to keep the owner's.",
            "A day off has no hours.", "When it was sent counts, not when it was read.", WINDOW,
        ),
        balance.after_hours_sent,
    ),
    Figure(
        "rescheduled", 1,
        (
            "One-to-ones in the calendar that were moved, cancelled, or followed within three days "
            "by mail instead, of all that were planned in the window."
        ),
        "meetings; meetings planned", "calendar, mail headers",
        (
            "Planned is every meeting of the two in the calendar, a moved one at its first time.",
            (
                "Moved: an instance of a series stands at another time than its rule gives, or an "
                "older version of the event in the same file began at another time."
            ),
            (
                "Cancelled: the event or the instance says so, or its date was left out of the "
                "series. What was declined was never agreed, and counts nowhere."
            ),
            (
                "Mail instead: a meeting that nobody confirmed, and within three days a direct "
                "mail between the two and no talk. A mail after a talk that took place is none."
            ),
            "Moved goes before cancelled, cancelled before mail instead; each counts once.",
            "Without a one-to-one in the calendar there is no number.", TWO, WINDOW,
        ),
        planned.rescheduled,
    ),
    Figure(
        "room_share", 1,
        (
            "Free blocks of at least half an hour in the owner's working hours, divided by the "
            "working hours of the window; and the part of those hours kept for people."
        ),
        "shares from 0 to 1; minutes", PLANNED,
        (
            "Taken is what confirmed meetings and calls take; where none are known, no minutes.",
            "An appointment with nobody else is not kept when it is read, and takes no time.",
            "What is kept for people is handed in by the owner's own door; kept twice counts once.",
            "A block ends with the working hours of its day, and at the ends of the window.",
            "A day off and a public holiday have no working hours.",
            "Without any calendar there is no number.",
        ),
        room.room_share,
    ),
    Figure(
        "better_as_a_call", 1,
        (
            "Soft: at least 4 turns in an exchange within 5 working days. Firm: at least "
            "6, or at least 4 when a third person was added midway or most of it lies "
            "outside both people's hours."
        ),
        "hints, at most one per person and day", MAIL,
        (
            "A turn is a change of writer; the first mail is none.",
            "Only exchanges whose last mail lies in the window.",
            "Added midway: somebody in a later mail who was not in the first.",
            "Someone without hours of their own is taken to keep the owner's.",
        ),
        pingpong.better_as_a_call,
    ),
)  # fmt: skip

FIGURES: dict[str, Figure] = {figure.name: figure for figure in (*_DESIGNED, *COUNTED, *COMPARED)}
