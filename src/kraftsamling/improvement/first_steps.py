"""The first plan, as a step of Get started."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.improvement.models import ActionPlan
from kraftsamling.organisations.onboarding import OnboardingStep, register_step


def _words(_authority_id: UUID) -> str:
    return _("Write what you want to change, for whom, and how you will see that it helps.")


def _done(authority_id: UUID) -> bool:
    return ActionPlan.rows.filter(owner_id=authority_id).exists()


def register_all() -> None:
    """Called once at start."""
    register_step(
        OnboardingStep(
            "plan",
            50,
            gettext_lazy("The first plan"),
            _words,
            gettext_lazy("About 20 minutes"),
            _done,
            links=((gettext_lazy("Write a plan"), "plan_new"),),
        )
    )
