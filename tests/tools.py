"""Programs of others that some tests need: named when they are not there, and missed in .ci/run."""

import os
import shutil

import pytest


def needed(command: str, package: str = "") -> str:
    """Return where a program is. Without it a test is skipped by name, or fails in .ci/run."""
    path = shutil.which(command)
    if path:
        return path
    missing = f"{command} is not here. On Debian type: sudo apt-get install {package or command}"
    if os.environ.get("CI") == "true":
        pytest.fail(missing, pytrace=False)
    pytest.skip(missing)
