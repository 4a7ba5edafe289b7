"""Files that people send: held in memory up to a limit, never written to the disk of the web server.

Django's own handler lays what is large in a temporary file, where it survives a crash; and it takes whatever
comes. This one counts what is above the limit and lets it go, so that the form can say how it was.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LARGEST: Final = 20 * 1024 * 1024


class HeldInMemory(FileUploadHandler):
    """The only upload handler. A file above LARGEST arrives empty, with the size it would have had."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file of the form begins."""
        super().new_file(*args, **kwargs)
        self.held, self.counted = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the piece while there is room; always count it."""
        self.counted += len(raw_data)
        if self.counted <= LARGEST:
            self.held.write(raw_data)
        else:
            self.held = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """What the form gets."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name or "–", self.content_type or "",
            self.counted, self.charset, self.content_type_extra,
        )  # fmt: skip
