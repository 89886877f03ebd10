"""Read files with one message each in a process of its own, by `python -m`."""

import gc
import os
import sys

from tevoet.adapters.mail.beside import hand_over
from tevoet.adapters.mail.eml import read_portion
from tevoet.adapters.mail.packing import Packer


def main(arguments: list[str]) -> int:
    """Read the names of standard input, and write the packed portions to standard output."""
    length, keep_lists, is_message = map(int, arguments)
    gc.disable()  # nothing here forms circles, and looking for them takes a fifth of the time
    paths = [os.fsdecode(name) for name in sys.stdin.buffer.read().split(b"\0") if name]
    packer = Packer()
    try:
        for begin in range(0, len(paths), length):
            portion = paths[begin : begin + length]
            block = read_portion(portion, keep_lists=bool(keep_lists), is_message=bool(is_message))
            hand_over(packer.pack(block))
    except BrokenPipeError:
        return 1  # whoever reads us has stopped
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
