"""The figures, each defined once: what it says, in which unit, from what, and at its edges.

They are published under `name@version`; a changed definition gets a new version. `FIGURES` holds
the figures of the design first and then what the pages need beside them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tevoet.engines.mirror import balance, counts, definitions, pingpong, replies
from tevoet.engines.mirror.schema import Expression, Tables
from tevoet.engines.mirror.settings import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A number about contact with its definition: `sentence`, `unit`, `source`, `edges`."""

    name: str
    version: int
    sentence: str
    unit: str
    source: str
    edges: tuple[str, ...]
    build: Callable[[Tables, Span], Expression]

    @property
    def slug(self) -> str:
        """Give the name under which it is published: `name@version`."""
        return f"{self.name}@{self.version}"


MAIL = "mail headers"
SPOKEN = "calendar, call log"
ALL = "mail headers, calendar, call log"
WINDOW = (
    "A moment exactly at the beginning of the window is outside it; "
    "one later than now never counts."
)
TWO = "Exactly two people; a third person, also one who said nothing, makes it a group."
TOOK_PLACE = "Zero minutes (a call nobody answered) is no talk; unknown minutes are."
UNCONFIRMED = "An invitation never answered is unconfirmed, shown apart, and counts nowhere else."

_LIST = (
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
    Figure(
        "totals", 1,
        "Mails to and from everybody with any contact, over all that was read, and the last one.",
        "mails; time", MAIL, ("No window; nothing after now.", "Mail to oneself is with nobody."),
        counts.totals,
    ),
    Figure(
        "last_contacts", 1,
        "When the two last had human contact, and when they last met in person.",
        "time", SPOKEN, (TWO, TOOK_PLACE, UNCONFIRMED), counts.last_contacts,
    ),
    Figure(
        "unconfirmed", 1,
        "Number and minutes of meetings in the window to which nobody said yes or no.",
        "number and minutes", SPOKEN, (WINDOW,), counts.unconfirmed,
    ),
    Figure(
        "weekly", 1,
        "Number of moments per person, channel and local week, the last 26 weeks.",
        "number", ALL,
        (
            "Weeks run from Monday to Sunday in the owner's zone.",
            "Talks of more than the two stand apart, under `group`.",
            UNCONFIRMED,
        ),
        counts.weekly,
    ),
    Figure(
        "moments_by_channel", 1,
        "All moments that were read, per channel, with the first and last up to now.",
        "number; time", ALL, ("Moments after now are counted here and marked, nowhere else.",),
        counts.moments_by_channel,
    ),
    Figure(
        "conversations", 1,
        "Number of mail conversations that were read, and the mails of the largest.",
        "number", MAIL, ("Mail without a conversation is not counted.",), counts.conversations,
    ),
)  # fmt: skip

FIGURES: dict[str, Figure] = {figure.name: figure for figure in _LIST}
