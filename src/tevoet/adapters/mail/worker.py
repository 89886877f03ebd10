"""Read every n-th block of an mbox in a process of its own, by `python -m`."""

import gc
import os
import sys

from tevoet.adapters.mail.beside import hand_over
from tevoet.adapters.mail.block import Span, read_block
from tevoet.adapters.mail.packing import Packer


def spans(size: int, length: int) -> list[Span]:
    """Cut a file of `size` bytes into spans of `length` bytes."""
    return [Span(begin, min(begin + length, size)) for begin in range(0, size, length)]


def main(arguments: list[str]) -> int:
    """Write the packed blocks to standard output, each after its length in eight bytes."""
    name, size, length, step, keep_lists, first = arguments
    gc.disable()  # nothing here forms circles, and looking for them takes a fifth of the time
    file = os.open(name, os.O_RDONLY)
    packer = Packer()
    try:
        for span in spans(int(size), int(length))[int(first) :: int(step)]:
            hand_over(packer.pack(read_block(file, span, keep_lists == "1")))
    except (BrokenPipeError, OSError):
        return 1  # whoever reads us has stopped, or reads the rest itself
    finally:
        os.close(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
