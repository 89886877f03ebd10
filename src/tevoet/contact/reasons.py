"""Why something was refused or set aside, in words. The slugs come from the readers."""

from __future__ import annotations

from django.utils.translation import gettext


def gettext_noop(sentence: str) -> str:
    """Mark a sentence that is translated later.

    Django's own asks for its settings, and the command line reads these sentences without any.
    """
    return sentence


REFUSED = {
    "unknown_kind": gettext_noop(
        "This is no mailbox, calendar, call log or chat that Tevoet knows."
    ),
    "along_damaged": gettext_noop(
        "This zip of Tevoet is damaged, or something in it was changed. Take it along once more."
    ),
    "along_too_large": gettext_noop("There is more in this zip than Tevoet takes over."),
    "along_foreign": gettext_noop(
        "There are files in this zip that Tevoet did not put there. Give the zip as you got it."
    ),
    "along_other_version": gettext_noop(
        "This zip comes from another version of Tevoet. Ask your keeper to update this one."
    ),
    "along_sealed": gettext_noop(
        "The contact in this zip is sealed: it comes from the Tevoet of a team. "
        "Give the mailbox, calendar and calls themselves."
    ),
    "along_of_another": gettext_noop(
        "None of the addresses in this zip is yours here. Is the zip yours? "
        "Then add your address to the form and give it once more."
    ),
    "along_elsewhere": gettext_noop("Give what you took along from Tevoet apart, not in a folder."),
    "zip_encrypted": gettext_noop("This is locked in the zip. Unpack it yourself first."),
    "zip_damaged": gettext_noop("This zip is damaged. Pack the files anew, and give that zip."),
    "zip_in_zip": gettext_noop(
        "This is a zip in a zip. Unpack it first, and choose what is in it."
    ),
    "zip_bad_name": gettext_noop("This has a name in the zip that leads elsewhere."),
    "zip_bomb": gettext_noop(
        "The zip comes to far more than mail ever does, so it was not unpacked."
    ),
    "too_many_files": gettext_noop("There are too many files in the zip."),
    "no_room_to_unpack": gettext_noop("The disk has no room to unpack the zip."),
    "outlook_not_installed": gettext_noop(
        "Reading Outlook data files (.pst, .ost) needs one more library. "
        "Whoever installed Tevoet types: make outlook"
    ),
    "store_damaged": gettext_noop(
        "The Outlook data file is damaged. Outlook's own ScanPST can repair it; then try again."
    ),
    "store_broke_off": gettext_noop(
        "The Outlook data file is damaged: from here on it cannot be read."
    ),
    "unreadable_folder": gettext_noop("A folder in the Outlook data file cannot be read."),
    "too_large": gettext_noop("This is too large to be a message."),
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
    "closed_folder": gettext_noop("The mail server does not let this folder be read."),
    "not_handed_over": gettext_noop("The mail server did not hand over this message."),
    "closed_calendar": gettext_noop("The server does not let this calendar be read."),
    "event_not_handed_over": gettext_noop("The server did not hand over this meeting."),
    "event_too_large": gettext_noop("This is too large to be a meeting."),
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
    "unknown_database": gettext_noop("This database holds no calls of an iPhone, or is damaged."),
    "file_too_large": gettext_noop("This is larger than any call log or chat. Export it in parts."),
    "day_or_month": gettext_noop(
        "It is not clear whether the day or the month stands first here. "
        "Give it once more and say which: on the page under “About dates in chats”, "
        "on the command line with --day-first or --month-first."
    ),
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
    "calendar_of_another": gettext_noop("calendar of somebody else"),
    "superseded": gettext_noop("older version of a meeting"),
    "trash": gettext_noop("mail or meeting that was thrown away"),
    "spam": gettext_noop("spam"),
    "draft": gettext_noop("draft that was not sent"),
    "receipt": gettext_noop("receipt"),
    "other_item": gettext_noop("no mail and no meeting (a contact, a task, a note)"),
    "missed": gettext_noop("call not answered"),
    "anonymous": gettext_noop("call from a hidden number"),
    "rejected": gettext_noop("call rejected"),
    "voicemail": gettext_noop("call that voicemail took"),
    "zero_seconds": gettext_noop("call of zero seconds"),
    "call_of_others": gettext_noop("call of somebody else, in the log of an exchange"),
    "no_own_talk": gettext_noop("call of a menu or a conference line, or passed on"),
    "call_in_chat": gettext_noop("call in a chat, of unknown length"),
    "chat_notice": gettext_noop("what the chat program wrote itself"),
    "not_sent": gettext_noop("message that was not sent"),
    "no_person": gettext_noop("message of a firm or a short number"),
    "doubled_hour": gettext_noop(
        "in the hour that comes twice when the clock goes back; the first was taken"
    ),
    "skipped_hour": gettext_noop("in the hour that is skipped when the clock goes forward"),
}
REMARKS = {
    "store_has_password": gettext_noop(
        "This Outlook data file has a password. Outlook asks for it, but does not lock the file "
        "with it: Tevoet could read it without, and so can others."
    ),
    "store_header_wrong": gettext_noop(
        "The beginning of this Outlook data file is damaged. "
        "What could be read all the same was read."
    ),
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


def remark(slug: str) -> str:
    """Return the sentence for something to say of a whole file."""
    return gettext(REMARKS[slug]) if slug in REMARKS else slug.replace("_", " ")


def reason(slug: str) -> str:
    """Return the sentence for a slug; one without a sentence is shown as it is, readable."""
    sentence = REFUSED.get(slug) or SET_ASIDE.get(slug)
    return gettext(sentence) if sentence else slug.replace("_", " ")
