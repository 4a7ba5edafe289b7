"""The first questions, as a step of Get started."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.organisations.onboarding import OnboardingStep, register_step
from kraftsamling.participation.selectors import has_handed_out


def _words(_authority_id: UUID) -> str:
    return _(
        "Put the slip with the three questions in the letters you already send. Five answers are enough"
        " for the first figure."
    )


def register_all() -> None:
    """Called once at start."""
    register_step(
        OnboardingStep(
            "questions",
            60,
            gettext_lazy("The first questions"),
            _words,
            gettext_lazy("About 10 minutes"),
            has_handed_out,
            links=((gettext_lazy("Print the slips"), "survey_slips"),),
        )
    )
