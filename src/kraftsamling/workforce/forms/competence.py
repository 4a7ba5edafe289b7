"""What somebody knows, with its proof; whom to ask; and that one may be asked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, Several, TextArea, offer
from kraftsamling.documents.attachments import Kind, NotAccepted, look_at
from kraftsamling.documents.attachments.words import sentence_of
from kraftsamling.workforce.services.competence import Proof
from kraftsamling.workforce.statuses import AllowedTask, Skill, SkillKind


class ProofForm(IdempotentForm):
    """What proves it, and the certificate when there is one."""

    proof = forms.CharField(
        label=_lazy("What have you seen?"),
        max_length=200,
        help_text=_lazy("For example a certificate, or that you have seen it in the work."),
    )
    file = forms.FileField(
        label=_lazy("Certificate"),
        required=False,
        max_length=400,
        help_text=_lazy("PDF, PNG or JPEG, at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"}),
    )

    def clean_file(self) -> tuple[bytes, str, Kind] | None:
        """The bytes, the name and what they were found to be, whatever the name says."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        data = file.read()
        try:
            return data, file.name, look_at(data)
        except NotAccepted as refused:
            raise forms.ValidationError(sentence_of(refused.flaw)) from refused

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = dict(self.cleaned_data)
        file = data.pop("file")
        return {**data, "proof": Proof(data["proof"], file)}


class SkillForm(ProofForm):
    """A language, a method or a competence."""

    skill = forms.ChoiceField(label=_lazy("What?"))
    field_order = ("skill", "proof", "file")

    def __init__(self, *args: Any, known: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "skill", [(each.value, each.label) for each in Skill if each not in known])


class OtherForm(ProofForm):
    """Another education, and what it lets somebody do."""

    field_order = ("title", "tasks", "proof", "file")
    title = forms.CharField(
        label=_lazy("Which education or experience?"),
        max_length=100,
        help_text=_lazy("For example behavioural scientist, nurse or family therapist."),
    )
    tasks = Several(
        label=_lazy("Which tasks may she take?"),
        choices=AllowedTask.choices,
        help_text=_lazy(
            "Assessments, investigations and decisions about children are made by whoever has the degree"
            " that the law asks for."
        ),
    )


class TrainingForm(ProofForm):
    """A course."""

    field_order = ("course", "taken_on", "hours", "valid_until", "proof", "file")
    course = forms.CharField(label=_lazy("Course"), max_length=120)
    taken_on = SwedishDateField(label=_lazy("When was it finished?"), side=Side.TODAY_OR_EARLIER)
    hours = forms.IntegerField(label=_lazy("How many hours?"), min_value=1, max_value=2000)
    valid_until = SwedishDateField(label=_lazy("Valid until"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        taken, until = data.get("taken_on"), data.get("valid_until")
        if taken and until and until < taken:
            self.add_error("valid_until", _("It cannot end before the course was finished."))
        return data


class AskForm(KraftForm):
    """What one needs help with: something from the list, a word, or both."""

    kan = forms.ChoiceField(label=_lazy("Method, language or competence"), required=False)
    ord = forms.CharField(label=_lazy("Or a word"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: list[Any] = [
            (
                str(kind.label),
                [(each.value, each.label) for each in Skill if each.kind == kind],
            )
            for kind in (SkillKind.METHOD, SkillKind.LANGUAGE, SkillKind.COMPETENCE)
        ]
        offer(self, "kan", [("", _("Anything")), *groups])

    @property
    def skill(self) -> Skill | None:
        """What was chosen from the list."""
        return Skill(self.cleaned_data["kan"]) if self.cleaned_data.get("kan") else None


class OfferForm(KraftForm):
    """That one may be asked, and how."""

    reach = forms.CharField(
        label=_lazy("How do colleagues reach you?"),
        max_length=120,
        help_text=_lazy("For example an extension, or the chat and on which days."),
    )
    words = forms.CharField(
        label=_lazy("What do you like to be asked about?"),
        max_length=300,
        required=False,
        widget=TextArea(rows=3),
    )
