"""A text field that is stored encrypted: AES-GCM, the key's id in the ciphertext, the row as its place.

The row's id and the column are associated data: a ciphertext that is moved to another row or column
does not open. Rows therefore have their UUID before they are saved.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from kraftsamling.confidentiality.keys import field_key

NONCE_BYTES: Final = 12


class CiphertextRefused(Exception):
    """Raised when a stored value does not open: moved, damaged, or its key is gone."""


def seal_text(text: str, *, place: str) -> bytes:
    """Encrypt for one place (`table.column:row id`). Format: key id, nonce, ciphertext."""
    key_id, key = field_key()
    nonce = os.urandom(NONCE_BYTES)
    return bytes([key_id]) + nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode())


def open_text(sealed: bytes, *, place: str) -> str:
    """The text again. Raises CiphertextRefused when it does not belong to this place."""
    try:
        _, key = field_key(sealed[0])
        nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        return AESGCM(key).decrypt(nonce, ciphertext, place.encode()).decode()
    except (InvalidTag, KeyError, IndexError, ValueError) as refused:
        raise CiphertextRefused(place) from refused


if TYPE_CHECKING:
    _Bytes = models.BinaryField[Any, Any]
else:
    _Bytes = models.BinaryField


class EncryptedTextField(_Bytes):
    """Text in Python, ciphertext in the database. It cannot be searched: keep a blind index beside it."""

    def place(self, row: models.Model) -> str:
        """Where a value of this field belongs."""
        return f"{row._meta.db_table}.{self.column}:{row.pk}"

    def contribute_to_class(
        self, cls: type[models.Model], name: str, *args: Any, **kw: Any
    ) -> None:
        super().contribute_to_class(cls, name, *args, **kw)
        setattr(cls, name, _Decrypting(self))

    @property
    def get_placeholder(self) -> Any:
        """None, unlike Django's own for bytes: many rows are then stored as one array for each column."""
        raise AttributeError("get_placeholder")

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        text = getattr(model_instance, self.attname)
        return None if text is None else seal_text(text, place=self.place(model_instance))


class _Decrypting:
    """Opens the stored value when it is asked for, not when the row is loaded."""

    def __init__(self, field: EncryptedTextField) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        value = row.__dict__.get(self.field.attname)
        if isinstance(value, bytes | memoryview):
            return open_text(bytes(value), place=self.field.place(row))
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value
