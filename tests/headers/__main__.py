"""`python -m tests.headers`: a table of scores; ends badly when a page has less than it should."""

import sys
import tempfile
from pathlib import Path

from tests.headers.observatory import Score, bring_in, score
from tests.headers.stage import certificate, free_port, prepare, serving

LEAST = 130


def static_file() -> str:
    """Return the address of a file of the pages, as it is named in an installation."""
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415 - after `prepare`
    from django.templatetags.static import static  # noqa: PLC0415

    names = (path for finder in get_finders() for path, _ in finder.list([]))
    return static(next(name for name in sorted(names) if name.endswith(".css")))


def pages(cookie: str) -> list[tuple[str, str, str, int]]:
    """Return name, path, cookie and expected status of every kind of page."""
    return [
        ("sign-in", "/accounts/login/", "", 200),
        ("passkey options", "/accounts/passkey/options/", "", 200),
        ("Today, signed in", "/", cookie, 200),
        ("how I sign in", "/me/signing-in/", cookie, 200),
        ("People, signed in", "/people/", cookie, 200),
        ("Me, signed in", "/me/", cookie, 200),
        ("not found", "/no-such-page/", "", 404),
        ("not found, signed in", "/no-such-page/", cookie, 404),
        ("a file of the pages", static_file(), "", 200),
    ]


def show(name: str, found: Score) -> None:
    """Print one line, and what cost points."""
    print(f"{found.score:>4} {found.grade:<2} {name} ({found.status})")  # noqa: T201
    for test, (result, points) in found.tests.items():
        if points < 0:
            print(f"       {points:+} {test}: {result}")  # noqa: T201


def main() -> int:
    """Score every kind of page."""
    bring_in()
    all_good = True
    with tempfile.TemporaryDirectory(prefix="tevoet-headers-") as folder:
        authority, key, signed = certificate(Path(folder))
        port, closed = free_port(), free_port()
        cookie = prepare(Path(folder) / "home", port)
        with serving(port, key, signed):
            for name, path, sent, status in pages(cookie):
                found = score(path, ports=(port, closed), authority=authority, cookie=sent)
                show(name, found)
                all_good &= (found.status, found.path) == (status, path) and found.score >= LEAST
    if not all_good:
        print(f"A page scores less than {LEAST}, or did not answer as it should.")  # noqa: T201
    return 0 if all_good else 1


if __name__ == "__main__":
    sys.exit(main())
