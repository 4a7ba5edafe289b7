"""What is written about trainees and introductions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, VersionedForm, offer
from kraftsamling.organisations.models import Space
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.rules.introduction import introduction
from kraftsamling.workforce.statuses import TraineeStage

MOST_POINTS = 300


class TraineeForm(IdempotentForm):
    """A student who begins."""

    name = forms.CharField(label=_lazy("Name"), max_length=100)
    cohort = forms.CharField(
        label=_lazy("Group"), max_length=20, help_text=_lazy("For example HT 2026.")
    )
    stage = OneOf(
        label=_lazy("How far has she come?"),
        choices=[
            (each.value, each.label) for each in (TraineeStage.SELECTED, TraineeStage.PLACEMENT)
        ],
    )
    placed_on = SwedishDateField(label=_lazy("When does the practice placement begin?"))
    supervisor = forms.ChoiceField(label=_lazy("Supervisor"), required=False)

    def __init__(self, *args: Any, staff: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(each.pk): each for each in staff}
        offer(self, "supervisor", _people(self._staff))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = dict(self.cleaned_data)
        return {
            **data,
            "stage": TraineeStage(data["stage"]),
            "supervisor": self._staff.get(data["supervisor"]),
        }


class StageForm(VersionedForm):
    """How far a trainee has come. One who works here has an employment and a supervisor."""

    stage = OneOf(label=_lazy("How far has she come?"), choices=TraineeStage.choices)
    on = SwedishDateField(label=_lazy("From which day?"))
    employee = forms.ChoiceField(label=_lazy("Her employment here"), required=False)
    supervisor = forms.ChoiceField(label=_lazy("Supervisor"), required=False)

    def __init__(self, *args: Any, staff: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(each.pk): each for each in staff}
        for name in ("employee", "supervisor"):
            offer(self, name, _people(self._staff))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("stage") == TraineeStage.TRAINEE and not data.get("supervisor"):
            self.add_error("supervisor", _("A trainee always has a supervisor. Choose one."))
        if data.get("stage") == TraineeStage.HIRED and not data.get("employee"):
            self.add_error(
                "employee", _("Choose the employment, so that we see whether she stays.")
            )
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = dict(self.cleaned_data)
        return {
            **data,
            "stage": TraineeStage(data["stage"]),
            "employee": self._staff.get(data["employee"]),
            "supervisor": self._staff.get(data["supervisor"]),
        }


class IntroductionForm(KraftForm):
    """A ceiling that rises in three steps."""

    starts_on = SwedishDateField(label=_lazy("From which day?"), side=Side.ANY)
    first = forms.IntegerField(
        label=_lazy("Points the first three months"), min_value=0, max_value=MOST_POINTS
    )
    second = forms.IntegerField(
        label=_lazy("Points the next three"), min_value=0, max_value=MOST_POINTS
    )
    third = forms.IntegerField(
        label=_lazy("Points the rest of the first year"), min_value=0, max_value=MOST_POINTS
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        points = [data.get(name) for name in ("first", "second", "third")]
        known = [each for each in points if each is not None]
        if len(known) == len(points) and known != sorted(known):
            self.add_error("third", _("The ceiling rises: each step is at least the one before."))
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        plan = introduction(data["starts_on"], (data["first"], data["second"], data["third"]))
        return {"ceilings": [(step.points, step.starts_on, step.ends_on) for step in plan]}


def _people(staff: dict[str, Employee]) -> list[tuple[str, Any]]:
    return [("", _("Nobody yet")), *((key, each.name) for key, each in staff.items())]


class TellForm(IdempotentForm):
    """Whom to tell how the programme went."""

    space_id = forms.ChoiceField(label=_lazy("Whom do you tell?"))

    def __init__(self, *args: Any, spaces: Iterable[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "space_id", [(str(each.pk), each.name) for each in spaces])

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "space_id": UUID(self.cleaned_data["space_id"])}
