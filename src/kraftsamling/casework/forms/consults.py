"""The form by which a method supporter is asked to read a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm, offer
from kraftsamling.organisations.models import Membership


class ConsultForm(KraftForm):
    """Who is asked what, and until when that person may read."""

    who = forms.ChoiceField(label=_lazy("Which method supporter?"))
    question = LongText(
        label=_lazy("What do you want to think about together?"), rows=3, longest=500
    )
    until = SwedishDateField(
        label=_lazy("Until which day?"),
        side=Side.TODAY_OR_LATER,
        help_text=_lazy("At most fourteen days. Either of you can end it before."),
    )

    def __init__(self, *args: Any, supporters: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.supporters = {str(each.pk): each for each in supporters}
        offer(self, "who", ((key, each.name) for key, each in self.supporters.items()))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "who": self.supporters[self.cleaned_data["who"]]}
