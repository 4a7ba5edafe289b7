"""Forms of meetings and of the co-ordinated plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText, TimeField, moment
from kraftsamling.casework.models import CasePerson
from kraftsamling.casework.presenters.words import full_name
from kraftsamling.casework.statuses import InParty, MeetingKind
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import (
    IdempotentForm,
    KraftForm,
    OneOf,
    Several,
    VersionedForm,
    offer,
)


class MeetingFields(KraftForm):
    """When, where, who; and the day on which the family was told."""

    kind = OneOf(label=_lazy("What kind of meeting?"), choices=MeetingKind.choices)
    day = SwedishDateField(label=_lazy("Which day?"))
    starts = TimeField(label=_lazy("From what time?"))
    ends = TimeField(label=_lazy("Until what time?"))
    room = forms.CharField(
        label=_lazy("Where?"),
        max_length=80,
        help_text=_lazy("The room or the place. It stands in calendars: write no name."),
    )
    people = Several(label=_lazy("Who of the family?"), required=False)
    family_told_on = SwedishDateField(
        label=_lazy("Which day were the child and the custodians told?"),
        side=Side.TODAY_OR_EARLIER,
        required=False,
    )

    def __init__(self, *args: Any, family: Sequence[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family = {str(each.pk): each for each in family}
        offer(
            self,
            "people",
            (
                (key, f"{full_name(each.person)} ({InParty(each.part).label})")
                for key, each in self.family.items()
            ),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The meeting must end after it begins."))
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "kind": MeetingKind(data["kind"]),
            "starts_at": moment(data["day"], data["starts"]),
            "ends_at": moment(data["day"], data["ends"]),
            "room": data["room"],
            "people": [self.family[key] for key in data["people"]],
            "family_told_on": data["family_told_on"],
        }


class NewMeetingForm(MeetingFields, IdempotentForm):
    """A meeting that is called."""


class ChangeMeetingForm(MeetingFields, VersionedForm):
    """The same meeting at another time or place."""

    @staticmethod
    def beginning(starts: datetime, ends: datetime) -> dict[str, Any]:
        """What the form begins with."""
        return {"day": starts.date(), "starts": f"{starts:%H.%M}", "ends": f"{ends:%H.%M}"}


class NeedForm(IdempotentForm):
    """Both social services and health care are needed."""

    need = LongText(label=_lazy("What help is needed from health care too?"), rows=5, longest=4000)
    need_found_on = SwedishDateField(
        label=_lazy("Which day was it seen?"), side=Side.TODAY_OR_EARLIER
    )


class PlanConsentForm(VersionedForm):
    """Who says yes to the plan."""

    who = OneOf(label=_lazy("Who says yes?"))
    on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    in_writing = forms.BooleanField(label=_lazy("The consent is in writing"), required=False)

    def __init__(self, *args: Any, family: Sequence[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family = {str(each.pk): each for each in family}
        offer(self, "who", ((key, full_name(each.person)) for key, each in self.family.items()))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "who": self.family[self.cleaned_data["who"]]}


class MadePlanForm(VersionedForm):
    """The plan is made."""

    parties = forms.CharField(
        label=_lazy("Who is part of it?"),
        max_length=500,
        help_text=_lazy("For example: BUP, the school's health team, the family."),
    )
    responsible = forms.CharField(label=_lazy("Who sees to it?"), max_length=200)
    made_on = SwedishDateField(label=_lazy("Made on which day?"), side=Side.TODAY_OR_EARLIER)
