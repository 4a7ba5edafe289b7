"""Ljuset i tunneln: when the queue is gone, what shortens it, and keeping what was said."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import described, may_of
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.workforce.forms.forecasts import KeptScenarioForm, ScenarioForm
from kraftsamling.workforce.models import SavedForecast
from kraftsamling.workforce.own_settings import SPAN, WORKER_COST
from kraftsamling.workforce.presenters.forecast_words import scenario_words
from kraftsamling.workforce.presenters.forecasts import LightPage, try_url
from kraftsamling.workforce.queue_history import ways_on
from kraftsamling.workforce.rules.forecast.staffing import Scenario
from kraftsamling.workforce.selectors.forecasts import Ground, earlier, ground_of, unit_in_view
from kraftsamling.workforce.services.forecasts import NothingToSay, save_forecast


@require_safe
@access("forecast", "read")
def light(request: GuardedRequest) -> HttpResponse:
    """The forecast of the reader's authority or unit, and what somebody tries beside it."""
    ground = ground_of(unit_in_view(request.actor, at=request.at), now=request.now)
    form = ScenarioForm(request.GET or None, today=request.today)
    scenario = form.scenario
    page = LightPage.of(
        ground,
        earlier(request.actor, ground.unit, at=request.at),
        scenario=scenario,
        cost=value(WORKER_COST, ground.unit.authority_id),
        span=value(SPAN, ground.unit.authority_id),
        ways_on=_ways_on(request, ground, scenario),
        may_save=_may_save(request, ground),
    )
    kept = KeptScenarioForm(initial=form.cleaned_data if form.is_bound and form.is_valid() else {})
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(
        request,
        "workforce/light.html",
        {"page": page, "form": form, "kept": kept},
        status=status,
    )


@require_POST
@access("forecast", "create")
def save(request: GuardedRequest) -> HttpResponse:
    """Keep what is said now, so that it can be held against what happens."""
    ground = ground_of(unit_in_view(request.actor, at=request.at), now=request.now)
    if not _may_save(request, ground):
        raise Http404
    form = KeptScenarioForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("The numbers could not be read. Try again."))
        return redirect("forecast")
    told = described(form)
    try:
        save_forecast(ground=ground, by=request.actor, at=request.now, **told)
    except NothingToSay:
        messages.warning(request, _("It is too early to say when the queue is gone."))
        return redirect("forecast")
    messages.success(request, _("The forecast is saved. It is held against what happens."))
    return redirect(try_url(told["scenario"]))


def _may_save(request: GuardedRequest, ground: Ground) -> bool:
    row = SavedForecast(authority_id=ground.unit.authority_id, unit=ground.unit)
    return may_of(request)("create", "forecast", row)


def _ways_on(request: GuardedRequest, ground: Ground, scenario: Scenario) -> list[Link]:
    if scenario.changes_nothing or ground.history is None:
        return []
    words = scenario_words(scenario, starts=ground.history.ends)
    return ways_on(request.actor, words, now=request.now)
