"""Help in a case: ordered, started, planned, followed up, ended."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.interventions import (
    EndForm,
    FollowUpForm,
    ImplementationPlanForm,
    NotStartedForm,
    OrderForm,
    StartForm,
)
from kraftsamling.casework.models import Intervention
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.interventions import InterventionPage, InterventionsPage
from kraftsamling.casework.selectors import interventions as found
from kraftsamling.casework.services import interventions
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.statuses import InterventionState
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, closed_words, fill_in, shows
from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import form_about, may_of, new_form


@access("intervention", "read")
@record_here
@require_safe
def case_interventions(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """All help of a case, the latest first."""
    case = case_to(request, case_id, "read")
    page = InterventionsPage.of(
        case,
        found.interventions_in(request.actor, case, at=request.at),
        may=may_of(request),
        today=request.today,
    )
    return render(request, "casework/interventions.html", {"page": page})


@access("intervention", "create")
@record_here
def intervention_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Order help, by a decision where the law needs one."""
    case = case_to(request, case_id)
    form = new_form(
        OrderForm,
        request,
        kinds=found.kinds_for_cases(case.authority_id),
        decisions=found.decisions_to_order_by(case),
        initial={"ordered_on": request.today},
    )
    return fill_in(
        request,
        form,
        FormPage.about(case, _("Order help"), today=request.today),
        partial(interventions.order, case=case),
        then=_page,
        says=_("The help is ordered."),
        stays={
            interventions.DecisionMissing: _(
                "This help needs a decision that is made. Make the decision first."
            ),
            interventions.SupplierMissing: _("Write from whom the help is bought."),
            CaseClosed: closed_words(),
        },
    )


def _page(intervention: Intervention) -> str:
    return reverse("intervention", args=[intervention.pk])


@access("intervention", "read", key="intervention_id")
@record_here
@require_safe
def intervention(request: GuardedRequest, intervention: Intervention) -> HttpResponse:
    """One help with its plan and its follow-ups."""
    shows(request, intervention.case)
    page = InterventionPage.of(
        intervention,
        found.follow_ups_of(intervention),
        may=may_of(request),
        today=request.today,
    )
    return render(request, "casework/intervention.html", {"page": page})


def _in_state(
    request: GuardedRequest, intervention: Intervention, *states: InterventionState
) -> Intervention:
    """The help, if it has come so far. Http404 otherwise."""
    if intervention.state not in states:
        raise Http404
    shows(request, intervention.case)
    return intervention


def _stays() -> dict[type[Exception], str]:
    return {
        interventions.BeforeTheOrder: _(
            "That day is before the order or the start. Choose another."
        ),
        TransitionNotAllowed: _("Somebody changed it a moment ago. Read it again first."),
        CaseClosed: closed_words(),
    }


@access("intervention", "update", key="intervention_id")
@record_here
def start(request: GuardedRequest, intervention: Intervention) -> HttpResponse:
    """It has begun."""
    row = _in_state(request, intervention, InterventionState.ORDERED)
    return fill_in(
        request,
        form_about(StartForm, request, row),
        FormPage.about(row.case, _("It has begun"), today=request.today, button=_("Save")),
        partial(interventions.start, intervention=row),
        then=_page(row),
        says=_("The help is going on. Its follow-up stands on Idag when the day comes."),
        stays=_stays(),
    )


@access("intervention", "update", key="intervention_id")
@record_here
def not_started(request: GuardedRequest, intervention: Intervention) -> HttpResponse:
    """It came to nothing."""
    row = _in_state(request, intervention, InterventionState.ORDERED)
    return fill_in(
        request,
        form_about(NotStartedForm, request, row),
        FormPage.about(row.case, _("It was never started"), today=request.today, button=_("Save")),
        partial(interventions.not_started, intervention=row),
        then=_page(row),
        stays=_stays(),
    )


@access("intervention", "update", key="intervention_id")
@record_here
def plan(request: GuardedRequest, intervention: Intervention) -> HttpResponse:
    """The plan, with what the child says."""
    row = _in_state(request, intervention, InterventionState.ORDERED, InterventionState.STARTED)
    return fill_in(
        request,
        form_about(ImplementationPlanForm, request, row),
        FormPage.about(
            row.case, _("Write the plan"), today=request.today, button=_("Save the plan")
        ),
        partial(interventions.write_plan, intervention=row),
        then=_page(row),
        says=_("The plan is saved."),
        stays=_stays(),
    )


@access("intervention", "update", key="intervention_id")
@record_here
def follow_up(request: GuardedRequest, intervention: Intervention) -> HttpResponse:
    """How is it going, what does the child say, and when next."""
    row = _in_state(request, intervention, InterventionState.STARTED)
    waiting = found.waiting_follow_up(row)
    if waiting is None:
        raise Http404
    return fill_in(
        request,
        form_about(FollowUpForm, request, waiting),
        FormPage.about(row.case, _("Follow up"), today=request.today, button=_("Save")),
        partial(interventions.follow_up, follow_up=waiting),
        then=_page(row),
        says=_("The follow-up is saved."),
        stays=_stays(),
    )


@access("intervention", "update", key="intervention_id")
@record_here
def end(request: GuardedRequest, intervention: Intervention) -> HttpResponse:
    """It has ended, and what it led to."""
    row = _in_state(request, intervention, InterventionState.STARTED)
    return fill_in(
        request,
        form_about(EndForm, request, row),
        FormPage.about(row.case, _("End the help"), today=request.today, button=_("Save")),
        partial(interventions.end, intervention=row),
        then=_page(row),
        says=_("The help has ended."),
        stays=_stays(),
    )
