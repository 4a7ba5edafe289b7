"""Status as a column with a written table of allowed steps."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

S = TypeVar("S", bound=Enum)


class TransitionNotAllowed(Exception):
    """Raised when a step is not in the table of its status."""

    def __init__(self, before: Enum, after: Enum) -> None:
        super().__init__(f"{before.value} may not become {after.value}")
        self.before, self.after = before, after


def ensure_allowed(allowed: Mapping[S, frozenset[S]], before: S, after: S) -> None:
    """Raise TransitionNotAllowed unless the table lets `before` become `after`."""
    if after not in allowed[before]:
        raise TransitionNotAllowed(before, after)
