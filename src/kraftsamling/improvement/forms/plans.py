"""The forms of a plan, its time line and its areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, TextArea, VersionedForm
from kraftsamling.improvement.forms.fields import Line
from kraftsamling.improvement.models import ActionPlan, PlanPhase
from kraftsamling.improvement.services.plans import Stretch
from kraftsamling.improvement.statuses import Phase
from kraftsamling.organisations.models import Space


class _PlanWords(KraftForm):
    name = Line(label=_("Name"), max_length=120)
    for_whom = Line(
        label=_("For whom?"),
        max_length=200,
        required=False,
        help_text=_("For example children and young people 0–20 years in the municipality."),
    )
    vision = Line(
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


def _first_day(phase: Phase) -> SwedishDateField:
    return SwedishDateField(
        label=format_lazy("{}: {}", phase.label, _("first day")), required=False
    )


def _last_day(phase: Phase) -> SwedishDateField:
    return SwedishDateField(label=format_lazy("{}: {}", phase.label, _("last day")), required=False)


def _sentence(phase: Phase) -> Line:
    return Line(
        label=format_lazy("{}: {}", phase.label, _("in one sentence")),
        max_length=200,
        required=False,
    )


def _stretch_values(stretches: Mapping[Any, PlanPhase]) -> dict[str, Any]:
    return {
        f"{phase.lower()}_{part}": getattr(stretches.get(phase), part, None)
        for phase in Phase
        for part in ("starts_on", "ends_on", "sentence")
    }


class TimeLineForm(VersionedForm):
    """The three stretches of the time line, saved together. Each field says which stretch it is."""

    crisis_starts_on = _first_day(Phase.CRISIS)
    crisis_ends_on = _last_day(Phase.CRISIS)
    crisis_sentence = _sentence(Phase.CRISIS)
    base_starts_on = _first_day(Phase.BASE)
    base_ends_on = _last_day(Phase.BASE)
    base_sentence = _sentence(Phase.BASE)
    development_starts_on = _first_day(Phase.DEVELOPMENT)
    development_ends_on = _last_day(Phase.DEVELOPMENT)
    development_sentence = _sentence(Phase.DEVELOPMENT)

    def __init__(self, *args: Any, stretches: Sequence[PlanPhase], **kwargs: Any) -> None:
        stored = _stretch_values({each.phase: each for each in stretches})
        super().__init__(*args, **{**kwargs, "initial": kwargs.get("initial", {}) | stored})

    def stored(self, plan: ActionPlan) -> dict[str, Any]:
        """What the time line says now, by field, for the page with both versions."""
        return _stretch_values({each.phase: each for each in plan.phases.all()})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for phase in (each.lower() for each in Phase):
            start, end = data.get(f"{phase}_starts_on"), data.get(f"{phase}_ends_on")
            if end and (not start or end < start):
                self.add_error(
                    f"{phase}_ends_on", gettext("The last day comes before the first one.")
                )
        return data

    @property
    def described(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            "stretches": {
                phase: Stretch(
                    data[f"{phase.lower()}_starts_on"],
                    data[f"{phase.lower()}_ends_on"],
                    data[f"{phase.lower()}_sentence"],
                )
                for phase in Phase
            }
        }


class NewAreaForm(IdempotentForm):
    """A new area."""

    name = Line(label=_("Name of the area"), max_length=120)


class AreaForm(VersionedForm):
    """An area, and what has been learnt in it."""

    name = Line(label=_("Name of the area"), max_length=120)
    learnt = forms.CharField(
        label=_("What have you learnt since the last visit?"),
        help_text=_("What helped, what did not, and what you would do otherwise."),
        max_length=3000,
        required=False,
        widget=TextArea(rows=6),
    )
