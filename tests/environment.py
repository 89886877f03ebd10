"""Loaded before Django: every run of the tests has a home of its own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

HOME = Path(tempfile.mkdtemp(prefix="tevoet-tests-"))
os.environ["TEVOET_HOME"] = str(HOME)
(HOME / "static").mkdir()  # whitenoise warns without one
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs an event loop
for name in ("TEVOET_ADDRESS", "TEVOET_EXAMPLE", "TEVOET_HOSTS", "TEVOET_LANGUAGE"):
    os.environ.pop(name, None)
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
settings.register_profile("untimed", deadline=None)  # speed is measured in bench/
settings.load_profile("untimed")
