"""Forms of the investigation, hearings and the child's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.models import CasePerson
from kraftsamling.casework.presenters.words import full_name
from kraftsamling.casework.statuses import Heard, InParty, InvestigationOutcome
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, OneOf, VersionedForm, offer


class TextForm(VersionedForm):
    """What is written under one heading. The version is 0 while nothing stood there."""

    text = LongText(label=_lazy("Text"), rows=14, longest=60_000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ExtendForm(VersionedForm):
    """More time: to a named day, with special reasons."""

    to = SwedishDateField(label=_lazy("To which day?"), side=Side.TODAY_OR_LATER)
    reason = LongText(label=_lazy("Which special reasons are there?"), rows=4, longest=4000)


class CloseInvestigationForm(VersionedForm):
    """What the investigation ends in."""

    outcome = OneOf(label=_lazy("What does it end in?"), choices=InvestigationOutcome.choices)


class HearingForm(IdempotentForm):
    """Who has been heard, how, and what was said – or why not."""

    who = forms.ChoiceField(label=_lazy("Who?"))
    on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    how = OneOf(label=_lazy("How?"), choices=Heard.choices)
    words = LongText(label=_lazy("What was said, or why not"))

    def __init__(self, *args: Any, people: Sequence[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        offer(
            self,
            "who",
            (
                (key, f"{full_name(each.person)} ({InParty(each.part).label})")
                for key, each in self.people.items()
            ),
        )

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "who": self.people[data["who"]],
            "on": data["on"],
            "how": Heard(data["how"]),
            "words": data["words"],
        }


class VoiceForm(IdempotentForm):
    """The child's own words, exactly as they were said."""

    words = LongText(
        label=_lazy("What does the child say?"),
        help_text=_lazy("Word for word, as the child says it. Nobody can change it afterwards."),
    )
    said_on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    how = forms.CharField(
        label=_lazy("In what way: said, drawn, written?"), max_length=200, required=False
    )
    withheld = forms.BooleanField(
        label=_lazy("Do not show it to the custodians"),
        required=False,
        help_text=_lazy("When it could harm the child that they read it."),
    )


class VoiceAnswerForm(IdempotentForm):
    """What we did about it."""

    reply = LongText(
        label=_lazy("Answer to the child"),
        rows=3,
        longest=4000,
        required=False,
        help_text=_lazy("The child reads it on the own page, if it has one. Use easy words."),
    )
    what_we_did = LongText(label=_lazy("This is what we did"), rows=4, longest=4000, required=False)
    told_child_on = SwedishDateField(
        label=_lazy("Which day was the child told?"), required=False, side=Side.TODAY_OR_EARLIER
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("reply", "").strip() and not data.get("what_we_did", "").strip():
            self.add_error("what_we_did", _("Write an answer, or what we did."))
        return data


class AnswerForm(VersionedForm):
    """What a party answered to the material."""

    on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    answer = LongText(label=_lazy("The answer"))
