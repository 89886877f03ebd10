"""Send what is due. At least once, and twice in one case only, which cannot be told apart.

Each step is safe to be killed at: taking a mailing moves its next try ten minutes ahead; its text
is made anew; it is handed over; and then it is written down as sent. Between the mail server's
"taken" and our own line lies the one window in which a kill (or a lost answer) means that the same
mail goes once more, ten minutes later, under the same Message-ID, so that a mailbox can tell.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import TYPE_CHECKING, Final

from django.core.mail import get_connection
from django.utils import timezone

from tevoet.smallthings.models import Kind, Mailing, MailStop
from tevoet.smallthings.writing import compose

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger("tevoet.mail")
AT_ONCE: Final = 100
FOR_GOOD: Final = 500
KEPT: Final = {Kind.LETTER: timedelta(days=4), Kind.WISH: timedelta(days=2)}
Clock = Callable[[], datetime]


def send_due(clock: Clock = timezone.now) -> int:
    """Send what is due, and say how many went. A dead mail server ends the round; all is kept."""
    due = Mailing.objects.due(clock()).select_related("to__organisation")[:AT_ONCE]
    server: BaseEmailBackend | None = None
    sent = 0
    try:
        for mailing in due:
            message = message_of(mailing, clock())
            if message is None:
                mailing.end(clock(), sent=False)
                continue
            server = server or reached()
            if server is None:
                break
            sent += send(mailing, message, server, clock)
    finally:
        if server is not None:
            server.close()
    return sent


def reached() -> BaseEmailBackend | None:
    """Return a connection to the mail server, or None when it cannot be reached now."""
    server = get_connection()
    try:
        server.open()
    except OSError as error:  # SMTPException is one
        log.warning("The mail server cannot be reached (%s); mail waits.", type(error).__name__)
        return None
    return server


def message_of(mailing: Mailing, now: datetime) -> EmailMessage | None:
    """Return the mail as it reads now, None when nobody needs it any more."""
    is_too_late = now - mailing.made_at > KEPT[Kind(mailing.kind)]
    stops = MailStop.objects.visible_to(mailing.to).filter(kind=mailing.kind)
    if is_too_late or not mailing.to.is_active or not mailing.to.email or stops.exists():
        return None
    return compose(mailing, now)


def send(mailing: Mailing, message: EmailMessage, server: BaseEmailBackend, clock: Clock) -> bool:
    """Hand one mail over, and write down how it went."""
    if not mailing.take(clock()):
        return False
    try:
        server.send_messages([message])
    except (SMTPRecipientsRefused, SMTPResponseException) as error:
        give_up_or_wait(mailing, error, clock())
        return False
    except OSError as error:
        log.warning("The mail server went away (%s); mail waits.", type(error).__name__)
        mailing.refresh_from_db(fields=["tries"])
        mailing.put_off(clock())
        return False
    mailing.end(clock(), sent=True)
    return True


def give_up_or_wait(
    mailing: Mailing, error: SMTPRecipientsRefused | SMTPResponseException, now: datetime
) -> None:
    """Drop what is refused for good; wait with what may be taken later."""
    if code_of(error) >= FOR_GOOD:
        log.warning("The mail server refused a mail for good (%d).", code_of(error))
        mailing.end(now, sent=False)
    else:
        mailing.refresh_from_db(fields=["tries"])
        mailing.put_off(now)


def code_of(error: SMTPRecipientsRefused | SMTPResponseException) -> int:
    """Return the mail server's own number for what was wrong."""
    if isinstance(error, SMTPRecipientsRefused):
        return max(code for code, _ in error.recipients.values())
    return error.smtp_code
