"""What a journey needs: a browser that reaches nothing but us, and a look at what it met."""

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, ViewportSize

from tests.conftest import prove
from tests.find_browser import NO_BROWSER, installed
from tevoet.people.models import Person

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)
LANGUAGES = ("nl", "en-gb")
SCHEMES = ("light", "dark")
OURS = {"localhost", "127.0.0.1", "::1", ""}


def browser_path() -> str:
    """Return the browser that `make test` found, or one that is installed."""
    path = os.environ.get("TEVOET_BROWSER") or installed()
    if not path:
        pytest.fail(NO_BROWSER, pytrace=False)
    return path


@dataclass
class Met:
    """What a browser met on its way that must not happen."""

    troubles: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Look at every request, error and refused script of a context."""
        context.on("request", self.note_request)
        context.on("console", self.note_console)
        context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))

    def note_request(self, request: Request) -> None:
        """Keep requests to anybody else."""
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in OURS:
            self.troubles.append(f"asked elsewhere: {request.url}")

    def note_console(self, message: ConsoleMessage) -> None:
        """Keep errors of scripts and of the content policy; an answer 4xx is the page's own."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"console: {message.text}")


def sign_in(context: BrowserContext, person: Person, address: str) -> None:
    """Sign somebody in without the form: the same cookie as after it."""
    client = Client()
    client.force_login(person)
    prove(client)
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    context.add_cookies([{"name": name, "value": value, "url": address, "httpOnly": True}])


def speak(context: BrowserContext, language: str, address: str) -> None:
    """Choose a language, by the same cookie as the page's own choice."""
    name = settings.LANGUAGE_COOKIE_NAME
    context.add_cookies([{"name": name, "value": language, "url": address}])


def check_axe(page: Page) -> None:
    """Assert that axe finds nothing on the page as it stands."""
    found = Axe().run(page)
    lines = [
        f"{one['id']} ({one['impact']}): {one['help']}: "
        + "; ".join(str(node["target"]) for node in one["nodes"][:5])
        for one in found.response["violations"]
    ]
    assert lines == [], f"{page.url}: " + "\n".join(lines)
