"""A file from the payroll system, what it does not say itself, and who has left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm, OneOf, Several, offer
from kraftsamling.documents.forms import TableFileField
from kraftsamling.documents.imports.profile import profile_words
from kraftsamling.workforce.importing.profile import profile, profiles
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.statuses import PayrollKind


class PayrollFileForm(KraftForm):
    """Choose a file, and say what it tells of."""

    kind = OneOf(label=_lazy("What does the file tell of?"), choices=PayrollKind.choices)
    system = forms.ChoiceField(label=_lazy("Which payroll system is it from?"))
    file = TableFileField(
        help_text=_lazy(
            "At most 20 MB and 100 000 rows. Wages and personal identity numbers are never kept."
        )
    )
    made_on = SwedishDateField(
        label=_lazy("Which day was the file made there?"), side=Side.TODAY_OR_EARLIER
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ((each, profile(each, PayrollKind.STAFF)) for each in profiles())
        offer(self, "system", [(each, profile_words(one)) for each, one in known])


class LeavingForm(KraftForm):
    """Who of those the file does not name has left, and her last day here."""

    leaving = Several(label=_lazy("Who has left?"), required=False)
    left_on = SwedishDateField(label=_lazy("Last day here"), required=False)

    def __init__(self, *args: Any, staff: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "leaving", [(str(each.pk), f"{each.name}, {each.unit.name}") for each in staff])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("leaving") and not data.get("left_on") and "left_on" not in self.errors:
            self.add_error("left_on", _("Write the last day of those who have left."))
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "leaving": [UUID(each) for each in data["leaving"]],
            "left_on": data["left_on"],
        }
