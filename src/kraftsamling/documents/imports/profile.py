"""What the columns of another system's export mean: one YAML file for each system, with a version."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

import yaml
from django.utils.translation import gettext as _

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


@dataclass(frozen=True)
class Layout:
    """What an app reads: every column, those that must be there, and those that are code lists."""

    columns: Collection[str]
    required: frozenset[str]
    codes: Collection[str]


def same(text: str) -> str:
    """Words without case and signs, so that headings and codes are found however they are written."""
    return _SIGNS.sub(" ", normalize("NFKC", text)).strip().casefold()


def systems_in(folder: Path) -> list[str]:
    """The systems that a folder has a profile for."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def text_in(folder: Path, system: str) -> str:
    """The profile of a system as it is written. Raises KeyError for one that there is none for."""
    if system not in systems_in(folder):
        raise KeyError(system)
    return (folder / f"{system}.yaml").read_text(encoding="utf-8")


def read_profile(text: str, layout: Layout, *, part: str = "") -> Profile:
    """A profile from its text, or one `part` of it when the system makes several kinds of file.

    Raises ValueError when it names what we do not read, or lacks what we must.
    """
    raw = yaml.safe_load(text)
    headings: Mapping[str, Sequence[str]] = raw[part]["headings"] if part else raw["headings"]
    unknown = set(headings) - set(layout.columns)
    if unknown or not set(headings) >= layout.required:
        raise ValueError(f"unknown {sorted(unknown)}, required {sorted(layout.required)}")
    return Profile(
        system=raw["system"],
        version=int(raw["version"]),
        is_example=bool(raw.get("is_example", False)),
        dates=tuple(raw["dates"]),
        headings={same(each): column for column, names in headings.items() for each in names},
        codes={
            column: {
                same(each): code for code, names in raw.get(column, {}).items() for each in names
            }
            for column in layout.codes
        },
    )


def profile_words(known: Profile) -> str:
    """The name of a profile as it is chosen, and whether its headings are invented."""
    words = {"system": known.system.capitalize(), "version": known.version}
    if known.is_example:
        return _("%(system)s, version %(version)s (example with invented headings)") % words
    return _("%(system)s, version %(version)s") % words
