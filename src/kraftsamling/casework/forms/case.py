"""Forms about the case itself: who has it, why it closes, why one opens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.models import GlassReason
from kraftsamling.casework.statuses import AssignmentRole, GlassOutcome
from kraftsamling.common.forms import KraftForm, OneOf, offer
from kraftsamling.organisations.models import Membership


class AssignForm(KraftForm):
    """Which worker, and in what part."""

    to = forms.ChoiceField(label=_lazy("Worker"))
    role = OneOf(
        label=_lazy("In what part?"),
        choices=[
            (AssignmentRole.MAIN.value, AssignmentRole.MAIN.label),
            (AssignmentRole.CO_WORKER.value, AssignmentRole.CO_WORKER.label),
            (AssignmentRole.SUPERVISED.value, AssignmentRole.SUPERVISED.label),
        ],
        initial=AssignmentRole.MAIN.value,
    )
    sure = forms.BooleanField(
        label=_lazy("I have asked: there is no conflict of interest"), required=False
    )

    def __init__(self, *args: Any, workers: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(each.pk): each for each in workers}
        choices = [(key, f"{each.name}, {each.unit.name}") for key, each in self.workers.items()]
        offer(self, "to", choices)
        self.fields["sure"].widget = forms.HiddenInput()

    def ask_if_sure(self, why: str) -> None:
        """Something hints at a conflict of interest: whoever gives the case out says that it is none."""
        self.fields["sure"].widget = forms.CheckboxInput()
        self.add_error("sure", why)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {
            "to": self.workers[self.cleaned_data["to"]],
            "role": AssignmentRole(self.cleaned_data["role"]),
            "sure": self.cleaned_data["sure"],
        }


class BecauseForm(KraftForm):
    """A reason in a sentence or two."""

    because = forms.CharField(label=_lazy("Why?"), max_length=500)


class ReasonForm(KraftForm):
    """Why one opens a case that is not one's own (aktivt val)."""

    reason = forms.CharField(
        label=_lazy("Why do you need to open the case?"),
        max_length=300,
        help_text=_lazy("What you write is kept in the log, and is looked at afterwards."),
    )


class GlassForm(KraftForm):
    """Breaking the glass: one of five reasons, and at least a sentence."""

    reason = OneOf(label=_lazy("Reason"), choices=GlassReason.choices)
    words = forms.CharField(
        label=_lazy("What has happened?"),
        max_length=500,
        help_text=_lazy(
            "At least twenty characters. Your manager and the log reviewer are told at once."
        ),
    )


class ConflictForm(KraftForm):
    """I may not come near the case. Why is optional, and only the unit manager reads it."""

    words = LongText(
        label=_lazy("Why? Only your unit manager sees it"), rows=2, longest=500, required=False
    )


class GlassReviewForm(KraftForm):
    """Whether an emergency opening was right, and why."""

    outcome = OneOf(label=_lazy("Was it right?"), choices=GlassOutcome.choices)
    words = forms.CharField(label=_lazy("How do you know?"), max_length=500)
