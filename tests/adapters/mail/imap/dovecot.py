"""A real Dovecot on loopback, with a configuration and mail of its own in a temporary folder."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.adapters.mail.imap.certificates import Certificate, certificate
from tests.tools import needed
from tevoet.adapters.mail.imap.account import Account, Security

USER, PASSWORD = "anna", "geheim zonder spatie té"
OUTSIDER = "nobody"
PATIENCE_SECONDS = 20
LOG_SHOWN = 8_000
PLAIN_UMASK = 0o022
"""Our commands, run by other tests in this process, leave one that shuts Dovecot's users out."""
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail/%u
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
mail_plugins = mail_log notify
mail_debug = yes
ssl = required
ssl_cert = <{chain}
ssl_key = <{key}
rawlog_dir = {folder}/raw
protocol imap {{
  rawlog_dir = {folder}/raw
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Verzonden {{
    special_use = \\Sent
  }}
  mailbox Ongewenst {{
    special_use = \\Junk
  }}
  mailbox Prullenbak {{
    special_use = \\Trash
  }}
  mailbox Concepten {{
    special_use = \\Drafts
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {implicit}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """Where it listens, and where it keeps its mail, its log and what was said to it."""

    folder: Path
    implicit: int
    starttls: int
    certificate: Certificate

    def account(self, **other: object) -> Account:
        """Return the way to its mailbox, as far as a test does not say otherwise."""
        given: dict[str, object] = {
            "host": "localhost",
            "user": USER,
            "secret": PASSWORD,
            "port": self.implicit,
            "is_private_allowed": True,
        }
        return Account(**{**given, **other})  # type: ignore[arg-type]  # a test gives what fits

    @property
    def by_starttls(self) -> Account:
        """Return the way in that begins without encryption."""
        return self.account(port=self.starttls, security=Security.STARTTLS)

    @property
    def mail(self) -> Path:
        """Return the Maildir of the mailbox."""
        return self.folder / "mail" / USER

    def settled(self, sessions: int) -> str:
        """Wait until it has written about so many clients that left, and return its log."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (told := (self.folder / "log").read_text()).count(" hdr_count=") < sessions:
            assert time.monotonic() < deadline, told
            time.sleep(0.05)
        return told

    def said(self) -> bytes:
        """Return everything clients said since they came in, whatever came over TLS."""
        return b"".join(one.read_bytes() for one in sorted((self.folder / "raw").glob("*.in")))

    def answered(self) -> bytes:
        """Return everything it answered."""
        return b"".join(one.read_bytes() for one in sorted((self.folder / "raw").glob("*.out")))


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Begin a server, wait until it answers, and end it.

    Its folder is not one of pytest's: the names of its sockets have to be short, and every other
    run of pytest shuts those folders to whoever Dovecot reads its mail as.
    """
    command = needed("dovecot", "dovecot-imapd") if shutil.which("dovecot") else _elsewhere()
    before = os.umask(PLAIN_UMASK)
    with tempfile.TemporaryDirectory(prefix="dc") as name, ExitStack() as after:
        after.callback(os.umask, before)
        folder = Path(name)
        made = Dovecot(folder, free_port(), free_port(), certificate(folder / "tls"))
        _configure(made)
        with _running(made, [command, "-F", "-c", str(folder / "dovecot.conf")]):
            yield made


@contextmanager
def _running(made: Dovecot, arguments: list[str]) -> Iterator[None]:
    with subprocess.Popen(arguments, umask=PLAIN_UMASK) as running:  # noqa: S603 - our own command
        try:
            _wait(made, running)
            yield
        finally:
            running.terminate()
            running.wait(PATIENCE_SECONDS)
            print((made.folder / "log").read_text()[-LOG_SHOWN:])  # noqa: T201 - when a test fails


def _elsewhere() -> str:
    """Return Debian's own place, which stands in few people's PATH."""
    path = shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
    return path or needed("dovecot", "dovecot-imapd")


def _configure(made: Dovecot) -> None:
    """Write its configuration: as root its mail belongs to nobody, else to whoever tests."""
    folder = made.folder
    us = pwd.getpwuid(os.getuid())
    them = pwd.getpwnam(OUTSIDER) if us.pw_uid == 0 else us
    ours = (us.pw_name, grp.getgrgid(us.pw_gid).gr_name, us.pw_name)
    internal = ("dovecot", "dovecot", "dovenull") if us.pw_uid == 0 else ours
    for name in ("mail", "raw", "run", "state"):
        (folder / name).mkdir(exist_ok=True)
    if us.pw_uid == 0:
        for name in ("mail", "raw"):
            os.chown(folder / name, them.pw_uid, them.pw_gid)
        folder.chmod(0o711)
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    text = CONFIGURATION.format(
        folder=folder,
        uid=them.pw_uid,
        gid=them.pw_gid,
        internal=internal[0],
        group=internal[1],
        login=internal[2],
        chain=made.certificate.chain,
        key=made.certificate.key,
        starttls=made.starttls,
        implicit=made.implicit,
    )
    (folder / "dovecot.conf").write_text(text)


def _wait(made: Dovecot, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", made.implicit)) == 0:
                return
        if running.poll() is not None:
            break
        time.sleep(0.05)
    log = made.folder / "log"
    raise AssertionError(log.read_text() if log.exists() else "Dovecot did not begin")


def give(made: Dovecot, messages: Iterable[bytes], folder: str = "") -> None:
    """Put messages into a folder as a mail server delivers them, each a file of its own."""
    place = made.mail / f".{folder}" if folder else made.mail
    for name in ("cur", "new", "tmp"):
        (place / name).mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(messages):
        (place / "cur" / f"{1_780_000_000 + number}.M{number}.test:2,").write_bytes(text)
    if os.getuid() == 0:
        them = pwd.getpwnam(OUTSIDER)
        for path in (made.mail, *made.mail.rglob("*")):
            os.chown(path, them.pw_uid, them.pw_gid)
