"""A unit asks for help, and another answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.statuses import HelpAnswer
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf
from kraftsamling.workforce.statuses import Skill


class AskForHelpForm(IdempotentForm, KraftForm):
    """How much, until when, and what whoever comes must know. Nothing about a child."""

    points = forms.TypedChoiceField(
        label=_lazy("How many points?"),
        help_text=_lazy("150 is a full load with five years in the profession."),
        choices=[(str(each), str(each)) for each in range(5, 155, 5)],
        coerce=int,
    )
    what = forms.ChoiceField(
        label=_lazy("What must whoever comes know?"),
        choices=[("", _lazy("Nothing in particular")), *Skill.choices],
        required=False,
    )
    until = SwedishDateField(label=_lazy("Until which day?"), side=Side.TODAY_OR_LATER)


class AnswerHelpForm(KraftForm):
    """Yes or no."""

    answer = OneOf(label=_lazy("Can your unit help?"), choices=HelpAnswer.choices)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {"answer": self.cleaned_data["answer"]}
