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


class StoredFile(AuthorityRow):
    """One file: what it is, how large, and the digest it must still have when it is read (fil)."""

    classification = _FILE

    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class FileChunk(AuthorityRow):
    """A piece of a file, in order."""

    classification = _FILE

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="chunks")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="chunk_once")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
