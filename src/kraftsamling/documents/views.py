"""Handing out stored files: after the door, by random name, never shown inside a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.documents import services
from kraftsamling.documents.models import StoredFile


@access("stored_file", "read", key="file_id")
def download(request: GuardedRequest, file: StoredFile) -> HttpResponse:
    """The file as it was stored."""
    return as_attachment(services.read(file), name=file.name, content_type=file.content_type)


def as_attachment(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A file to save: never drawn inside a page, and never taken for another type than it is."""
    header = content_disposition_header(as_attachment=True, filename=name)
    assert header is not None
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": header, "X-Content-Type-Options": "nosniff"},
    )
