"""What people type: a change to mark, and which period to release."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm
from kraftsamling.indicators.registry import REGISTRY
from kraftsamling.indicators.rules.periods import Length, Period


class ChangeForm(KraftForm):
    """Something that was done on a day, to be drawn as a line in the charts."""

    label = forms.CharField(
        label=_("What was changed?"),
        help_text=_("A few words, for example “Signs of Safety in all groups”."),
        max_length=80,
    )
    on = SwedishDateField(label=_("From which day?"), side=Side.TODAY_OR_EARLIER)
    code = forms.ChoiceField(label=_("In which charts?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        named = sorted((str(each.name), code) for code, each in REGISTRY.items())
        field.choices = [("", gettext("In all")), *((code, name) for name, code in named)]
        field.error_messages["invalid_choice"] = gettext("Choose one of the figures.")


class ReleaseForm(KraftForm):
    """Which finished period to release."""

    period = forms.ChoiceField(
        label=_("Which period?"),
        help_text=_("Choose a half-year or a year only if too few have answered in the quarters."),
    )

    def __init__(self, *args: Any, periods: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = periods
        field.error_messages["invalid_choice"] = gettext(
            "Choose a period that is over and that has not been released."
        )

    def chosen(self) -> Period:
        """The period that was chosen."""
        first_day, length = self.cleaned_data["period"].split("/")
        return Period.containing(date.fromisoformat(first_day), Length(int(length)))
