"""The wage ladder: who reaches a step, ticking what is paid, and the rule."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import new_form
from kraftsamling.workforce.forms.wages import LadderForm, PaidForm
from kraftsamling.workforce.models import WageStep
from kraftsamling.workforce.presenters import wages as presented
from kraftsamling.workforce.presenters.page import FormPage
from kraftsamling.workforce.rules.ladder import cost, quarter_of
from kraftsamling.workforce.selectors import wages as found
from kraftsamling.workforce.selectors.posts import employee_to
from kraftsamling.workforce.services import wages as services
from kraftsamling.workforce.views.common import fill_in, opens_for, show

A_YEAR = timedelta(days=365)


def _home() -> Link:
    return Link(_("Wage ladder"), reverse("wages"))


@access("wage_step", "read")
@require_safe
def wages(request: GuardedRequest) -> HttpResponse:
    """This quarter's steps, the year's, and five years' cost."""
    staff = found.climbers(request.actor, at=request.at, today=request.today)
    ladder = found.ladder_on(request.today)
    first, last = quarter_of(request.today)
    opens = opens_for(request)
    page = presented.ladder_page(
        ladder,
        found.ladder_history(),
        found.steps_of(staff, ladder, first=first, last=last),
        found.steps_of(staff, ladder, first=first - A_YEAR, last=first - timedelta(days=1)),
        cost(ladder, (each.starts_on for each in staff), first=request.today.replace(day=1)),
        on_ladder=len(staff),
        may_tick=opens(reverse("wage_rule")),
        opens=opens,
        today=request.today,
    )
    return show(request, page)


@access("wage_step", "update")
def wage_paid(request: GuardedRequest, employee_id: UUID, years: int) -> HttpResponse:
    """Tick a step as paid, from a day. Undo takes the tick away."""
    employee = employee_to(request.actor, employee_id, "list", at=request.at)
    form = new_form(PaidForm, request)
    if request.method == "POST" and form.is_valid():
        try:
            step = services.pay_step(
                employee=employee,
                years=years,
                paid_from=form.cleaned_data["paid_from"],
                by=request.actor,
                at=request.now,
            )
        except services.NoSuchStep:
            messages.warning(request, _("The ladder has no such step."))
        else:
            undo = reverse("wage_undo", args=[step.pk])
            messages.success(request, _("The step is paid."), extra_tags=undo)
        return redirect("wages")
    return fill_in(
        request,
        form,
        FormPage.below(_home(), _("The step is paid"), lead=employee.name, button=_("Save")),
        services.pay_step,
        then="wages",
    )


@access("wage_step", "update", key="step_id")
@require_POST
def wage_undo(request: GuardedRequest, step: WageStep) -> HttpResponse:
    """Ticked by mistake."""
    services.undo_step(step=step, by=request.actor, at=request.now)
    messages.success(request, _("The tick is taken away."))
    return redirect("wages")


@access("wage_step", "update")
def wage_rule(request: GuardedRequest) -> HttpResponse:
    """The ladder from a day."""
    ladder = found.ladder_on(request.today)
    form = LadderForm(
        request.POST or None,
        today=request.today,
        initial={
            "years": ", ".join(str(each) for each in ladder.years),
            "kronor": ladder.kronor,
            "valid_from": request.today,
        },
    )
    return fill_in(
        request,
        form,
        FormPage.below(
            _home(),
            _("Change the rule"),
            lead=_("Steps that have been paid never change."),
            button=_("Save"),
        ),
        partial(services.set_ladder),
        then="wages",
        says=_("The rule is changed. The former one stays as history."),
    )
