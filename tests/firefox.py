"""A Firefox without a screen, driven over WebDriver BiDi as the W3C describes it."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PATIENCE_SECONDS = 120
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
PREFERENCES = {  # nothing but this machine is asked for anything
    "app.update.auto": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.http": "localhost",
    "network.proxy.http_port": 9,
    "network.proxy.no_proxies_on": "localhost,127.0.0.1",
    "network.proxy.ssl": "localhost",
    "network.proxy.ssl_port": 9,
    "network.proxy.type": 1,
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """One tab. `go` to an address, `run` a function there."""

    def __init__(self, line: ClientConnection) -> None:
        """Begin a session and find the tab."""
        self.line = line
        self.numbers = count(1)
        self.ask("session.new", capabilities={})
        self.tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:  # Any: JSON
        """Send a command and return its result; events in between are passed over."""
        number = next(self.numbers)
        self.line.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self.line.recv(PATIENCE_SECONDS))
            if said.get("id") == number:
                break
        if said["type"] == "error":
            raise RuntimeError(f"{method}: {said['error']}: {said['message']}")
        return dict(said["result"])

    def go(self, address: str) -> None:
        """Go to a page and wait until it is there."""
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def wait(self, condition: str) -> None:
        """Wait until an expression of the page is true."""
        pause = "new Promise((on) => setTimeout(on, 20))"
        self.run(f"async () => {{ while (!({condition})) await {pause}; return true; }}")

    def run(self, function: str, *values: object) -> Any:  # Any: JSON
        """Call a function of the page with plain values, and return its answer as such."""
        declared = f"async (given) => JSON.stringify(await ({function})(...JSON.parse(given)))"
        answer = self.ask(
            "script.callFunction",
            functionDeclaration=declared,
            arguments=[{"type": "string", "value": json.dumps(values)}],
            awaitPromise=True,
            target={"context": self.tab},
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        said = answer["result"]
        return json.loads(said["value"]) if said["type"] == "string" else None


@contextmanager
def firefox(path: str) -> Iterator[Firefox]:
    """Start a Firefox with a profile of its own, and end it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items())
        (Path(profile) / "user.js").write_text("\n".join(lines))
        command = [path, "--headless", "--no-remote", "--profile", profile]
        command += ["--remote-debugging-port", "0", "about:blank"]
        with subprocess.Popen(  # noqa: S603 - the Firefox that was found
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as ran:
            try:
                with connect(f"{address_of(ran)}/session", max_size=None) as line:
                    yield Firefox(line)
            finally:
                ran.terminate()
                ran.communicate(timeout=PATIENCE_SECONDS)


def address_of(ran: subprocess.Popen[str]) -> str:
    """Return where the browser listens, once it says so."""
    for line in ran.stderr or ():
        listening = LISTENING.search(line)
        if listening:
            return listening[1]
    raise RuntimeError("Firefox ended before it listened")
