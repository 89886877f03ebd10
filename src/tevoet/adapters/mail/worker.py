"""Read every n-th block of an mbox in a process of its own, by `python -m`.

A fresh process rather than a fork, because a server has threads, and rather than
`multiprocessing`, because that runs the main program's file again.
"""

import gc
import os
import sys

from tevoet.adapters.mail.block import Span, read_block
from tevoet.adapters.mail.packing import Packer


def spans(size: int, length: int) -> list[Span]:
    """Cut a file of `size` bytes into spans of `length` bytes."""
    return [Span(begin, min(begin + length, size)) for begin in range(0, size, length)]


def main(arguments: list[str]) -> int:
    """Write the packed blocks to standard output, each after its length in eight bytes."""
    name, size, length, first, step, keep_lists = arguments
    gc.disable()  # nothing here forms circles, and looking for them takes a fifth of the time
    file = os.open(name, os.O_RDONLY)
    output, packer = sys.stdout.buffer, Packer()
    try:
        for span in spans(int(size), int(length))[int(first) :: int(step)]:
            packed = packer.pack(read_block(file, span, keep_lists == "1"))
            output.write(len(packed).to_bytes(8, "big"))
            output.write(packed)
            output.flush()
    except (BrokenPipeError, OSError):
        return 1  # whoever reads us has stopped, or reads the rest itself
    finally:
        os.close(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
