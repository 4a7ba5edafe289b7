"""The pages of the settings that other apps own. Each app registers its own; the index lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class SettingsPage:
    """A page: its name in words and as an address, what it is for, and the cell that it asks for."""

    title: Words
    url_name: str
    text: Words
    resource: str
    action: str


PAGES: Final[list[SettingsPage]] = []


def register(*pages: SettingsPage) -> None:
    """Make pages known. Called at start, in the order they are listed."""
    PAGES.extend(pages)
