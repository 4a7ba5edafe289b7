"""What was read of a file, packed a thousand rows at a time: a large file is never whole in memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final
from uuid import UUID
from zlib import compress, decompress

from kraftsamling.casework.importing.reading import ImportedCase

_NAMES: Final = tuple(each.name for each in fields(ImportedCase))
_DAYS: Final = frozenset(each.name for each in fields(ImportedCase) if "date" in str(each.type))
_IDS: Final = frozenset(each.name for each in fields(ImportedCase) if "UUID" in str(each.type))


def packed(rows: Sequence[ImportedCase]) -> bytes:
    """Rows as bytes."""
    told = [[getattr(row, name) for name in _NAMES] for row in rows]
    return compress(json.dumps(told, default=str, separators=(",", ":")).encode(), level=1)


def unpacked(part: bytes) -> list[ImportedCase]:
    """The rows again."""
    told = json.loads(decompress(part))
    return [ImportedCase(*map(_value, _NAMES, row)) for row in told]


def _value(name: str, said: Any) -> Any:
    if said is None:
        return None
    if name in _DAYS:
        return date.fromisoformat(said)
    return UUID(said) if name in _IDS else said
