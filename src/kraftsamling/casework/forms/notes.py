"""Forms of notes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.models import CaseNote
from kraftsamling.casework.statuses import NoteKind
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import Conflict, ConflictField, IdempotentForm, KraftForm


class NoteForm(IdempotentForm):
    """A new note: what kind, which day, and what happened. It is signed when it is saved."""

    kind = forms.ChoiceField(label=_lazy("What is it about?"), choices=NoteKind.choices)
    happened_on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    text = LongText(label=_lazy("What happened?"), rows=12, longest=60_000)
    withheld = forms.BooleanField(label=_lazy("Do not show it to the custodians"), required=False)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "kind": NoteKind(self.cleaned_data["kind"])}


class CorrectionForm(KraftForm):
    """The next version of a note, and why."""

    text = LongText(label=_lazy("The note as it is to read"), rows=12, longest=60_000)
    because = forms.CharField(label=_lazy("Why do you correct it?"), max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def conflict_with_version(self, newest: CaseNote, *, who: str, when: str) -> Conflict:
        """Both versions; the next save builds on the newest, with what was typed here."""
        self.data = {**self.data.dict(), "seen": str(newest.number)}  # type: ignore[attr-defined]
        field = ConflictField(str(self["text"].label), newest.text, self.cleaned_data["text"])
        return Conflict(who, when, [field])
