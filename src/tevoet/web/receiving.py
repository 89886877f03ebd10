"""Files that arrive with a form: only the beginning is kept, and never on the disk.

Whoever posts to any page may send files along, a stranger too. The one page that takes large files
has a handler of its own.
"""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class BeginningUploadHandler(FileUploadHandler):
    """Keep `FILE_UPLOAD_MAX_MEMORY_SIZE` bytes of all files of a request together.

    What comes after is read and let go, so that a form can still say that a file is too large.
    """

    kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # Any: handed on to Django as is
        """Begin a file in memory."""
        super().new_file(*args, **kwargs)
        self.beginning = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what still fits."""
        fits = raw_data[: settings.FILE_UPLOAD_MAX_MEMORY_SIZE - self.kept]
        self.kept += len(fits)
        self.beginning.write(fits)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand over what was kept."""
        size = self.beginning.tell()
        self.beginning.seek(0)
        return InMemoryUploadedFile(
            file=self.beginning,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type or "",
            size=size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
