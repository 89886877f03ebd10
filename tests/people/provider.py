"""A real sign-in of an organisation, in a process of its own on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import requests
from django.http.response import HttpResponseBase
from django.test import Client

from tests.headers.stage import free_port, wait_for

START = "/accounts/organisation/"
MINUTE = 60


@contextmanager
def provider(log: Path) -> Iterator[str]:
    """Run a provider and give its address."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    with (
        log.open("wb") as into,
        subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=into, stderr=into, env={**os.environ, "NO_COLOR": "1"}
        ) as running,
    ):
        try:
            wait_for(port)
            yield f"http://localhost:{port}"
        finally:
            running.terminate()


def know(address: str, number: str, **claims: str | bool | None) -> None:
    """Let the provider know somebody by a number, with what it says of them."""
    url = f"{address}/users/{number}"
    requests.put(url, json=claims, timeout=MINUTE).raise_for_status()


def agree(asked: HttpResponseBase, number: str) -> str:
    """Sign in at the provider, as a browser that was led there; return the way back."""
    answer = requests.post(
        asked.headers["Location"], data={"sub": number}, allow_redirects=False, timeout=MINUTE
    )
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def come_in(browser: Client, number: str, start: str = START) -> HttpResponseBase:
    """Go to the provider and come back; return the last answer of ours."""
    return browser.get(agree(browser.get(start), number))


def described(address: str) -> str:
    """Return what the provider says of itself, as text."""
    well_known = f"{address}/.well-known/openid-configuration"
    return json.dumps(requests.get(well_known, timeout=MINUTE).json())
