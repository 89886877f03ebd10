"""`tevoet doctor`: say what is missing or unsafe, and what to type."""

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from tevoet.cli.ready import ready

SIGNS = {"good": "✓", "advice": "·", "unsafe": "✗"}
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def doctor(*, as_json: Json = False) -> None:
    """Say what is missing or unsafe. Ends with 1 when something is unsafe."""
    ready()
    from tevoet.cli.findings import findings  # noqa: PLC0415 - after `ready`

    found = list(findings())
    is_safe = all(one.kind != "unsafe" for one in found)
    if as_json:
        answer = {"safe": is_safe, "findings": [asdict(one) for one in found]}
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{SIGNS[one.kind]} {one.sentence}\n" for one in found)
    if not is_safe:
        raise typer.Exit(1)
