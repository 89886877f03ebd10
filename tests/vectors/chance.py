"""Bytes that look drawn by chance and are the same each time, so that vectors can be made again."""

from hashlib import sha256


class Chance:
    """A row of bytes that hangs on a name only. For test vectors, and nothing else."""

    def __init__(self, name: str) -> None:
        """Begin the row of this name."""
        self.name = name
        self.drawn = 0

    def draw(self, length: int) -> bytes:
        """Return the next bytes."""
        blocks = -(-length // 32)
        start, self.drawn = self.drawn, self.drawn + blocks
        names = (f"{self.name}/{number}" for number in range(start, start + blocks))
        return b"".join(sha256(name.encode()).digest() for name in names)[:length]
