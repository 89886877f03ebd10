"""Programs that run as long as we do: started, watched, started again, stopped."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

LOOK_EVERY_SECONDS = 0.5
PATIENCE_SECONDS = 20
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60


@dataclass
class Child:
    """One program, and how long to wait before it is started again."""

    name: str
    command: Sequence[str]
    running: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE_SECONDS
    start_after: float = 0.0

    @property
    def is_alive(self) -> bool:
        """Say whether it runs."""
        return self.running is not None and self.running.poll() is None

    def start(self, now: float) -> None:
        """Start it apart from our terminal: only we pass on that it is time to stop."""
        self.running = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603 - our own commands
        self.started_at = now

    def look_after(self, now: float) -> None:
        """Start it when it does not run, later each time it falls at once."""
        if self.is_alive:
            return
        if self.running is not None:
            steady = now - self.started_at > STEADY_SECONDS
            self.pause = FIRST_PAUSE_SECONDS if steady else self.pause
            say(f"{self.name} stopped ({self.running.returncode}); again in {self.pause:.0f} s.")
            self.start_after = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE_SECONDS)
            self.running = None
        if now >= self.start_after:
            self.start(now)

    def ask_to_stop(self) -> None:
        """Ask it to finish what it does."""
        if self.running is not None and self.is_alive:
            self.running.terminate()

    def end(self, deadline: float) -> None:
        """Wait for it, and end it when it takes too long."""
        if self.running is None:
            return
        try:
            self.running.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.running.kill()
            self.running.wait()


@dataclass
class Watch:
    """Watches children until somebody says stop."""

    children: Sequence[Child]
    on_look: Callable[[tuple[str, ...]], None]
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Keep the children running; when told to stop, stop them all."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.told_to_stop)
        try:
            while not self.stopping.is_set():
                for child in self.children:
                    child.look_after(time.monotonic())
                self.on_look(tuple(child.name for child in self.children if child.is_alive))
                self.stopping.wait(LOOK_EVERY_SECONDS)
        finally:
            self.stop()

    def told_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Remember that it is time."""
        self.stopping.set()

    def stop(self) -> None:
        """Stop all children, together."""
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for child in self.children:
            child.end(deadline)


def say(sentence: str) -> None:
    """Write a sentence in the log."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - this is the log
