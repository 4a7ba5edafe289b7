"""The forms of activities, and of the questions that become activities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, TextArea, VersionedForm
from kraftsamling.improvement.forms.fields import Line
from kraftsamling.improvement.models import Activity, Goal
from kraftsamling.improvement.statuses import ACTIVITY_STEPS, UNFINISHED, ActivityState, Hindrance
from kraftsamling.organisations.models import Authority


class NewActivityForm(IdempotentForm):
    """A new activity; the owner is one of the organisations that may get it."""

    what = Line(label=_("What is to be done?"), max_length=200)
    owner_id = OneOf(label=_("Who does it?"))
    group = Line(label=_("Which group there?"), max_length=80, required=False)
    due_on = SwedishDateField(label=_("When is it to be done?"), required=False)

    def __init__(self, *args: Any, owners: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(owner.pk), owner.short_name) for owner in owners]
        if len(owners) == 1:
            field.initial = str(owners[0].pk)

    @property
    def described(self) -> dict[str, Any]:
        """What the service takes."""
        return {**self.cleaned_data, "owner_id": UUID(self.cleaned_data["owner_id"])}


class ActivityFromForm(IdempotentForm):
    """Something to do that was thought of elsewhere: its words are there, and the goal is chosen."""

    what = Line(label=_("What is to be done?"), max_length=200)
    goal_id = forms.ChoiceField(label=_("To which goal does it belong?"))
    due_on = SwedishDateField(label=_("When is it to be done?"), side=Side.TODAY_OR_LATER)

    def __init__(self, *args: Any, goals: Sequence[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._goals = {str(goal.pk): goal for goal in goals}
        field = self.fields["goal_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (key, f"{goal.area.plan.name}: {goal.sentence}") for key, goal in self._goals.items()
        ]

    @property
    def described(self) -> dict[str, Any]:
        """What the service takes."""
        data = dict(self.cleaned_data)
        data["goal"] = self._goals[data.pop("goal_id")]
        return data


class ActivityForm(VersionedForm):
    """How an activity goes, said by its owner. One that stays late says what hinders."""

    state = OneOf(label=_("How does it go?"))
    due_on = SwedishDateField(label=_("When is it to be done?"), required=False)
    hindered_by = OneOf(label=_("What hinders?"), required=False)
    hindrance = Line(label=_("Say it in your own words"), max_length=300, required=False)
    state_reason = Line(
        label=_("If it is cancelled: because of what?"), max_length=300, required=False
    )

    def __init__(self, *args: Any, activity: Activity, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.today = today
        now = ActivityState(activity.state)
        allowed = ACTIVITY_STEPS[now] | {now}
        for name, choices in (
            ("state", [(s.value, s.label) for s in ActivityState if s in allowed]),
            ("hindered_by", Hindrance.choices),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        cancelled = data.get("state") == ActivityState.CANCELLED
        if cancelled and not (data.get("state_reason") or "").strip():
            self.add_error("state_reason", gettext("Write because of what."))
        due_on = data.get("due_on")
        stays_late = due_on is not None and due_on < self.today and data.get("state") in UNFINISHED
        if stays_late and not data.get("hindered_by"):
            self.add_error(
                "hindered_by",
                gettext("The day has passed. Say what hinders, or choose another day."),
            )
        return data


class QuestionForm(IdempotentForm):
    """A question that nobody owns."""

    question = Line(
        label=_("Which question has no owner?"),
        max_length=300,
        widget=TextArea(rows=3),
        help_text=_("A hard joint question. It stays on the plan until somebody takes it."),
    )


class TakeQuestionForm(KraftForm):
    """An organisation takes a question: what it will do, until when, and below which goal."""

    what = Line(label=_("What will you do?"), max_length=200)
    due_on = SwedishDateField(label=_("When is it to be done?"), side=Side.TODAY_OR_LATER)
    goal_id = forms.ChoiceField(
        label=_("To which goal does it belong?"),
        help_text=_("It becomes an activity there, and yours."),
    )

    def __init__(self, *args: Any, goals: Sequence[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._goals = {str(goal.pk): goal for goal in goals}
        field = self.fields["goal_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, goal.sentence) for key, goal in self._goals.items()]
        if not goals:
            del self.fields["goal_id"]

    @property
    def described(self) -> dict[str, Any]:
        """What the service takes. A plan without goals has nowhere to put an activity."""
        data = dict(self.cleaned_data)
        goal = self._goals.get(data.pop("goal_id", ""))
        return {**data, "goal": goal}
