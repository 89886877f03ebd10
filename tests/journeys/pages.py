"""The pages every check of pages goes past. Whoever adds a page adds a line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stop:
    """One page: where it is, and who looks (nobody: a visitor)."""

    path: str
    who: str = ""

    def __str__(self) -> str:
        return f"{self.path} {self.who}".strip()


PAGES = (
    Stop("/accounts/login/"),
    Stop("/no-such-page/"),
)
