"""A kind of help that the authority has, as it is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.models import InterventionKind
from kraftsamling.casework.statuses import Provider
from kraftsamling.common.forms import IdempotentForm, OneOf, TextArea, VersionedForm


class _KindFields(forms.Form):
    name = forms.CharField(label=_lazy("Name of the help"), max_length=120)
    about = forms.CharField(
        label=_lazy("What is it?"), max_length=500, required=False, widget=TextArea(rows=3)
    )
    provider = OneOf(label=_lazy("Who usually gives it?"), choices=Provider.choices)
    is_early = forms.BooleanField(
        label=_lazy("It is counted as early"),
        help_text=_lazy("Help before it has become serious."),
        required=False,
    )
    is_preventive = forms.BooleanField(
        label=_lazy("It is counted as preventive"),
        help_text=_lazy("Help that keeps something from becoming serious."),
        required=False,
    )
    position = forms.IntegerField(
        label=_lazy("Which place from the top?"), min_value=1, max_value=100
    )


class NewKindForm(IdempotentForm, _KindFields):
    """One more kind of help."""

    use = OneOf(
        label=_lazy("For whom?"),
        choices=[
            ("decision", _lazy("In a case, by a decision")),
            ("case", _lazy("In a case, without a decision")),
            ("open", _lazy("Open to all: it is counted, and nobody's name is kept")),
        ],
    )
    field_order = ("name", "about", "use")

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = {**self.cleaned_data}
        use = data.pop("use")
        return {
            **data,
            "provider": Provider(data["provider"]),
            "is_individual": use != "open",
            "needs_decision": use == "decision",
        }


class KindForm(VersionedForm, _KindFields):
    """A kind in use."""

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "provider": Provider(self.cleaned_data["provider"])}

    @staticmethod
    def initial_of(kind: InterventionKind) -> dict[str, Any]:
        """What stands there now."""
        names = ("name", "about", "provider", "is_early", "is_preventive", "position", "version")
        return {name: getattr(kind, name) for name in names}
