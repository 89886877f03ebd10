"""Reading a Maildir and a folder of message files beside others, in one run.

    python bench/folders.py [--messages 100000] [--keep FOLDER]

The numbers to meet: at least 5 times as fast as Python on the same folder, which is
`mailbox.Maildir` for the one, and for the other `email` (compat32) on every file in it. Python asks
every message for its seven headers as they stand. Ours also tells what each file is, reads the
dates, the people and the ids, and has all of that in one process at the end. Each has a process of
its own; loading our modules and starting our other processes count.

The messages are those of `bench/read.py`: the Maildir has them as a server writes them, the folder
as a mail program exports them, with CRLF. `notmuch new` and `mu index` (Debian's notmuch and
maildir-utils) index the same Maildir where they are installed; they read the texts as well, and
keep an index for searching on disk.
"""

import argparse
import email
import mailbox
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench._mailbox import write_mailbox
from bench._measured import HEADINGS, Measured, measured, said, stop_on_term, tell
from bench.read import SEVEN
from tevoet.engines.moments.options import ReadOptions

FASTER = 5.0
MEMORY = 500.0
POSTMARK = b"From "
FOLDERS = {"maildir": "Maildir", "eml": "Folder of messages"}


def main() -> int:
    """Write the folders, read them in every way, print the table; 1 when a number is missed."""
    asked = _arguments()
    if asked.only:
        tell(WAYS[asked.only], Path(asked.folder))
        return 0
    stop_on_term()
    corpora = Path(os.environ.get("TEVOET_CORPORA", Path(__file__).parents[2] / "shared" / "data"))
    with tempfile.TemporaryDirectory(dir=asked.keep) as made:
        folder = Path(made)
        write_mailbox(folder / "mbox", corpora / "mail", asked.messages, asked.messages * 4_000)
        for name in ("maildir/cur", "maildir/new", "maildir/tmp", "eml"):
            (folder / name).mkdir(parents=True)
        for number, message in enumerate(_messages(folder / "mbox")):
            name = f"{1_700_000_000 + number}.M{number}P1.host:2,S"
            (folder / "maildir" / "cur" / name).write_bytes(message)
            windows = message.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            (folder / "eml" / f"{number:06}.eml").write_bytes(windows)
        return _report(folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    size = os.environ.get("TEVOET_BENCH_MESSAGES", "100000")
    parser.add_argument("--messages", type=int, default=int(size))
    parser.add_argument("--keep", default=None, help="the folder for the temporary files")
    parser.add_argument("--only", choices=sorted(WAYS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    return parser.parse_args()


def _messages(path: Path) -> Iterator[bytes]:
    """Yield the messages of an mbox of the bench, without their postmarks."""
    lines: list[bytes] = []
    with path.open("rb") as file:
        next(file)
        for line in file:
            if line.startswith(POSTMARK):
                yield b"".join(lines[:-1])
                lines = []
            else:
                lines.append(line)
    yield b"".join(lines[:-1])


def _report(folder: Path) -> int:
    print(HEADINGS)
    missed = 0
    for name, called in FOLDERS.items():
        path = folder / name
        megabytes = sum(one.stat().st_size for one in path.rglob("*") if one.is_file()) / 1e6
        plain, python, ours = (_measure(way, path) for way in ("plain", f"python-{name}", "ours"))
        print(plain.row(f"{called}: plain", megabytes))
        print(python.row(f"{called}: Python", megabytes))
        print(ours.row(f"{called}: ours", megabytes))
        if name == "maildir":
            _print_others(folder, megabytes, ours)
        missed += _said_of(called, python, ours)
    return int(missed > 0)


def _measure(way: str, path: Path) -> Measured:
    return measured([sys.executable, __file__, "--only", way, "--folder", str(path)])


def _said_of(called: str, python: Measured, ours: Measured) -> int:
    """Print what came of one folder, and return how many numbers were missed."""
    ratio = python.seconds / ours.seconds
    print(f"{called}: {ratio:.1f} times as fast as Python (at least {FASTER:.0f}): ", end="")
    print(said(ratio >= FASTER))
    print(f"{python.busy / ours.busy:.1f} times less work for the processors")
    print(f"{ours.memory:.0f} MB at most (at most {MEMORY:.0f}): {said(ours.memory <= MEMORY)}")
    return (ratio < FASTER) + (ours.memory > MEMORY)


def _print_others(folder: Path, megabytes: float, ours: Measured) -> None:
    """Index the same Maildir with others, and print how long that took."""
    home = folder / "home"
    home.mkdir()
    (home / "notmuch").write_text(f"[database]\npath={folder / 'maildir'}\n[new]\ntags=new\n")
    known = {"HOME": str(home), "NOTMUCH_CONFIG": str(home / "notmuch")}
    mu = ["mu", "--quiet", f"--muhome={home / 'mu'}"]
    commands = {"notmuch new": ["notmuch", "new", "--quiet"], "mu index": [mu[0], "index", *mu[1:]]}
    for called, command in commands.items():
        if shutil.which(command[0]) is None:
            package = {"notmuch": "notmuch", "mu": "maildir-utils"}[command[0]]
            print(f"{called}: not here. On Debian type: sudo apt-get install {package}")
            continue
        if command[0] == "mu":
            measured([mu[0], "init", *mu[1:], f"--maildir={folder / 'maildir'}"], known)
        theirs = measured(command, known)._replace(messages=ours.messages)
        print(theirs.row(called, megabytes))
        ratio = theirs.seconds / ours.seconds
        print(f"{ratio:.0f} times as fast as {called}, which indexes texts too")


def _plain(folder: Path) -> int:
    """Read the first bytes of every file, and do nothing with them."""
    count = 0
    for path, _, names in os.walk(folder):
        for name in names:
            file = os.open(os.path.join(path, name), os.O_RDONLY)  # noqa: PTH118 - as quick as can be
            os.read(file, 8192)
            os.close(file)
            count += 1
    return count


def _python_maildir(folder: Path) -> int:
    messages = 0
    for message in mailbox.Maildir(folder, create=False):
        for name in SEVEN:
            message[name]
        messages += 1
    return messages


def _python_eml(folder: Path) -> int:
    messages = 0
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            message = email.message_from_binary_file(file)
        for name in SEVEN:
            message[name]
        messages += 1
    return messages


def _ours(folder: Path) -> int:
    from tevoet.adapters.reading.reading import read  # noqa: PLC0415 - loading is part of it

    options = ReadOptions(me=frozenset({"anna@example.org"}), now=1_700_000_000)
    return sum(len(one.mails) + len(one.refused) for one in read([folder], options))


WAYS = {
    "plain": _plain,
    "python-maildir": _python_maildir,
    "python-eml": _python_eml,
    "ours": _ours,
}

if __name__ == "__main__":
    sys.exit(main())
