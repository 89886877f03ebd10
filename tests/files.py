"""A small server on localhost for the scripts of sealed words and the vectors beside them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

from tests.find_browser import ROOT

FOLDERS = {
    "vault": ROOT / "src" / "tevoet" / "vault" / "static" / "vault",
    "vectors": ROOT / "tests" / "vectors",
    "bench": ROOT / "bench",
}


class Files(SimpleHTTPRequestHandler):
    """Answers with the files of a few folders, and says nothing about it."""

    folders: ClassVar[Mapping[str, Path]] = FOLDERS
    policy: ClassVar[str] = ""

    def translate_path(self, path: str) -> str:
        """Return the file behind an address."""
        _, folder, *rest = path.split("?", maxsplit=1)[0].split("/")
        inside = [one for one in rest if one not in {"", ".", ".."}]
        return str(self.folders.get(folder, Path("nowhere")).joinpath(*inside))

    def end_headers(self) -> None:
        """Say what a page may load, where that is tested."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_said: object) -> None:
        """Keep quiet."""


@contextmanager
def served(files: type[Files] = Files) -> Iterator[str]:
    """Serve the folders and give the address; WebCrypto takes http on localhost only."""
    with ThreadingHTTPServer(("localhost", 0), files) as server:
        running = Thread(target=server.serve_forever, daemon=True)
        running.start()
        try:
            yield f"http://localhost:{server.server_port}"
        finally:
            server.shutdown()
            running.join()
