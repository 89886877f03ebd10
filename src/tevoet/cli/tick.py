"""What recurs, in a small program of its own: send the mail, sweep away, read what is due."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from tevoet.cli.ready import ready

EVERY_SECONDS = 3600
MAIL_EVERY_SECONDS = 60
KEEP_TASKS_DAYS = 14
log = logging.getLogger("tevoet.tick")
Forget = Callable[[datetime], object]


def sweep() -> None:
    """Forget what ended (sessions, loans, old tasks, files, old lines), and begin what is due."""
    from django.core.management import call_command  # noqa: PLC0415 - after `ready`
    from django.db import close_old_connections  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from tevoet.contact.actions.background import begin_due  # noqa: PLC0415
    from tevoet.contact.purging import empty_log  # noqa: PLC0415

    close_old_connections()
    call_command("clearsessions", verbosity=0)
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=KEEP_TASKS_DAYS,
        verbosity=0,
    )
    for forget in what_forgets():
        forget(timezone.now())
    begin_due(timezone.now())
    empty_log()


def mail() -> None:
    """Send what somebody waits for, and the letters of the week."""
    from django.conf import settings  # noqa: PLC0415 - after `ready`
    from django.db import close_old_connections  # noqa: PLC0415

    from tevoet.smallthings.post import round_of_mail  # noqa: PLC0415

    close_old_connections()
    if settings.EMAIL_HOST:
        round_of_mail()


def what_forgets() -> tuple[Forget, ...]:
    """Return what forgets what ended, each told what time it is."""
    from tevoet.adapters.tables.scratch import forget_old  # noqa: PLC0415 - after `ready`
    from tevoet.contact.actions.sources import forget_uploads  # noqa: PLC0415
    from tevoet.people.actions.log import forget_lines  # noqa: PLC0415
    from tevoet.people.actions.tries import forget_tries  # noqa: PLC0415
    from tevoet.people.sessions import forget_ended  # noqa: PLC0415
    from tevoet.vault.loans import forget_idle  # noqa: PLC0415

    return forget_uploads, forget_ended, forget_tries, forget_lines, forget_idle, forget_old


def main() -> None:
    """Mail every minute and sweep every hour, until told to stop."""
    stopping = threading.Event()

    def told_to_stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told_to_stop)
    ready()
    swept = float("-inf")
    while not stopping.is_set():
        attempt(mail, "The round of mail failed; it comes again.")
        if time.monotonic() - swept >= EVERY_SECONDS:
            attempt(sweep, "The hourly sweep failed; it comes again.")
            swept = time.monotonic()
        stopping.wait(MAIL_EVERY_SECONDS)


def attempt(act: Callable[[], None], otherwise: str) -> None:
    """Do something that comes again anyhow: one bad time is not the end."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - the edge of a loop
        log.warning("%s (%s)", otherwise, type(error).__name__)


if __name__ == "__main__":
    main()
