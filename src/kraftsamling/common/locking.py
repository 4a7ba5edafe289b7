"""Optimistic locking: two people in one form never overwrite each other."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class StaleVersion(Exception):
    """Raised when the row has changed since the form was opened; `row` is how it stands now."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(f"{type(row).__name__} {row.pk} has changed since the form was opened")
        self.row = row


class Versioned(models.Model):
    """A row that counts its own changes."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def save_if_unchanged(row: Versioned, *, seen_version: int, fields: list[str]) -> None:
    """Store the named fields, if nobody else has saved since version `seen_version` was shown.

    Raises StaleVersion with the stored row; nothing is written then.
    """
    values: dict[str, Any] = {name: getattr(row, name) for name in fields}
    changed = (
        type(row)
        ._base_manager.filter(pk=row.pk, version=seen_version)
        .update(version=seen_version + 1, **values)
    )
    if not changed:
        raise StaleVersion(type(row)._base_manager.get(pk=row.pk))
    row.version = seen_version + 1
