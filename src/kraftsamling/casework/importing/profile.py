"""What the columns of a record system's export mean: one YAML file for each system, with a version."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kraftsamling.documents.imports import profile as generic
from kraftsamling.documents.imports.profile import Layout, Profile

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
LAYOUT: Final = Layout(COLUMNS, REQUIRED, ("reporter_type", "prelim_decision"))


def profiles() -> list[str]:
    """The systems there is a profile for."""
    return generic.systems_in(PROFILES)


def profile(system: str) -> Profile:
    """The profile of a system. Raises KeyError for one that there is none for."""
    return read_profile(generic.text_in(PROFILES, system))


def read_profile(text: str) -> Profile:
    """A profile from its text. Raises ValueError when it names what we do not read, or lacks what we must."""
    return generic.read_profile(text, LAYOUT)
