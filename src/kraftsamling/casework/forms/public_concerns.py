"""What a visitor writes who is worried about a child, and why something was no report."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.services.public_concerns import Worry
from kraftsamling.casework.services.reports import Reporter
from kraftsamling.casework.statuses import OFFICIAL_REPORTERS, ReporterKind
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, TextArea

WHO: Final = (
    (ReporterKind.PRIVATE.value, _lazy("I am a private person")),
    (ReporterKind.CHILD.value, _lazy("I am a child or young, and it is about me or a friend")),
    (ReporterKind.SCHOOL.value, _lazy("I work in a school or preschool")),
    (ReporterKind.HEALTH.value, _lazy("I work in health care or dental care")),
    (ReporterKind.POLICE.value, _lazy("I work in the police")),
    (ReporterKind.SOCIAL.value, _lazy("I work in another part of social services")),
    (ReporterKind.OTHER_OFFICIAL.value, _lazy("I work at another authority or in another job")),
)


class WorryForm(IdempotentForm):
    """A worry about a child. Only the words are needed, and from a professional the name.

    `leave_empty` is for machines that fill in everything; people do not see it.
    """

    what = LongText(
        label=_lazy("What have you seen or heard?"),
        rows=8,
        help_text=_lazy("Write it as it was. You need not be sure, and need not prove anything."),
    )
    acute = OneOf(
        label=_lazy("Is the child in danger right now?"),
        choices=[
            ("nej", _lazy("No, or I do not know")),
            ("ja", _lazy("Yes. Then phone 112 first, and write afterwards")),
        ],
    )
    given_name = forms.CharField(
        label=_lazy("The child's given name"), max_length=80, required=False
    )
    surname = forms.CharField(label=_lazy("The child's surname"), max_length=80, required=False)
    age = forms.CharField(
        label=_lazy("The child's age or birth date"), max_length=80, required=False
    )
    place = forms.CharField(
        label=_lazy("Where can we find the child?"),
        max_length=200,
        required=False,
        help_text=_lazy("Address, school or something else that helps us find the right child."),
    )
    kind = OneOf(label=_lazy("Who are you?"), choices=WHO)
    name = forms.CharField(
        label=_lazy("Your name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_lazy(
            "A private person may leave this empty. Who reports as part of the job writes the name."
        ),
    )
    organisation = forms.CharField(label=_lazy("Your workplace"), max_length=120, required=False)
    contact = forms.CharField(
        label=_lazy("Phone or e-mail where we can reach you"), max_length=120, required=False
    )
    leave_empty = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") in OFFICIAL_REPORTERS and not str(data.get("name", "")).strip():
            self.add_error(
                "name", _("Who reports as part of the job cannot be anonymous. Write the name.")
            )
        return data

    def worry(self) -> Worry:
        """The worry, in the words of the services."""
        data = self.cleaned_data
        return Worry(
            reporter=Reporter(
                ReporterKind(data["kind"]), data["name"], data["organisation"], data["contact"]
            ),
            given_name=data["given_name"],
            surname=data["surname"],
            age=data["age"],
            place=data["place"],
            what=data["what"],
            is_acute=data["acute"] == "ja",
        )


class SetAsideForm(KraftForm):
    """Why what was sent is not about a child here."""

    because = forms.CharField(
        label=_lazy("Why is it no concern report?"),
        max_length=500,
        widget=TextArea(rows=3),
        help_text=_lazy(
            "For example that it is about another municipality, and that you have sent it on there."
        ),
    )
