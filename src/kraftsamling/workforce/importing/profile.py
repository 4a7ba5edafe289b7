"""What the columns of a payroll system's files mean: one YAML file for each system, with a version."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kraftsamling.documents.imports import profile as generic
from kraftsamling.documents.imports.profile import Layout, Profile
from kraftsamling.workforce.statuses import PayrollKind

PROFILES: Final = Path(__file__).parent / "profiles"
LAYOUTS: Final[Mapping[PayrollKind, Layout]] = {
    PayrollKind.STAFF: Layout(
        (
            "number", "name", "personal_number", "email", "unit", "job", "form", "share",
            "starts_on", "ends_on", "profession_since", "manager", "step_years", "step_from",
        ),
        frozenset({"number", "name", "unit", "job", "form", "starts_on"}),
        ("job", "form"),
    ),
    PayrollKind.ABSENCE: Layout(
        ("number", "kind", "starts_on", "ends_on"),
        frozenset({"number", "kind", "starts_on"}),
        ("kind",),
    ),
    PayrollKind.POSTS: Layout(
        (
            "number", "title", "unit", "job", "share", "approved_on", "vacant_since", "filled_on",
            "holder",
        ),
        frozenset({"number", "title", "unit", "job", "approved_on"}),
        ("job",),
    ),
}  # fmt: skip
"""Everything that is read. No wage is among it, but the steps of the ladder that have been paid."""


def profiles() -> list[str]:
    """The systems there is a profile for."""
    return generic.systems_in(PROFILES)


def profile(system: str, kind: PayrollKind) -> Profile:
    """How a system writes one kind of file. Raises KeyError for a system that there is no profile for."""
    return generic.read_profile(generic.text_in(PROFILES, system), LAYOUTS[kind], part=kind)
