"""The files of the pages (styles, scripts), gathered once per version of the program."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".gathered-from"


def fingerprint() -> str:
    """Return a mark that changes when any of the files changes."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            full = Path(storage.path(path))
            stat = full.stat()
            seen.update(f"{path}|{stat.st_size}|{stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def gather() -> bool:
    """Gather the files when they are not those of this version; say whether it was needed."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)
    return True
