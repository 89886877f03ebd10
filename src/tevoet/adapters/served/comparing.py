"""Compare what an installation serves with the published list of a version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tevoet.adapters.served import page as reading
from tevoet.adapters.served.asking import Answer, Site
from tevoet.adapters.served.manifest import Manifest, Policy

SIGN_IN = "/accounts/login/"
UNKNOWN = "/no-such-page/"
POLICY = "content-security-policy"
PACKED = ("identity", "gzip")
SHOWN = 120
SENT_ON, NOT_A_PAGE, FINE, ERRORS = range(300, 400), {405}, 200, 400
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as published: where, what kind, and how it begins."""

    where: str
    what: str
    text: str = ""


@dataclass
class Report:
    """What was seen, and what was not."""

    files: int = 0
    missing: int = 0
    pages: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def note(self, where: str, what: str, text: str = "") -> None:
        """Keep one difference, once."""
        found = Difference(where, what, " ".join(text.split())[:SHOWN])
        if found not in self.differences:
            self.differences.append(found)

    @property
    def is_another_version(self) -> bool:
        """Say whether so much is missing that it is rather another version than a change."""
        return self.missing * 4 > self.files


@dataclass
class Comparison:
    """One installation beside one published list."""

    site: Site
    manifest: Manifest
    report: Report = field(default_factory=Report)

    def run(self, step: Step = lambda _: None) -> Report:
        """Look at every file and every page that can be seen; `step` hears of each."""
        for name in self.manifest.files:
            step(name)
            self.look_at_file(name)
        for address in (*self.manifest.addresses, UNKNOWN):
            step(address)
            self.visit(address)
        self.site.close()
        return self.report

    def look_at_file(self, name: str) -> None:
        """Compare one file, as it comes plain and as it comes packed."""
        path = self.manifest.folder + name
        self.report.files += 1
        for packed in PACKED:
            answer = self.site.get(path, packed=packed)
            if answer.status != FINE:
                self.report.missing += 1
                self.report.note(path, "missing-file", str(answer.status))
                return
            if not answer.is_whole:
                self.report.note(path, "unreadable")
            elif hashlib.sha256(answer.body).hexdigest() != self.manifest.files[name]:
                text = answer.body.decode("utf-8", "replace")
                self.report.note(path, "changed-file", text)

    def visit(self, address: str) -> None:
        """Look at one page, if a stranger may see it."""
        if "<" in address:
            self.report.unseen.append(address)
            return
        answer = self.site.get(address)
        if answer.status in SENT_ON:
            self.sent_on(address, answer)
        elif answer.is_page and answer.status not in NOT_A_PAGE:
            self.report.pages.append(address)
            self.look_at_page(address, answer)

    def sent_on(self, address: str, answer: Answer) -> None:
        """Note a page that needs signing in; anywhere else is a difference."""
        goal = urlsplit(answer.headers.get("location", ""))
        here = urlsplit(self.site.address)
        if goal.netloc and goal.netloc != here.netloc:
            self.report.note(address, "sent-elsewhere", goal.geturl())
        elif address not in self.report.unseen:
            self.report.unseen.append(address)

    def look_at_page(self, address: str, answer: Answer) -> None:
        """Compare what one page loads, and its content policy."""
        if not answer.is_whole:
            self.report.note(address, "unreadable")
            return
        for what, text in wrong_headers(answer, self.manifest.policy):
            self.report.note(address, what, text)
        self.look_at_text(address, answer.body.decode("utf-8", "replace"))

    def look_at_text(self, where: str, text: str) -> None:
        """Compare the tags of a page with the list."""
        read = reading.read(text, self.site.address.rstrip("/") + "/")
        for odd in read.odd:
            self.report.note(where, odd.what, odd.text)
        for loaded in read.loaded:
            name = loaded.path.removeprefix(self.manifest.folder)
            if not loaded.path.startswith(self.manifest.folder) or name not in self.manifest.files:
                self.report.note(where, f"extra-{loaded.kind}", loaded.path)


def wrong_headers(answer: Answer, policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield what the headers of a page allow or load besides what is published."""
    given = read_policy(answer.headers.get(POLICY, ""))
    wanted = {name: set(allowed) for name, allowed in policy.items()}
    for name in sorted(given.keys() | wanted.keys()):
        if given.get(name) != wanted.get(name):
            yield "policy", f"{name} {' '.join(sorted(given.get(name, {'–'})))}"
    if "stylesheet" in answer.headers.get("link", ""):
        yield "header", f"Link: {answer.headers['link']}"
    if "refresh" in answer.headers:
        yield "header", f"Refresh: {answer.headers['refresh']}"


def read_policy(text: str) -> dict[str, set[str]]:
    """Return what each directive of a content policy allows."""
    parts = (part.split() for part in text.split(";") if part.strip())
    found: dict[str, set[str]] = {}
    for name, *allowed in parts:
        found.setdefault(name.lower(), set(allowed))
    return found
