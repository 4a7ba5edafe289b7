"""What the columns of a record system's export mean: one YAML file for each system, with a version."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

import yaml

PROFILES: Final = Path(__file__).parent / "profiles"
REQUIRED: Final = frozenset({"case_id", "child_ref", "received_date", "unit"})
COLUMNS: Final = (
    "case_id", "child_ref", "child_initials", "birth_date", "received_date", "reporter_type",
    "prelim_decision", "prelim_date", "investigation_open", "investigation_close",
    "extension_until", "start", "end", "closed_date", "unit", "handler_ref",
)  # fmt: skip
"""Everything that is read. Free text is not among it: columns that are not named are passed by."""
DATES: Final = frozenset(
    {
        "birth_date", "received_date", "prelim_date", "investigation_open", "investigation_close",
        "extension_until", "start", "end", "closed_date",
    }
)  # fmt: skip
_SIGNS: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True)
class Profile:
    """One system's export: which heading is which column, how dates are written, and its code lists."""

    system: str
    version: int
    is_example: bool
    dates: Sequence[str]
    headings: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]

    def day(self, cell: Any) -> date | None:
        """The day that a cell says; None when it is not written in any of the ways."""
        if isinstance(cell, date):
            return cell
        for way in self.dates:
            try:
                return datetime.strptime(str(cell).strip(), way).date()  # noqa: DTZ007 – no zone
            except ValueError:
                continue
        return None


def same(text: str) -> str:
    """Words without case and signs, so that headings and codes are found however they are written."""
    return _SIGNS.sub(" ", normalize("NFKC", text)).strip().casefold()


def profiles() -> list[str]:
    """The systems there is a profile for."""
    return sorted(path.stem for path in PROFILES.glob("*.yaml"))


def profile(system: str) -> Profile:
    """The profile of a system. Raises KeyError for one that there is none for."""
    if system not in profiles():
        raise KeyError(system)
    return read_profile((PROFILES / f"{system}.yaml").read_text(encoding="utf-8"))


def read_profile(text: str) -> Profile:
    """A profile from its text. Raises ValueError when it names what we do not read, or lacks what we must."""
    raw = yaml.safe_load(text)
    unknown = set(raw["headings"]) - set(COLUMNS)
    if unknown or not set(raw["headings"]) >= REQUIRED:
        raise ValueError(f"unknown {sorted(unknown)}, required {sorted(REQUIRED)}")
    return Profile(
        system=raw["system"],
        version=int(raw["version"]),
        is_example=bool(raw.get("is_example", False)),
        dates=tuple(raw["dates"]),
        headings={
            same(each): column for column, names in raw["headings"].items() for each in names
        },
        codes={
            column: {
                same(each): code for code, names in raw.get(column, {}).items() for each in names
            }
            for column in ("reporter_type", "prelim_decision")
        },
    )
