"""A file from the record system, and what it does not say itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import TimeField, moment
from kraftsamling.casework.importing.profile import profile, profiles
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm, offer
from kraftsamling.documents.forms import TableFileField
from kraftsamling.documents.imports.profile import profile_words


class CaseFileForm(KraftForm):
    """Choose a file. When it was made is the age of the data that every page tells."""

    system = forms.ChoiceField(label=_lazy("Which record system is it from?"))
    file = TableFileField(
        help_text=_lazy(
            "At most 20 MB and 100 000 rows. Names, numbers and free text are never read from it."
        )
    )
    made_on = SwedishDateField(
        label=_lazy("Which day was the file made there?"), side=Side.TODAY_OR_EARLIER
    )
    made_time = TimeField(label=_lazy("At what time?"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        offer(self, "system", [(each, profile_words(profile(each))) for each in profiles()])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("made_on") and data.get("made_time") and self.made_at() > self.now:
            self.add_error("made_time", _("The file cannot have been made later than now."))
        return data

    def made_at(self) -> datetime:
        """When the record system made it."""
        return moment(self.cleaned_data["made_on"], self.cleaned_data["made_time"])
