"""The five steps of "Ett varv på en minut"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROUND_IN_SESSION: Final = "round"


@dataclass(frozen=True)
class RoundStep:
    """One step: what happens and who one is. Without `persona` one is nobody in particular."""

    number: int
    name: str | Promise
    detail: str | Promise
    persona: str = ""


STEPS: Final = (
    RoundStep(1, _("Answer three questions"), _("as a parent, with the code on the slip")),
    RoundStep(2, _("Let the night pass"), _("the answers are shuffled and counted, for real")),
    RoundStep(
        3,
        _("See the figure"),
        _("with Leila, method supporter. Five new answers are in it, one is yours"),
        "leila",
    ),
    RoundStep(
        4,
        _("Read the plan"),
        _("with Karin, manager. One goal has not been reached, and it says why"),
        "karin",
    ),
    RoundStep(5, _("Read the published report"), _("as anybody")),
)


def step(number: int) -> RoundStep | None:
    """The step with this number; None before the first and after the last."""
    return STEPS[number - 1] if 1 <= number <= len(STEPS) else None
