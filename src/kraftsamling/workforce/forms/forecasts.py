"""What somebody tries: five numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.forms import IdempotentForm, KraftForm
from kraftsamling.workforce.rules.forecast.staffing import Scenario


class ScenarioForm(KraftForm):
    """Five numbers, each of them optional: an empty one is as today."""

    new = forms.IntegerField(
        label=_("How many new workers?"),
        help_text=_("In full time. A new worker carries less in the first year."),
        min_value=0,
        max_value=Scenario.MOST_NEW,
        required=False,
    )
    from_month = forms.IntegerField(
        label=_("In how many months do they begin?"),
        min_value=0,
        max_value=Scenario.MOST_MONTHS,
        required=False,
    )
    hours = forms.IntegerField(
        label=_("How many hours a week from another unit?"),
        min_value=0,
        max_value=Scenario.MOST_HOURS,
        required=False,
    )
    sick = forms.IntegerField(
        label=_("How many per cent are on sick leave?"),
        min_value=0,
        max_value=100,
        required=False,
    )
    inflow = forms.IntegerField(
        label=_("How many per cent more cases come?"),
        help_text=_("With a minus sign if fewer come."),
        min_value=Scenario.INFLOW[0],
        max_value=Scenario.INFLOW[1],
        required=False,
    )

    @property
    def scenario(self) -> Scenario:
        """What was tried; today's way until the form is right."""
        if not self.is_bound or not self.is_valid():
            return Scenario()
        return scenario_of(self.cleaned_data)


class KeptScenarioForm(IdempotentForm, ScenarioForm):
    """The same numbers, handed on by the page that showed what they lead to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()

    @property
    def described(self) -> dict[str, Any]:
        """What the service takes."""
        data = dict(self.cleaned_data)
        return {"key": data["idempotency_key"], "scenario": scenario_of(data)}


def scenario_of(data: dict[str, Any]) -> Scenario:
    """The scenario of what a form has read."""
    return Scenario(
        new=data["new"] or 0,
        from_month=data["from_month"] or 0,
        hours=data["hours"] or 0,
        sick=data["sick"],
        inflow=data["inflow"] or 0,
    )
