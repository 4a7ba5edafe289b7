"""Files in the database, in chunks: one backup, one transaction, one wall."""

from __future__ import annotations

import pgtrigger
from django.db import models

from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow

_FILE = Classification(
    DataClass.K2,
    Wall.OWN_AUTHORITY,
    Rights.APPEND,
    kept="with what it belongs to",
    identifying="the name of a file",
)


class FileFacts(AuthorityRow):
    """One file: what it is, how large, and the digest it must still have when it is read.

    A table of files has one class and one way in. Whoever keeps files of another class has two tables of its
    own, one of these and one of `FilePiece`, and names them to the services.
    """

    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        abstract = True
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class FilePiece(AuthorityRow):
    """A piece of a file, in order; `file` is the foreign key of the table that has it."""

    number = models.PositiveIntegerField()
    data = models.BinaryField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        abstract = True
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class StoredFile(FileFacts):
    """A file that everybody at the authority may read (fil)."""

    classification = _FILE


class FileChunk(FilePiece):
    """A piece of such a file."""

    classification = _FILE

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="chunks")

    class Meta(FilePiece.Meta):
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="chunk_once")]
