"""Storing files and reading them back as they were."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import transaction

from kraftsamling.documents.models import FileChunk, FileFacts, FilePiece, StoredFile

F = TypeVar("F", bound=FileFacts)

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
    """Store a file that everybody at an authority may read. Raises FileTooLarge."""
    return store_in(
        StoredFile,
        FileChunk,
        content,
        name=name,
        content_type=content_type,
        authority_id=authority_id,
        created_by=by,
        created_at=at,
    )


@transaction.atomic
def store_in(files: type[F], pieces: type[FilePiece], content: bytes, **facts: Any) -> F:
    """Store a file in the two tables of a class of its own. Raises FileTooLarge."""
    if len(content) > LARGEST:
        raise FileTooLarge(facts["name"])
    file = files.rows.create(size=len(content), sha256=sha256(content).digest(), **facts)
    pieces.rows.bulk_create(
        pieces(
            authority_id=file.authority_id,
            file=file,  # type: ignore[misc]
            number=number,
            data=content[start : start + CHUNK],
        )
        for number, start in enumerate(range(0, len(content), CHUNK))
    )
    return file


def read(file: StoredFile) -> bytes:
    """The file's bytes, proven to be the same. Raises FileDamaged."""
    return read_from(FileChunk, file)


def read_from(pieces: type[FilePiece], file: FileFacts) -> bytes:
    """The bytes of a file in tables of its own, proven to be the same. Raises FileDamaged."""
    rows: Any = pieces.rows
    found = rows.filter(authority_id=file.authority_id, file=file).order_by("number")
    content = b"".join(bytes(data) for data in found.values_list("data", flat=True))
    if len(content) != file.size or sha256(content).digest() != bytes(file.sha256):
        raise FileDamaged(file.pk)
    return content
