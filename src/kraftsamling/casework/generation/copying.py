"""Rows as the text that PostgreSQL's COPY reads, and ids that are the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import repeat
from typing import Final

NULL: Final = r"\N"
YES: Final = "t"
NO: Final = "f"

Column = Iterable[str]


@dataclass(frozen=True)
class TableText:
    """Rows of one table: its columns in the order of `text`, which COPY reads as it stands."""

    table: str
    columns: tuple[str, ...]
    text: str
    count: int


@dataclass(frozen=True)
class Ids:
    """Ids that are the same for the same seed, and follow each other, so that an index grows at its end."""

    seed: int
    authority: int
    part: int

    def of(self, kind: int, numbers: Iterable[int]) -> list[str]:
        """One id for each number, of one kind of row. The first eight signs tell the rows of a part apart."""
        ends = sha256(f"kraftsamling {self.seed}".encode()).hexdigest()[:12]
        begins = f"{kind:02x}{self.authority % 256:02x}"
        rest = f"-{self.part:04x}-8{self.authority // 256:03x}-8000-{ends}"
        return [f"{begins}{number:04x}{rest}" for number in numbers]


def table(name: str, **columns: Column | str) -> TableText:
    """A text is the same in every row; one column at least is not a text."""
    values = [repeat(each) if isinstance(each, str) else each for each in columns.values()]
    lines = list(map("\t".join, zip(*values, strict=False)))
    lines.append("")
    return TableText(f"casework_{name}", tuple(columns), "\n".join(lines), len(lines) - 1)
