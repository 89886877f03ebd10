"""`tevoet verify`: from outside, is what an installation serves what was published?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tevoet.adapters.served import manifest as lists
from tevoet.adapters.served.asking import Site
from tevoet.adapters.served.comparing import Comparison, Difference, Report
from tevoet.cli.language import gettext as _
from tevoet.cli.language import gettext_noop, ngettext
from tevoet.cli.published import manifest as own_manifest

MOST, A_LINE = 20, 3
WORDS = {
    "missing-file": gettext_noop("is not there ({text})"),
    "changed-file": gettext_noop("is not as published. It begins with: {text}"),
    "unreadable": gettext_noop("cannot be read here"),
    "extra-script": gettext_noop("loads a script that was not published: {text}"),
    "extra-style": gettext_noop("loads a style sheet that was not published: {text}"),
    "inline-script": gettext_noop("has a script written in the page: {text}"),
    "inline-style": gettext_noop("has a style written in the page: {text}"),
    "elsewhere": gettext_noop("loads from another site: {text}"),
    "frame": gettext_noop("has a part that loads something else: {text}"),
    "header-in-page": gettext_noop("gives the browser orders in the page: {text}"),
    "link": gettext_noop("has a link for the browser that was not published: {text}"),
    "policy": gettext_noop("has another content policy: {text}"),
    "header": gettext_noop("has a header that loads something: {text}"),
    "sent-elsewhere": gettext_noop("sends people to another site: {text}"),
}
UNPROVEN = (
    gettext_noop("- That everybody is served this. A server can serve you something else than me."),
    gettext_noop("- That it was so before, or will be tomorrow. Look again now and then."),
    gettext_noop(
        "- What pages hold that need signing in. Save the source of one in your browser (Ctrl+U,"
        " Ctrl+S) and add: --page FILE"
    ),
    gettext_noop("- What the server does with what it may read. See docs/use/readable.md."),
    gettext_noop("- That this version is honest. That is what the source code is open for."),
)

Url = Annotated[str, typer.Argument(help="The address people type.", show_default=False)]
Listed = Annotated[bool, typer.Option("--manifest", help="Print the list of this version.")]
Against = Annotated[Path | None, typer.Option(help="A published list, instead of our own.")]
Pages = Annotated[list[Path] | None, typer.Option("--page", help="A page you saved; may be many.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def verify(
    url: Url = "",
    *,
    manifest: Listed = False,
    against: Against = None,
    page: Pages = None,
    as_json: Json = False,
) -> None:
    """Compare what an installation serves with what was published. Ends with 1 when it differs."""
    listed = lists.read(against) if against else own_manifest()
    if manifest:
        sys.stdout.write(listed.as_json())
        return
    comparison = Comparison(Site(url.rstrip("/")), listed)
    for saved in page or ():
        comparison.look_at_text(str(saved), saved.read_text(encoding="utf-8", errors="replace"))
    report = comparison.run()
    if as_json:
        answer = {"program": listed.program, "list": listed.fingerprint, **asdict(report)}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in told(comparison, report))
    if report.differences:
        raise typer.Exit(1)


def told(comparison: Comparison, report: Report) -> Iterator[str]:
    """Yield what was found, in sentences."""
    listed = comparison.manifest
    yield _("{url} beside Tevoet {version}").format(
        url=comparison.site.address, version=listed.program
    )
    yield _("Published list: {digest}").format(digest=listed.fingerprint)
    yield ""
    yield from seen(report)
    if not comparison.site.is_private:
        yield _("· It is not https: whoever is on the way can change what you get.")
    yield from unseen(report)
    yield ""
    yield _("This does not prove:")
    yield from (_(line) for line in UNPROVEN)


def seen(report: Report) -> Iterator[str]:
    """Yield what is as published, or each thing that is not."""
    if report.is_another_version:
        yield _(
            "✗ Most files are not there: this is probably another version."
            " Ask which one runs, and take its list: --against FILE"
        )
    for one in report.differences[:MOST]:
        yield f"✗ {one.where} {said(one)}"
    if len(report.differences) > MOST:
        yield _("✗ … and {more} more").format(more=len(report.differences) - MOST)
    if not report.differences:
        yield ngettext(
            "✓ {files} file is as published: scripts, styles, lists of words, drawings.",
            "✓ {files} files are as published: scripts, styles, lists of words, drawings.",
            report.files,
        ).format(files=report.files)
        yield _(
            "✓ {pages} pages were seen without signing in. They load only that, and their content"
            " policy is as published."
        ).format(pages=len(report.pages))


def said(difference: Difference) -> str:
    """Return a difference in words."""
    return _(WORDS[difference.what]).format(text=difference.text or "–")


def unseen(report: Report) -> Iterator[str]:
    """Yield the pages that could not be seen."""
    yield _("· {number} pages were not seen, because they need signing in or a number:").format(
        number=len(report.unseen)
    )
    for start in range(0, len(report.unseen), A_LINE):
        yield f"  {'  '.join(report.unseen[start : start + A_LINE])}"
