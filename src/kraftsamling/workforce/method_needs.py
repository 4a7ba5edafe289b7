"""Where figures of mappings and invitations come from: the app that holds the cases registers itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.workforce.rules.support import GroupFigures

Figures = Callable[[UUID, date], list[GroupFigures] | None]
"""(authority, day) → for each group that investigates: counts and a day, never a case. None when the mappings
are kept elsewhere and nothing is known of them."""
FIGURES: Final[list[Figures]] = []

Invitations = Callable[[Actor, Circumstances], list[Link]]
"""(who reads, moment) → what she has been invited to see, each by its page."""
INVITATIONS: Final[list[Invitations]] = []


def figures_of(authority_id: UUID, *, today: date) -> list[GroupFigures] | None:
    """The figures of every group; None when nobody knows them. Runs inside the authority."""
    found = (source(authority_id, today) for source in FIGURES)
    return next((figures for figures in found if figures is not None), None)


def invitations_of(actor: Actor, *, at: Circumstances) -> list[Link]:
    """What the reader has been invited to. Without an invitation there is nothing to see."""
    return [each for source in INVITATIONS for each in source(actor, at)]
