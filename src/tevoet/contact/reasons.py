"""Why something was refused or set aside, in words. The slugs come from the readers."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

REFUSED = {
    "unknown_kind": gettext_noop("This is no mailbox, calendar or call log that Tevoet knows."),
    "zip_not_yet": gettext_noop("This is a zip. Unpack it first, and choose what is in it."),
    "outlook_store_not_yet": gettext_noop(
        "This is an Outlook file (.pst, .msg). Export it as mbox or .eml first."
    ),
    "empty_file": gettext_noop("The file is empty."),
    "missing_file": gettext_noop("The file was gone before it could be read."),
    "unreadable_file": gettext_noop("The file could not be opened."),
    "unreadable_content": gettext_noop("The file could not be read to its end."),
    "not_a_file": gettext_noop("This is no file."),
    "folder_seen_before": gettext_noop("This folder was read already."),
    "unreadable_message": gettext_noop("The headers of the message are broken."),
    "no_headers": gettext_noop("The message has no headers."),
    "no_sender": gettext_noop("The message says not who sent it."),
    "no_date": gettext_noop("The message has no date that can be read."),
    "no_events": gettext_noop("The calendar is empty."),
    "no_start": gettext_noop("The meeting has no beginning."),
    "unreadable": gettext_noop("This part of the calendar is broken."),
    "unreadable_start": gettext_noop("The beginning of the meeting cannot be read."),
    "unreadable_end": gettext_noop("The end of the meeting cannot be read."),
    "unreadable_duration": gettext_noop("The length of the meeting cannot be read."),
    "unreadable_recurrence": gettext_noop("How the meeting repeats cannot be read."),
    "unreadable_exception": gettext_noop("An exception to a repeated meeting cannot be read."),
    "recurs_too_often": gettext_noop("The meeting repeats too often to be one."),
    "too_long": gettext_noop("The meeting is too long to be one."),
    "date_out_of_range": gettext_noop("The date lies too far away."),
    "unknown_columns": gettext_noop("The columns of this table are not those of a call log."),
    "unreadable_row": gettext_noop("The row cannot be read."),
    "unreadable_time": gettext_noop("The time in the row cannot be read."),
    "unreadable_length": gettext_noop("The length of the call cannot be read."),
    "unreadable_number": gettext_noop("The number in the row cannot be read."),
}
SET_ASIDE = {
    "list": gettext_noop("mail of a mailing list"),
    "bulk": gettext_noop("mail to many"),
    "newsletter": gettext_noop("newsletter"),
    "auto_submitted": gettext_noop("sent by a program"),
    "auto_reply": gettext_noop("automatic answer"),
    "robot_sender": gettext_noop("from an address that takes no answer"),
    "bounce": gettext_noop("mail that came back"),
    "outside_period": gettext_noop("outside the period"),
    "cancelled": gettext_noop("meeting cancelled"),
    "declined": gettext_noop("invitation declined"),
    "whole_day": gettext_noop("entry for a whole day"),
    "transparent": gettext_noop("entry marked as free"),
    "alone": gettext_noop("entry without others"),
    "no_meeting": gettext_noop("no meeting (a task or a note)"),
    "unknown_component": gettext_noop("unknown part of a calendar"),
    "answer": gettext_noop("answer to an invitation"),
    "superseded": gettext_noop("older version of a meeting"),
    "missed": gettext_noop("call not answered"),
    "anonymous": gettext_noop("call from a hidden number"),
}
SAID_BELOW = (  # by engines and adapters, which know no translations
    gettext_noop(
        "This summary was made by another version of Tevoet ({version}). Read your sources again."
    ),
    gettext_noop(
        "This archive was made by another version of Tevoet ({version}). "
        "Open it with that version, or read your sources again."
    ),
    gettext_noop(
        "This is not a whole archive of Tevoet. Take it from a back-up, or read your sources again."
    ),
)


def has_sentence(slug: str) -> bool:
    """Say whether there are words for a slug."""
    return slug in REFUSED or slug in SET_ASIDE


def reason(slug: str) -> str:
    """Return the sentence for a slug; one without a sentence is shown as it is, readable."""
    sentence = REFUSED.get(slug) or SET_ASIDE.get(slug)
    return gettext(sentence) if sentence else slug.replace("_", " ")
