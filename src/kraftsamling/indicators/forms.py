"""What people type: a change to mark, and which quarter to release."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm
from kraftsamling.indicators.registry import REGISTRY


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
    """Which finished quarter to release."""

    quarter = forms.ChoiceField(label=_("Which quarter?"))

    def __init__(self, *args: Any, quarters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["quarter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = quarters
        field.error_messages["invalid_choice"] = gettext("Choose a quarter that is over.")
