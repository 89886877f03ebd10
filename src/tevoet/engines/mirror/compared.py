"""The compatibility view: figures as Viva Insights defines them, and how ours differ."""

from tevoet.engines.mirror import viva
from tevoet.engines.mirror.figure import ALL, PLANNED, WINDOW, Figure

ATTENDED = "An invitation that was not declined counts, also one never answered; ours does not."
MEETINGS = "Meetings of exactly two in the calendar, whatever their channel; no telephone calls."

COMPARED = (
    Figure(
        "under_15", 1,
        "Whether meetings of the two took less than 15 minutes a week, over the whole window.",
        "1 is yes, 0 is no; minutes a week", PLANNED,
        (
            MEETINGS, ATTENDED,
            (
                "Viva Insights shows it as the share of people, of one manager, of whom this is "
                "so. Here it is told of one person, and no share is made of people."
            ),
            (
                "Beside it stands our `one_to_one_minutes`: confirmed, calls too, and no meeting "
                "of unknown channel."
            ),
            "Who had no contact at all in the window has no row; that is less than 15 too.",
            WINDOW,
        ),
        viva.under_15,
    ),
    Figure(
        "one_to_one_cadence", 1,
        "1 divided by the share of weeks with any meeting of the two.",
        "weeks", PLANNED,
        (
            MEETINGS, ATTENDED,
            "The weeks are the last 26, from the first in which anything was read.",
            (
                "Shown in the classes under 1, 1 to 3, 3 to 6, 6 to 10 and over 10 weeks. Never "
                "counts with the last; ours says that it is not visible here."
            ),
            (
                "Beside it stands our `cadence_weeks`: the median gap between days. Four meetings "
                "in one month and none in the five after it give 6.5 here and 1 there."
            ),
        ),
        viva.one_to_one_cadence,
    ),
    Figure(
        "network_size", 1,
        (
            "Number of people with contact both ways in the window, by mail, chat, call or "
            "meeting; and by the older definition, at least two contacts, each among two to "
            "eight people."
        ),
        "people", ALL,
        (
            "A meeting or call is both ways in itself, however many were in it.", ATTENDED,
            "In four weeks, which is the window unless set otherwise.",
            "We have no such figure: the number of people says nothing about contact with one.",
            WINDOW,
        ),
        viva.network_size,
    ),
    Figure(
        "open_hour_blocks", 1,
        "Number of free blocks of at least one hour in the working hours of the window.",
        "blocks", PLANNED,
        (
            "Working hours are the owner's; Viva Insights takes Monday to Friday, 8 to 17, unless "
            "set.",
            ATTENDED,
            "Two blocks with a meeting between them are two; one of four hours is one.",
            (
                "Beside it stands our `room_share`: a share of the time, from half an hour on, "
                "with only confirmed meetings taking time."
            ),
            "Without any calendar there is no number.",
        ),
        viva.open_hour_blocks,
    ),
)  # fmt: skip
