"""What a manager has seen of a worker's degree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.statuses import QualificationGround
from kraftsamling.common.forms import IdempotentForm, OneOf


class QualificationForm(IdempotentForm):
    """The degree, or that there is none."""

    ground = OneOf(label=_lazy("What have you seen?"), choices=QualificationGround.choices)
    words = forms.CharField(
        label=_lazy("Which degree, from where and which year"), max_length=200, required=False
    )

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {**data, "ground": QualificationGround(data["ground"])}
