"""One way to every service: whose mailbox it is, its mail, and its calendar where there is one."""

import hashlib
from collections.abc import Iterator
from typing import Final

from tevoet.adapters.progress import Progress
from tevoet.adapters.services import account, gmail, graph_calendar, graph_mail
from tevoet.adapters.services.account import Service
from tevoet.adapters.services.asking import Asking
from tevoet.adapters.services.standing import Standing
from tevoet.engines.moments.message import forget
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch

MOST: Final = 5_000
"""Messages in one go: what came in is sealed then, and another reading has its turn."""

_MICROSOFT: Final = "microsoft"


def place_of(slug: str, tenant: str) -> Service:
    """Return a service by name; `tenant` is the organisation at Microsoft."""
    return account.microsoft(tenant) if slug == _MICROSOFT else account.gmail()


def owner(asking: Asking) -> str:
    """Return the address of whoever gave the permission, "" when it is not told."""
    is_microsoft = asking.service.slug == _MICROSOFT
    return graph_calendar.owner(asking) if is_microsoft else gmail.owner(asking)


def read(
    asking: Asking,
    options: ReadOptions,
    standing: Standing,
    on_progress: Progress,
    most: int = MOST,
) -> Iterator[Batch]:
    """Yield mail that came in since `standing`, which is brought up to date; see the readers."""
    is_microsoft = asking.service.slug == _MICROSOFT
    reader = graph_mail.read if is_microsoft else gmail.read
    try:
        yield from reader(asking, options, standing, on_progress, most)
    finally:
        forget()


def calendar(asking: Asking, options: ReadOptions, standing: Standing) -> list[Batch] | None:
    """Return the whole calendar, or None when there is none or it is as it was."""
    if asking.service.slug != _MICROSOFT:
        return None
    batches = list(graph_calendar.read(asking, options))
    print_of = hashlib.sha256(repr([(one.moments, one.changes) for one in batches]).encode())
    if standing.calendar == print_of.hexdigest():
        return None
    standing.calendar = print_of.hexdigest()
    return batches
