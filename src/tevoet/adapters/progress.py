"""How far a reading is, told to whoever wants to see it."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much; may raise to stop the reading."""


def untold(done: int, total: int) -> None:
    """Take progress that nobody wants to see."""
