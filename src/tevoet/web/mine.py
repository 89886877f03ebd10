"""For one person on an own machine: nobody else on it, and no page of others, gets an answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tevoet.people.examples import comes_from_here

Answer = Callable[[HttpRequest], HttpResponse]
CONNECTIONS: Final = Path("/proc/net/tcp")
PEER, STATE, UID = 2, 3, 7
ROOT = 0
NO_CONNECTION: Final = {"06", "0A"}  # TIME_WAIT is over, LISTEN is no connection
OUR_OWN: Final = {"same-origin", "none", ""}


class OnlyMineMiddleware:
    """Refuse whatever does not come from this user of this machine and from a page of ours."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse with one page for all reasons."""
        if is_from_elsewhere(request) or has_strangers(int(request.META["SERVER_PORT"])):
            return render(request, "403.html", status=403)
        return self.get_response(request)


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Say whether another machine asks, or a page of somebody else, on this machine or not.

    Browsers say which page asks. Following a link to us is harmless; a page that was rebound to
    our address has another host.
    """
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "")
    follows_link = request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    is_own_page = (site in OUR_OWN or follows_link) and origin in {None, own_origin(request)}
    return not (comes_from_here(request) and is_own_page)


def own_origin(request: HttpRequest) -> str:
    """Return how a browser names where our own pages come from."""
    return f"http://{request.headers.get('Host', '')}"


def has_strangers(port: int, connections: Path = CONNECTIONS) -> bool:
    """Say whether another user of this machine is connected to us; root can read all anyway.

    Linux tells whose a connection is. Elsewhere the link that works once has to do.
    """
    return bool(settings.MINE) and any(
        user not in {os.getuid(), ROOT} for user in users_connected_to(port, connections)
    )


def users_connected_to(port: int, connections: Path = CONNECTIONS) -> Iterator[int]:
    """Yield whose connections lead to a port of ours."""
    try:
        lines = connections.read_text().splitlines()[1:]
    except OSError:
        return
    for line in lines:
        parts = line.split()
        if int(parts[PEER].rpartition(":")[2], 16) == port and parts[STATE] not in NO_CONNECTION:
            yield int(parts[UID])
