"""What is decided and ticked about wages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm

LONGEST = 40
MOST_KRONOR = 20_000


class LadderForm(IdempotentForm):
    """After how many years, and how much."""

    years = forms.CharField(
        label=_lazy("After how many years?"),
        max_length=60,
        help_text=_lazy("For example 1, 3, 5."),
    )
    kronor = forms.IntegerField(
        label=_lazy("How many kronor more a month each time?"),
        min_value=1,
        max_value=MOST_KRONOR,
    )
    valid_from = SwedishDateField(label=_lazy("From which day?"), side=Side.TODAY_OR_LATER)

    def clean_years(self) -> list[int]:
        """Whole years, each once."""
        parts = [part.strip() for part in self.cleaned_data["years"].split(",")]
        if not all(part.isdecimal() and 0 < int(part) <= LONGEST for part in parts if part):
            raise forms.ValidationError(_("Write whole years with a comma between: 1, 3, 5."))
        found = sorted({int(part) for part in parts if part})
        if not found:
            raise forms.ValidationError(_("Write whole years with a comma between: 1, 3, 5."))
        return found

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return dict(self.cleaned_data)


class PaidForm(KraftForm):
    """From when a step is paid."""

    paid_from = SwedishDateField(label=_lazy("From which day is it paid?"))
