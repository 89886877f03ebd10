"""Uploaded files: streamed into private folders with random names, and gone after reading."""

from __future__ import annotations

import errno
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.translation import gettext, gettext_noop

from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from django.http import HttpRequest

FIELD = "files"
MB = 1024 * 1024
SPARE_BYTES = 200 * MB
LONGEST_NAME = 120
NAMED_AFTER_SUBJECTS = {".eml", ".msg"}


class UploadTooLarge(Refusal):
    """More than the installation takes at once."""

    slug: ClassVar[str] = "upload-too-large"
    message: ClassVar[str] = gettext_noop(
        "This is more than {most} MB, which is all that fits here at once. "
        "Choose fewer files, or export a shorter period."
    )


class TooMuchWaits(Refusal):
    """One person may fill only so much of the disk with files that are still to be read."""

    slug: ClassVar[str] = "too-much-waits"
    message: ClassVar[str] = gettext_noop(
        "With these files more than {most} MB of yours would wait to be read. "
        "Wait until the others are read, or remove those that stopped, and try again."
    )


class DiskIsFull(Refusal):
    """The disk of the server has no room left."""

    slug: ClassVar[str] = "disk-is-full"
    message: ClassVar[str] = gettext_noop(
        "The disk of this installation is full. Nothing was taken over. "
        "Ask your keeper to make room, and try again."
    )


class NothingUploaded(Refusal):
    """No file was chosen, or none arrived."""

    slug: ClassVar[str] = "nothing-uploaded"
    message: ClassVar[str] = gettext_noop("Choose at least one file.")


class UploadBrokeOff(Refusal):
    """The files did not arrive as a whole."""

    slug: ClassVar[str] = "upload-broke-off"
    message: ClassVar[str] = gettext_noop("The files did not arrive as a whole. Try again.")


class TooManyFiles(Refusal):
    """More files than one form may carry."""

    slug: ClassVar[str] = "too-many-files"
    message: ClassVar[str] = gettext_noop(
        "At most {most} files fit in one go. Export the folder as one file (mbox), "
        "or upload in parts."
    )


@dataclass(frozen=True, slots=True)
class Received:
    """Files that arrived as a whole: their private folder, and what they were called."""

    folder: str
    files: list[dict[str, str | int]]

    @property
    def name(self) -> str:
        """Return what these files are called together."""
        first, more = str(self.files[0]["name"]), len(self.files) - 1
        return f"{first} + {more}" if more else first


class PrivateUploadHandler(FileUploadHandler):
    """Stream files to a folder of their own; remember what went wrong instead of breaking off.

    What does not fit is read and let go, so that a browser still gets the page that says why.
    """

    chunk_size = MB

    def __init__(self, request: HttpRequest | None = None, room: int | None = None) -> None:
        """Begin without a folder; `room` is how many bytes this person may still bring."""
        super().__init__(request)
        self.room = room
        self.folder = ""
        self.refusal: Refusal | None = None
        self.received = 0
        self.is_taken = False
        self.files: list[dict[str, str | int]] = []
        self._open: IO[bytes] | None = None

    def handle_raw_input(self, input_data: Any, META: Any, content_length: Any, *rest: Any) -> None:  # noqa: N803 - Django's own signature
        """Refuse beforehand what cannot fit."""
        if content_length > settings.UPLOAD_LIMIT_BYTES:
            self.refusal = too_large()
        elif self.room is not None and content_length > self.room:
            self.refusal = too_much_waits()
        elif free_bytes() < content_length + SPARE_BYTES:
            self.refusal = DiskIsFull()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open a private file for the next upload."""
        super().new_file(*args, **kwargs)
        if self.refusal or self.field_name != FIELD:
            raise SkipFile
        self.folder = self.folder or new_folder()
        self._open = (path_of(self.folder) / file_name(len(self.files))).open("xb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write the next piece."""
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT_BYTES:
            self._give_up(too_large())
        assert self._open is not None  # noqa: S101 - new_file opened it
        try:
            self._open.write(raw_data)
        except OSError as error:
            self._give_up(disk_refusal(error))

    def file_complete(self, file_size: int) -> None:
        """Close the file and remember what it was called."""
        assert self._open is not None  # noqa: S101 - new_file opened it
        try:
            self._open.close()
        except OSError as error:
            self.refusal = disk_refusal(error)
        shown = shown_name(self.file_name or "", len(self.files) + 1)
        self.files.append({"name": shown, "bytes": file_size})

    def upload_interrupted(self) -> None:
        """Leave nothing behind when the sender went away."""
        self.discard()

    def discard(self) -> None:
        """Remove everything that was received."""
        if self._open is not None:
            self._open.close()
        if self.folder:
            remove_folder(self.folder)
        self.folder, self.files, self._open = "", [], None

    def discard_unless_taken(self) -> None:
        """Leave nothing behind of an upload that led to nothing, whatever happened."""
        if not self.is_taken:
            self.discard()

    def take(self) -> Received:
        """Hand over what was received, or raise why there is nothing."""
        refusal = self.refusal or (None if self.files else NothingUploaded())
        if refusal:
            self.discard()
            raise refusal
        return Received(self.folder, self.files)

    def _give_up(self, refusal: Refusal) -> None:
        self.refusal = refusal
        self.discard()
        raise SkipFile


def path_of(folder: str) -> Path:
    """Return where a private folder lies."""
    return Path(settings.MEDIA_ROOT) / folder


def new_folder() -> str:
    """Make a private folder with a name nobody can guess."""
    folder = secrets.token_hex(16)
    path_of(folder).mkdir(mode=0o700, parents=True)
    return folder


def remove_folder(folder: str) -> None:
    """Remove a private folder with all in it; it may be gone already."""
    if folder:
        shutil.rmtree(path_of(folder), ignore_errors=True)


def folders() -> Iterator[str]:
    """Name every private folder there is."""
    root = Path(settings.MEDIA_ROOT)
    yield from (path.name for path in root.iterdir()) if root.is_dir() else ()


def file_name(number: int) -> str:
    """Return what the file with this number is called in its folder."""
    return f"{number:04d}"


def shown_name(name: str, number: int) -> str:
    """Return what a file is called on the page: never what may be the subject of a message."""
    if "@" in name or Path(name).suffix.lower() in NAMED_AFTER_SUBJECTS or not name:
        return gettext("file %(number)d") % {"number": number}
    return name[:LONGEST_NAME]


def free_bytes() -> int:
    """Return how much room the disk has for uploads."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return shutil.disk_usage(root).free


def too_large() -> UploadTooLarge:
    """Return the refusal with the limit of this installation."""
    return UploadTooLarge(most=settings.UPLOAD_LIMIT_BYTES // MB)


def too_much_waits() -> TooMuchWaits:
    """Return the refusal with what one person may have waiting here."""
    return TooMuchWaits(most=settings.WAITING_LIMIT_BYTES // MB)


def disk_refusal(error: OSError) -> Refusal:
    """Return why something could not be written: the disk is full, or it broke off."""
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    return DiskIsFull() if full else UploadBrokeOff()
