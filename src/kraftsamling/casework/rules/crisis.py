"""What a crisis may put off and what it never may. The crisis plan asks here before it pauses anything.

Joint handling of a family by the adult unit and the child unit was the stable part in the hardest time: it is
never put off, and neither is a child's protection.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Work(StrEnum):
    """Work of the units that a crisis plan speaks of."""

    PROTECTION = "PROTECTION"
    PRELIMINARY = "PRELIMINARY"
    INVESTIGATION = "INVESTIGATION"
    FOLLOW_UP = "FOLLOW_UP"
    JOINT_HANDLING = "JOINT_HANDLING"


NEVER_PUT_OFF: Final = frozenset({Work.PROTECTION, Work.JOINT_HANDLING})


class NeverPutOff(Exception):
    """Raised when a step of a crisis plan would pause what no crisis pauses."""


def may_be_put_off(work: Work) -> bool:
    """Whether a crisis may let this wait."""
    return work not in NEVER_PUT_OFF


def ensure_may_be_put_off(work: Work) -> None:
    """Raises NeverPutOff."""
    if not may_be_put_off(work):
        raise NeverPutOff(work)
