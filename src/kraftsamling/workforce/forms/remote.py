"""What is written about remote work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf


class AgreementForm(IdempotentForm):
    """How much of the time, from a day."""

    share = forms.IntegerField(
        label=_lazy("How many percent of the time?"), min_value=0, max_value=100
    )
    starts_on = SwedishDateField(label=_lazy("From which day?"), side=Side.TODAY_OR_LATER)


class DayForm(KraftForm):
    """A day at home."""

    on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_LATER)


class DecideDayForm(KraftForm):
    """Yes, or no with why."""

    answer = OneOf(
        label=_lazy("Is the day agreed?"), choices=[("ja", _lazy("Yes")), ("nej", _lazy("No"))]
    )
    reason = forms.CharField(label=_lazy("If not: why?"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == "nej" and not str(data.get("reason", "")).strip():
            self.add_error("reason", _("Say why, so that she can ask for another day."))
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {
            "agrees": self.cleaned_data["answer"] == "ja",
            "reason": self.cleaned_data["reason"],
        }
