"""What people type: a code, what is done about the answers, which slips to print."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, TextArea
from kraftsamling.organisations.models import Unit
from kraftsamling.participation.codes import plain_of
from kraftsamling.participation.questions import Series

MOST_SLIPS = 200


class CodeForm(KraftForm):
    """The code on the slip."""

    code = forms.CharField(
        label=_("The code on the slip"),
        help_text=_("Twelve letters and digits, for example 7KQP-2MXC-9RTA."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-kod": "",
            }
        ),
        error_messages={"required": _("Write the code that stands on the slip.")},
    )

    def clean_code(self) -> str:
        """Something that cannot be a code is told so at once; it is not counted as a try."""
        code: str = self.cleaned_data["code"]
        if plain_of(code) is None:
            raise ValidationError(
                gettext(
                    "A code has twelve letters and digits. Look at the slip and write it again."
                )
            )
        return code


class ActionForm(KraftForm):
    """What we do about the answers to one question, in the authority's own words."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("What do you do about the answers?"),
        help_text=_(
            "Those who answer read this when they have sent their answers. Write to them, and nothing"
            " that points somebody out."
        ),
        max_length=2000,
        widget=TextArea(rows=6),
    )


class SlipsForm(IdempotentForm):
    """Which slips to print."""

    unit = forms.ChoiceField(label=_("Unit"))
    series = OneOf(label=_("Who gets the slips?"), choices=Series.choices)
    count = forms.IntegerField(
        label=_("How many slips?"),
        help_text=_("At most 200 at a time."),
        min_value=1,
        max_value=MOST_SLIPS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={
            "invalid": _("Write a number from 1 to 200."),
            "min_value": _("Write a number from 1 to 200."),
            "max_value": _("Write a number from 1 to 200."),
        },
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ""), *((str(unit.pk), unit.name) for unit in units)]
        field.error_messages["invalid_choice"] = gettext("Choose one of your units.")
