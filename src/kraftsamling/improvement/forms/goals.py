"""The forms of a goal: what it aims for, how it goes, and who shaped it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, TextArea, VersionedForm
from kraftsamling.improvement.forms.fields import Line, LinkField
from kraftsamling.improvement.models import Goal
from kraftsamling.improvement.rules import OutsideFigure
from kraftsamling.improvement.statuses import GOAL_NEEDS_REASON, GOAL_STEPS, GoalState
from kraftsamling.indicators.registry import shares


class _GoalWords(KraftForm):
    sentence = Line(label=_("The goal in one sentence"), max_length=300, widget=TextArea(rows=2))
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicator_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", gettext("None in the catalogue")),
            *sorted(
                ((each.code, str(each.name)) for each in shares().values()), key=lambda c: c[1]
            ),
        ]


class GoalForm(VersionedForm, _GoalWords):
    """A goal that is changed."""


class NewGoalForm(IdempotentForm, _GoalWords):
    """A new goal. Its figure is one of the catalogue's, or comes from outside with a first value."""

    outside_figure = Line(
        label=_("Or a figure from outside"),
        max_length=80,
        required=False,
        help_text=_("For example “41 days of waiting”. It must say where it comes from."),
    )
    outside_source = Line(label=_("Taken from"), max_length=160, required=False)
    outside_on = SwedishDateField(
        label=_("Day of the figure"), required=False, side=Side.TODAY_OR_EARLIER
    )
    outside_owner = Line(label=_("Who answers for the figure?"), max_length=100, required=False)

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
        outside = ("outside_figure", "outside_source", "outside_on", "outside_owner")
        return {
            **{name: data[name] for name in ("sentence", "indicator_code", "target")},
            "outside": OutsideFigure(*(data[name] for name in outside))
            if data[outside[0]]
            else None,
        }


class OutsideValueForm(IdempotentForm):
    """One more value from outside."""

    figure = Line(
        label=_("What is the value?"),
        max_length=80,
        help_text=_("For example “41 days of waiting”."),
    )
    source = Line(label=_("Taken from"), max_length=160)
    on = SwedishDateField(label=_("Day of the figure"), side=Side.TODAY_OR_EARLIER)
    owner_words = Line(label=_("Who answers for the figure?"), max_length=100)


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
        self.initial.pop("state", None)  # a decision is chosen, never pre-ticked
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

    words = Line(
        label=_("Together with whom?"),
        max_length=120,
        help_text=_("A council, a café, an idea. Never the name of a child."),
    )
    url = LinkField(label=_("Link"))
