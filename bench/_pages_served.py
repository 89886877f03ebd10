"""The application as `tevoet serve` runs it; each answer says what it took on the server."""

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tevoet.web.wsgi import application as served

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def application(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
    """Answer, and say in a header how long that took: on the wall, and of this thread."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def begin(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[..., None]:
        begun.append((status, headers))
        return lambda _: None  # the old way of writing, which Django does not use

    wall, busy = time.perf_counter(), time.thread_time()
    body = b"".join(served(environ, begin))
    busy, wall = time.thread_time() - busy, time.perf_counter() - wall
    ((status, headers),) = begun
    start(status, [*headers, ("Server-Timing", f"wall;dur={wall * 1e3}, busy;dur={busy * 1e3}")])
    return [body]
