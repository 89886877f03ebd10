"""The published list of a version: what each file of the pages is, and what pages may load."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tevoet.refusal import Refusal

FORM, VERSION = "tevoet-manifest", 1
UNSERVED = {".gz", ".br"}
Policy = Mapping[str, tuple[str, ...]]


class NotAManifest(Refusal):
    """The file is something else."""

    slug: ClassVar[str] = "not-a-manifest"
    message: ClassVar[str] = (
        "{file} is not a list of a version of Tevoet. Take the one published with that version."
    )


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one version serves.

    `files` gives the SHA-256 in hex of each file under `folder`; `policy` what each directive of
    the content policy allows; `addresses` every address of the program, with `<...>` for a part
    that differs.
    """

    program: str
    folder: str
    files: Mapping[str, str]
    policy: Policy
    addresses: tuple[str, ...]

    def as_json(self) -> str:
        """Return the list as text, always the same for the same version."""
        listed = {
            "form": FORM,
            "version": VERSION,
            "program": self.program,
            "folder": self.folder,
            "files": dict(self.files),
            "policy": {name: list(allowed) for name, allowed in self.policy.items()},
            "addresses": list(self.addresses),
        }
        return json.dumps(listed, indent=1, sort_keys=True) + "\n"

    @property
    def fingerprint(self) -> str:
        """Return one SHA-256 that stands for the whole list."""
        return hashlib.sha256(self.as_json().encode()).hexdigest()


def read(path: Path) -> Manifest:
    """Read a published list; refuse what is none."""
    try:
        listed = json.loads(path.read_bytes())
        if (listed["form"], listed["version"]) != (FORM, VERSION):
            raise NotAManifest(file=path)
        return Manifest(
            program=str(listed["program"]),
            folder=str(listed["folder"]),
            files={str(name): str(digest) for name, digest in listed["files"].items()},
            policy={str(name): tuple(allowed) for name, allowed in listed["policy"].items()},
            addresses=tuple(map(str, listed["addresses"])),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAManifest(file=path) from error


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file in a folder that is served, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in UNSERVED and not path.name.startswith(".")
    }
