"""A session of a method supporter's: booked, and held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.common.fields import SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, offer
from kraftsamling.organisations.models import Unit
from kraftsamling.workforce.statuses import SupportKind


class SessionForm(IdempotentForm):
    """Which group, what, and when."""

    unit_id = forms.ChoiceField(label=_lazy("Which group?"))
    kind = OneOf(label=_lazy("What?"), choices=SupportKind.choices)
    on = SwedishDateField(label=_lazy("Which day?"))
    hours = forms.IntegerField(label=_lazy("How many hours?"), min_value=1, max_value=10, initial=1)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit_id", ((str(unit.pk), unit.name) for unit in units))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {**data, "unit_id": UUID(data["unit_id"]), "kind": SupportKind(data["kind"])}


class HeldForm(KraftForm):
    """How many were there."""

    people = forms.IntegerField(
        label=_lazy("How many were there, besides you?"), min_value=1, max_value=200
    )
