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
    response = HttpResponse(services.read(file), content_type=file.content_type)
    header = content_disposition_header(as_attachment=True, filename=file.name)
    assert header is not None
    response["Content-Disposition"] = header
    response["X-Content-Type-Options"] = "nosniff"
    return response
