"""What recurs, in a small program of its own: sweep away what nobody needs any more."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from tevoet.cli.ready import ready

EVERY_SECONDS = 3600
KEEP_TASKS_DAYS = 14
log = logging.getLogger("tevoet.tick")
Forget = Callable[[datetime], object]


def sweep() -> None:
    """Forget what ended: sessions, loans, old tasks, files nobody waits for, and old lines."""
    from django.core.management import call_command  # noqa: PLC0415 - after `ready`
    from django.db import close_old_connections  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

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
    empty_log()


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
    """Sweep at once and then every hour, until told to stop."""
    stopping = threading.Event()

    def told_to_stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told_to_stop)
    ready()
    while not stopping.is_set():
        try:
            sweep()
        except Exception:  # noqa: BLE001 - the edge of a loop: one bad hour is not the end
            log.warning("The hourly sweep failed; it comes again.")
        stopping.wait(EVERY_SECONDS)


if __name__ == "__main__":
    main()
