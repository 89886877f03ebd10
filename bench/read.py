"""Reading a large mailbox beside Python's own mailbox and email, in one run.

    python bench/read.py [--messages 100000] [--megabytes 400] [--times 3] [--keep FOLDER]

The numbers to meet: at least 8 times as fast as Python's `mailbox` with `email` (compat32, seven
headers), and at most 500 MB of memory over all processes, also for a mailbox `--times` as large.

Python opens the same file with `mailbox.mbox` as it comes and asks every message for its seven
headers as they stand. Ours also reads the dates, the people and the ids in them, and has all of
that in one process at the end, as columns. Each has a process of its own; loading our modules and
starting our other processes count.

Of the mailbox one message in twelve is a real one from TEVOET_CORPORA, in turn, with an id of its
own. The others are generated as one owner's mailbox shows them: 240 colleagues, of whom some write
far more often than others, and in a quarter of the messages one of 200 groups of 2 to 13 receivers
as well; so addresses come again as they do in real mail, while every date, id, route, signature and
text is new. Two in three answer others, with up to nine references. Bodies are of 0.2 to 4 kB, and
one in forty carries an attachment of some 50 kB.
"""

import argparse
import mailbox
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench._mailbox import write_mailbox
from bench._measured import HEADINGS, Measured, measured, said, stop_on_term, tell
from tevoet.engines.moments.options import ReadOptions

FASTER = 8.0
MEMORY = 500.0
ORDER = ("plain", "ours", "whole", "python")
SEVEN = ("From", "To", "Cc", "Date", "Message-ID", "In-Reply-To", "References")


def main() -> int:
    """Make the mailbox, read it in every way, print the table; 1 when a number is missed."""
    asked = _arguments()
    if asked.only:
        tell(WAYS[asked.only], Path(asked.file))
        return 0
    stop_on_term()
    corpora = Path(os.environ.get("TEVOET_CORPORA", Path(__file__).parents[2] / "shared" / "data"))
    with tempfile.TemporaryDirectory(dir=asked.keep) as folder:
        path = Path(folder) / "once.mbox"
        write_mailbox(path, corpora / "mail", asked.messages, asked.megabytes * 1_000_000)
        large = Path(folder) / "large.mbox"
        _repeat(path, large, asked.times)
        return _report(path, large)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    size = os.environ.get("TEVOET_BENCH_MESSAGES", "100000")
    parser.add_argument("--messages", type=int, default=int(size))
    parser.add_argument("--megabytes", type=int, default=None)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--keep", default=None, help="the folder for the temporary mailbox")
    parser.add_argument("--only", choices=sorted(WAYS), help=argparse.SUPPRESS)
    parser.add_argument("--file", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.megabytes is None:
        asked.megabytes = asked.messages // 250
    return asked


def _repeat(path: Path, large: Path, times: int) -> None:
    """Write a mailbox several times over, with new ids and dates: nothing is a duplicate."""
    with large.open("wb") as file:
        for number in range(times):
            year = b" %d " % (2024 - number)
            with path.open("rb") as source:
                for line in source:
                    if line[:11].lower() == b"message-id:":
                        file.write(line.replace(b"<", b"<%d." % number, 1))
                    else:
                        file.write(line.replace(b" 2024 ", year) if line[:5] == b"Date:" else line)


def _report(path: Path, large: Path) -> int:
    plain, ours, whole, python = (
        _measure(way, path) for way in ("plain", "ours", "whole", "python")
    )
    larger = _measure("whole", large)
    size, large_size = (one.stat().st_size / 1e6 for one in (path, large))
    print(f"{path.stat().st_size:,} bytes, {ours.messages:,} messages, {os.cpu_count()} cores")
    print(HEADINGS)
    print(plain.row("plain reading", size))
    print(python.row("Python's mailbox + email", size))
    print(ours.row("Tevoet, headers to mails", size))
    print(whole.row("Tevoet, with conversations", size))
    print(larger.row(f"the same, {large_size:,.0f} MB", large_size))
    ratio, peak = python.seconds / ours.seconds, max(ours.memory, whole.memory, larger.memory)
    print(f"{ratio:.1f} times as fast as Python (at least {FASTER:.0f}): {said(ratio >= FASTER)}")
    print(f"{python.seconds / whole.seconds:.1f} times with the conversations tied")
    print(f"{python.busy / ours.busy:.1f} times less work for the processors")
    print(f"{peak:.0f} MB at most (at most {MEMORY:.0f}): {said(peak <= MEMORY)}")
    return 0 if ratio >= FASTER and peak <= MEMORY else 1


def _measure(way: str, path: Path) -> Measured:
    return measured([sys.executable, __file__, "--only", way, "--file", str(path)])


def _plain(path: Path) -> int:
    buffer = bytearray(4 * 1024 * 1024)
    with path.open("rb", buffering=0) as file:
        while file.readinto(buffer):
            pass
    return 0


def _python(path: Path) -> int:
    """Read as one would with the standard library."""
    messages = 0
    for message in mailbox.mbox(path, create=False):
        for name in SEVEN:
            message[name]
        messages += 1
    return messages


def _ours(path: Path) -> int:
    from tevoet.adapters.mail import mbox  # noqa: PLC0415 - loading is part of what is measured

    return sum(len(one.mails) + len(one.refused) for one in mbox.read(path, _options()))


def _whole(path: Path) -> int:
    from tevoet.adapters.mail import mbox  # noqa: PLC0415 - loading is part of what is measured
    from tevoet.engines.moments.gathering import Gathering  # noqa: PLC0415

    gathering = Gathering(_options())
    for batch in mbox.read(path, _options()):
        gathering.add(batch)
    reading = gathering.finish()
    assert sum(1 for _ in reading.moments()) == reading.ledger.kept
    return reading.ledger.read


def _options() -> ReadOptions:
    return ReadOptions(me=frozenset({"anna@example.org"}), now=1_700_000_000)


WAYS = {"plain": _plain, "python": _python, "ours": _ours, "whole": _whole}

if __name__ == "__main__":
    sys.exit(main())
