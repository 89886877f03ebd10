"""Does the time an answer takes tell whether an account exists?

2,000 tries on 2,000 addresses: half of them of people who have a password, have none, or are
blocked; half of nobody. One after another in a random order, so that whatever else the machine does
falls on all alike. Differences of medians by the clock and by processor time, with the interval in
which 95 of 100 resampled differences lie.
"""

import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import _pages_made as made

if TYPE_CHECKING:
    from django.test import Client

Times = NDArray[np.float64]
TRIES, MOST_MS = 2_000, 5.0
KINDS = ("nobody", "a password", "no password", "blocked")
RESAMPLED = 2_000


@dataclass(frozen=True)
class Try:
    """One address, whose it is, and the number by which a passkey names its owner."""

    kind: str
    address: str
    handle: int


def main(tries: int) -> int:
    """Measure each way in, print, and return 1 when a difference is too large."""
    home = made.begin()
    logging.disable(logging.WARNING)  # every wrong try is one
    try:
        those = made_accounts(tries)
        ways: dict[str, Callable[[Client, Try], int]] = {
            "sign in": sign_in,
            "lost password": forgotten,
            "passkey": passkey,
        }
        return max(report(name, *measure(way, those)) for name, way in ways.items())
    finally:
        made.end(home)


def made_accounts(tries: int) -> list[Try]:
    """Make people of each kind, and as many addresses of nobody; in a random order."""
    from django.conf import settings  # noqa: PLC0415 - after Django started
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from tevoet.people.models import Organisation, Person  # noqa: PLC0415

    settings.EMAIL_HOST = "mail.voorbeeld.example"
    settings.ALLOWED_HOSTS = ["testserver"]
    house = Organisation.objects.create(name="Voorbeeld")
    known, unusable = make_password("lopend naar de overkant"), make_password(None)
    each = tries // 2 // (len(KINDS) - 1)
    people = [
        Person(
            organisation=house,
            name=f"Mens {number}",
            email=f"mens{number}@voorbeeld.example",
            password=unusable if kind == "no password" else known,
            blocked_at=timezone.now() if kind == "blocked" else None,
        )
        for kind in KINDS[1:]
        for number in range(each * KINDS.index(kind), each * (KINDS.index(kind) + 1))
    ]
    kinds = [kind for kind in KINDS[1:] for _ in range(each)]
    kept = Person.objects.bulk_create(people)
    those = [Try(k, p.email or "", p.pk) for k, p in zip(kinds, kept, strict=True)]
    those += [
        Try("nobody", f"niemand{number}@voorbeeld.example", 10**6 + number)
        for number in range(len(those))
    ]
    order = np.random.default_rng(20261124).permutation(len(those))
    return [those[place] for place in order]


def sign_in(browser: "Client", one: Try) -> int:
    """Try a wrong password."""
    filled = {"login": one.address, "password": "een verkeerd wachtwoord"}
    return browser.post("/accounts/login/", filled).status_code


def forgotten(browser: "Client", one: Try) -> int:
    """Ask for a link to a new password."""
    return browser.post("/accounts/forgotten/", {"email": one.address}).status_code


def passkey(browser: "Client", one: Try) -> int:
    """Say a passkey that was never made."""
    from django.utils.http import int_to_base36  # noqa: PLC0415 - after Django started
    from fido2.utils import websafe_encode  # noqa: PLC0415

    asked = browser.get("/accounts/passkey/options/").json()["publicKey"]
    client = {"type": "webauthn.get", "challenge": asked["challenge"], "origin": "http://localhost"}
    said = {
        "id": "bmllbWFuZA",
        "rawId": "bmllbWFuZA",
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(client).encode()),
            "authenticatorData": websafe_encode(bytes(37)),
            "signature": websafe_encode(bytes(70)),
            "userHandle": websafe_encode(int_to_base36(one.handle).encode()),
        },
    }
    return browser.post("/accounts/passkey/", {"credential": json.dumps(said)}).status_code


def measure(
    way: Callable[["Client", Try], int], those: list[Try]
) -> tuple[dict[str, Times], dict[str, Times], set[int]]:
    """Try every address once; return clock and processor time in ms by kind, and the answers."""
    from django.test import Client  # noqa: PLC0415 - after Django started

    clock: dict[str, list[float]] = {kind: [] for kind in KINDS}
    busy: dict[str, list[float]] = {kind: [] for kind in KINDS}
    answers = set()
    for one in [*those[:20], *those]:  # the first ones warm up, and count once
        browser = Client()
        began, worked = time.perf_counter(), time.process_time()
        answers.add(way(browser, one))
        clock[one.kind].append((time.perf_counter() - began) * 1000)
        busy[one.kind].append((time.process_time() - worked) * 1000)
    arrays = [{k: np.array(v) for k, v in times.items()} for times in (clock, busy)]
    return arrays[0], arrays[1], answers


def difference(some: Times, others: Times) -> tuple[float, float, float]:
    """Return the difference of two medians, and the interval of 95 in 100 resampled ones."""
    rng = np.random.default_rng(7)
    drawn = [
        np.median(rng.choice(some, len(some))) - np.median(rng.choice(others, len(others)))
        for _ in range(RESAMPLED)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(np.median(some) - np.median(others)), float(low), float(high)


def report(name: str, clock: dict[str, Times], busy: dict[str, Times], answers: set[int]) -> int:
    """Print one way in, and return 1 when it tells more than it should."""
    print(f"{name}: {sum(map(len, clock.values()))} tries, answered {sorted(answers)}")
    missed = len(answers) > 1
    nobody = [np.median(times["nobody"]) for times in (clock, busy)]
    print(f"  nobody       median {nobody[0]:7.1f} ms, of the processor {nobody[1]:7.1f} ms")
    for kind in KINDS[1:]:
        by_clock = difference(clock[kind], clock["nobody"])
        by_work = difference(busy[kind], busy["nobody"])
        print(
            f"  {kind:12} differs {by_clock[0]:+6.2f} ms [{by_clock[1]:+.2f}, {by_clock[2]:+.2f}],"
            f" of the processor {by_work[0]:+6.2f} ms [{by_work[1]:+.2f}, {by_work[2]:+.2f}]"
        )
        missed |= abs(by_work[0]) >= MOST_MS
        missed |= by_clock[1] >= MOST_MS or by_clock[2] <= -MOST_MS
    print(f"  less than {MOST_MS:.0f} ms: {'no' if missed else 'yes'}")
    return int(missed)


if __name__ == "__main__":
    warnings.filterwarnings("ignore", "No directory at")
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else TRIES))
