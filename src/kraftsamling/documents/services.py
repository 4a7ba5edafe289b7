"""Storing files and reading them back as they were."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.db import transaction

from kraftsamling.documents.models import FileChunk, StoredFile

CHUNK: Final = 256 * 1024
LARGEST: Final = 20 * 1024 * 1024


class FileTooLarge(Exception):
    """Raised for a file above the limit."""


class FileDamaged(Exception):
    """Raised when a stored file is not what it was when it was stored."""


@transaction.atomic
def store(
    content: bytes,
    *,
    name: str,
    content_type: str,
    authority_id: UUID,
    by: UUID | None,
    at: datetime,
) -> StoredFile:
    """Store a file for an authority. Raises FileTooLarge."""
    if len(content) > LARGEST:
        raise FileTooLarge(name)
    file = StoredFile.rows.create(
        authority_id=authority_id,
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=sha256(content).digest(),
        created_at=at,
        created_by=by,
    )
    FileChunk.rows.bulk_create(
        FileChunk(
            authority_id=authority_id, file=file, number=number, data=content[start : start + CHUNK]
        )
        for number, start in enumerate(range(0, len(content), CHUNK))
    )
    return file


def read(file: StoredFile) -> bytes:
    """The file's bytes, proven to be the same. Raises FileDamaged."""
    chunks = FileChunk.rows.of_authority(file.authority_id).filter(file=file).order_by("number")
    content = b"".join(bytes(data) for data in chunks.values_list("data", flat=True))
    if len(content) != file.size or sha256(content).digest() != bytes(file.sha256):
        raise FileDamaged(file.pk)
    return content
