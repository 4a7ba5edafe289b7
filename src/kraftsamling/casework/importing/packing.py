"""What was read of a file, packed a thousand rows at a time: a large file is never whole in memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final
from uuid import UUID
from zlib import compress, decompress

from kraftsamling.casework.importing.reading import ImportedCase

_NAMES: Final = tuple(each.name for each in fields(ImportedCase))
_cells_of: Final = attrgetter(*_NAMES)
_id: Final = lru_cache(maxsize=4096)(UUID)  # a few units and workers, in every row
_READ_BY: Final = tuple(
    (place, date.fromisoformat if "date" in str(each.type) else _id)
    for place, each in enumerate(fields(ImportedCase))
    if "date" in str(each.type) or "UUID" in str(each.type)
)
"""Where a row has days and ids, and how they are read. All else is as it was written."""


def packed(rows: Sequence[ImportedCase]) -> bytes:
    """Rows as bytes."""
    told = [_cells_of(row) for row in rows]
    return compress(json.dumps(told, default=str, separators=(",", ":")).encode(), level=1)


def unpacked(part: bytes) -> list[ImportedCase]:
    """The rows again."""
    told: list[list[Any]] = json.loads(decompress(part))
    for cells in told:
        for place, read in _READ_BY:
            if cells[place] is not None:
                cells[place] = read(cells[place])
    return [ImportedCase(*cells) for cells in told]


def source_ids(part: bytes) -> list[str]:
    """What the record system calls the cases of the rows, in their order."""
    place = _NAMES.index("source_id")
    return [cells[place] for cells in json.loads(decompress(part))]
