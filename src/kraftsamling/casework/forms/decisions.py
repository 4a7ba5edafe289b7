"""Forms of decisions, of what parties are told, and of the court's dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.models import CasePerson, CommitteeMeeting
from kraftsamling.casework.presenters.words import day_words, full_name
from kraftsamling.casework.statuses import DecisionLevel, DecisionType
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, VersionedForm, offer


class DecisionForm(IdempotentForm):
    """What is decided and why, and what we did about what the child has said."""

    type = forms.ChoiceField(label=_lazy("What kind of decision?"), choices=DecisionType.choices)
    what = forms.CharField(label=_lazy("What is decided, in one sentence"), max_length=500)
    reasons = LongText(label=_lazy("Why?"))
    what_we_did = LongText(
        label=_lazy("What we did about what the child has said"),
        rows=4,
        longest=8000,
        required=False,
    )
    legal_reference = forms.CharField(
        label=_lazy("Section of the law"), max_length=120, required=False
    )

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "type": DecisionType(self.cleaned_data["type"])}


class PutForwardForm(VersionedForm):
    """To which meeting."""

    meeting = forms.ChoiceField(label=_lazy("Which meeting?"))

    def __init__(self, *args: Any, meetings: Sequence[CommitteeMeeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(each.pk): each for each in meetings}
        offer(self, "meeting", ((key, day_words(each.on)) for key, each in self.meetings.items()))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {
            "meeting": self.meetings[self.cleaned_data["meeting"]],
            "version": self.cleaned_data["version"],
        }


class RecordForm(VersionedForm):
    """What the committee or its chair decided, and when."""

    level = OneOf(
        label=_lazy("Who decided?"),
        choices=[
            (DecisionLevel.COMMITTEE.value, DecisionLevel.COMMITTEE.label),
            (DecisionLevel.CHAIR.value, DecisionLevel.CHAIR.label),
        ],
    )
    on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    as_proposed = OneOf(
        label=_lazy("What was decided?"),
        choices=[("ja", _lazy("As proposed")), ("nej", _lazy("Otherwise"))],
    )

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "level": DecisionLevel(data["level"]),
            "on": data["on"],
            "as_proposed": data["as_proposed"] == "ja",
            "version": data["version"],
        }


class ReceivedForm(KraftForm):
    """When the party got the decision."""

    on = SwedishDateField(
        label=_lazy("Which day did the party get the decision?"), side=Side.TODAY_OR_EARLIER
    )


class CommunicationForm(IdempotentForm):
    """To whom the material is sent, and until when one may answer."""

    to = forms.ChoiceField(label=_lazy("To whom?"))
    sent_on = SwedishDateField(label=_lazy("Sent on which day?"), side=Side.TODAY_OR_EARLIER)
    answer_by = SwedishDateField(label=_lazy("Last day to answer"))

    def __init__(self, *args: Any, people: Sequence[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        offer(self, "to", ((key, full_name(each.person)) for key, each in self.people.items()))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("sent_on") and data.get("answer_by") and data["answer_by"] <= data["sent_on"]:
            self.add_error(
                "answer_by", _("The last day to answer must be after the day it is sent.")
            )
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "to": self.people[self.cleaned_data["to"]]}


class CustodyForm(VersionedForm):
    """The dates of an immediate custody, as they come."""

    executed_on = SwedishDateField(
        label=_lazy("The child was taken into care"), required=False, side=Side.TODAY_OR_EARLIER
    )
    submitted_on = SwedishDateField(
        label=_lazy("Submitted to the administrative court"),
        required=False,
        side=Side.TODAY_OR_EARLIER,
    )
    confirmed_on = SwedishDateField(
        label=_lazy("The court has confirmed it"), required=False, side=Side.TODAY_OR_EARLIER
    )
    applied_on = SwedishDateField(
        label=_lazy("Application for care"), required=False, side=Side.TODAY_OR_EARLIER
    )
    ended_on = SwedishDateField(
        label=_lazy("The custody has ended"), required=False, side=Side.TODAY_OR_EARLIER
    )
    ended_because = forms.CharField(label=_lazy("Because"), max_length=200, required=False)
