"""What the pages need beside the figures of the design, defined in the same way."""

from tevoet.engines.mirror import counts, replies
from tevoet.engines.mirror.figure import (
    ALL,
    MAIL,
    SPOKEN,
    TOOK_PLACE,
    TWO,
    UNCONFIRMED,
    WINDOW,
    Figure,
)

COUNTED = (
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
    Figure(
        "reply_dots", 1,
        (
            "Each direct mail of the window with how long it waited for the first reply in its "
            "conversation, or waits until now."
        ),
        "seconds; 1 is answered, 0 still waits", MAIL,
        ("As in `reply_median_hours`, which is made from them.", WINDOW),
        replies.reply_dots,
    ),
    Figure(
        "long_exchanges", 1,
        "Exchanges of the two with at least four turns: when, how many mails and turns.",
        "time; mails; turns", MAIL,
        (
            "Only exchanges whose last mail lies in the window.",
            "However long it took; `better_as_a_call` looks at five working days.",
        ),
        counts.long_exchanges,
    ),
)  # fmt: skip
