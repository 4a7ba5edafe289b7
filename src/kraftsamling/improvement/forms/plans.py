"""The forms of a plan and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, TextArea, VersionedForm
from kraftsamling.improvement.forms.links import LinkField
from kraftsamling.improvement.models import Activity, Goal
from kraftsamling.improvement.services.goals import OutsideFigure
from kraftsamling.improvement.statuses import (
    ACTIVITY_STEPS,
    GOAL_NEEDS_REASON,
    GOAL_STEPS,
    ActivityState,
    GoalState,
)
from kraftsamling.indicators.registry import REGISTRY
from kraftsamling.organisations.models import Authority, Space


class _PlanWords(KraftForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    for_whom = forms.CharField(
        label=_("For whom?"),
        max_length=200,
        required=False,
        help_text=_("For example children and young people 0–20 years in the municipality."),
    )
    vision = forms.CharField(
        label=_("Vision, one sentence"), max_length=300, required=False, widget=TextArea(rows=2)
    )
    starts_on = SwedishDateField(label=_("First day"))
    ends_on = SwedishDateField(label=_("Last day"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", gettext("The last day comes before the first one."))
        return data


class NewPlanForm(IdempotentForm, _PlanWords):
    """A new plan. The space decides who reads it."""

    space_id = OneOf(label=_("Who takes part?"))

    def __init__(self, *args: Any, spaces: Sequence[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["space_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(space.pk), gettext("Only we ourselves") if space.kind == "OWN" else space.name)
            for space in spaces
        ]
        if len(spaces) == 1:
            field.initial = str(spaces[0].pk)


class PlanForm(VersionedForm, _PlanWords):
    """What a plan says of itself."""


class PhaseForm(KraftForm):
    """One stretch of the time line; the page has three of them."""

    starts_on = SwedishDateField(label=_("First day"), required=False)
    ends_on = SwedishDateField(label=_("Last day"), required=False)
    sentence = forms.CharField(label=_("In one sentence"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("starts_on"), data.get("ends_on")
        if end and (not start or end < start):
            self.add_error("ends_on", gettext("The last day comes before the first one."))
        return data


class NewAreaForm(IdempotentForm):
    """A new area."""

    name = forms.CharField(label=_("Name of the area"), max_length=120)


class AreaForm(VersionedForm):
    """An area, and what has been learnt in it."""

    name = forms.CharField(label=_("Name of the area"), max_length=120)
    learnt = forms.CharField(
        label=_("What have you learnt since the last visit?"),
        help_text=_("What helped, what did not, and what you would do otherwise."),
        max_length=3000,
        required=False,
        widget=TextArea(rows=6),
    )


class _GoalWords(KraftForm):
    sentence = forms.CharField(
        label=_("The goal in one sentence"), max_length=300, widget=TextArea(rows=2)
    )
    indicator_code = forms.ChoiceField(
        label=_("Which figure says how it goes?"),
        required=False,
        help_text=_("Figures of the catalogue are counted from daily work."),
    )
    target = forms.DecimalField(
        label=_("How many per cent is the goal?"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=1,
        localize=True,
    )
    outside_figure = forms.CharField(
        label=_("Or a figure from outside"),
        max_length=80,
        required=False,
        help_text=_("For example “41 days of waiting”. It must say where it comes from."),
    )
    outside_source = forms.CharField(label=_("Taken from"), max_length=160, required=False)
    outside_on = SwedishDateField(label=_("Day of the figure"), required=False)
    outside_owner = forms.CharField(
        label=_("Who answers for the figure?"), max_length=100, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicator_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", gettext("None in the catalogue")),
            *sorted(
                ((each.code, str(each.name)) for each in REGISTRY.values()), key=lambda c: c[1]
            ),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        outside = ("outside_source", "outside_on", "outside_owner")
        if data.get("outside_figure"):
            for name in outside:
                if not data.get(name) and name not in self.errors:
                    self.add_error(
                        name, gettext("A figure from outside says where, from which day and whose.")
                    )
            if data.get("indicator_code"):
                self.add_error(
                    "outside_figure", gettext("Choose one figure: ours or one from outside.")
                )
        elif any(data.get(name) for name in outside) and "outside_figure" not in self.errors:
            self.add_error("outside_figure", gettext("Write the figure that the source gives."))
        return data

    @property
    def described(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        outside = None
        if data["outside_figure"]:
            outside = OutsideFigure(
                data["outside_figure"],
                data["outside_source"],
                data["outside_on"],
                data["outside_owner"],
            )
        return {
            "sentence": data["sentence"],
            "indicator_code": data["indicator_code"],
            "target": data["target"],
            "outside": outside,
        }


class NewGoalForm(IdempotentForm, _GoalWords):
    """A new goal."""


class GoalForm(VersionedForm, _GoalWords):
    """A goal that is changed."""


class GoalStateForm(VersionedForm):
    """A goal's state, with its because."""

    state = OneOf(label=_("What is the state of the goal?"))
    state_reason = forms.CharField(
        label=_("Because of what?"),
        max_length=500,
        required=False,
        widget=TextArea(rows=3),
        help_text=_("Needed when the goal has not been reached, or is reconsidered."),
    )

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = GoalState(goal.state)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (state.value, state.label) for state in GoalState if state in GOAL_STEPS[now]
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") in GOAL_NEEDS_REASON and not (data.get("state_reason") or "").strip():
            self.add_error("state_reason", gettext("Write because of what."))
        return data


class ShapedWithForm(IdempotentForm):
    """Who shaped a goal with us."""

    words = forms.CharField(
        label=_("Together with whom?"),
        max_length=120,
        help_text=_("A council, a café, an idea. Never the name of a child."),
    )
    url = LinkField(label=_("Link"))


class NewActivityForm(IdempotentForm):
    """A new activity; the owner is one of the organisations that may get it."""

    what = forms.CharField(label=_("What is to be done?"), max_length=200)
    owner_id = OneOf(label=_("Who does it?"))
    group = forms.CharField(label=_("Which group there?"), max_length=80, required=False)
    due_on = SwedishDateField(label=_("When is it to be done?"), required=False)

    def __init__(self, *args: Any, owners: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(owner.pk), owner.short_name) for owner in owners]
        if len(owners) == 1:
            field.initial = str(owners[0].pk)


class ActivityForm(VersionedForm):
    """How an activity goes, said by its owner."""

    state = OneOf(label=_("How does it go?"))
    due_on = SwedishDateField(label=_("When is it to be done?"), required=False)
    hindrance = forms.CharField(label=_("What hinders?"), max_length=300, required=False)
    state_reason = forms.CharField(
        label=_("If it is cancelled: because of what?"), max_length=300, required=False
    )

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = ActivityState(activity.state)
        allowed = ACTIVITY_STEPS[now] | {now}
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(s.value, s.label) for s in ActivityState if s in allowed]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        cancelled = data.get("state") == ActivityState.CANCELLED
        if cancelled and not (data.get("state_reason") or "").strip():
            self.add_error("state_reason", gettext("Write because of what."))
        return data


class QuestionForm(IdempotentForm):
    """A question that nobody owns."""

    question = forms.CharField(
        label=_("Which question has no owner?"),
        max_length=300,
        widget=TextArea(rows=3),
        help_text=_("A hard joint question. It stays on the plan until somebody takes it."),
    )
