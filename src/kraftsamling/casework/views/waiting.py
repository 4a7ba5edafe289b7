"""How soon a case is to be taken, and what holds while it waits."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.forms.allocation import PriorityForm, WaitingPlanForm
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.words import short_name
from kraftsamling.casework.selectors.waiting import followers, plan_of
from kraftsamling.casework.services import waiting
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.views.common import case_to, closed_words, fill_in
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import new_form


@access("crisis_priority", "decide")
def case_priority(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """How soon, what its worker must know, and how heavy."""
    case = case_to(request, case_id)
    return fill_in(
        request,
        new_form(PriorityForm, request, initial=PriorityForm.initial_of(case)),
        FormPage.about(
            case,
            _("Before it is given out"),
            today=request.today,
            button=_("Save"),
            lead=_("The next proposal goes by this. Lists show it, so it says nothing of why."),
            back_to=reverse("allocation"),
        ),
        partial(waiting.set_priority, case=case),
        then=reverse("allocation"),
        stays={CaseClosed: closed_words()},
    )


@access("crisis_priority", "decide")
def waiting_plan(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """What has been judged, what is done meanwhile, who follows it, and the latest day."""
    case = case_to(request, case_id)
    plan = plan_of(case)
    initial = (
        {
            "risk": plan.risk,
            "meanwhile": plan.meanwhile,
            "protection_on": plan.protection_on,
            "follower": str(plan.follower_id),
            "latest_on": plan.latest_on,
        }
        if plan
        else {"follower": str(request.actor.membership_id)}
    )
    return fill_in(
        request,
        new_form(
            WaitingPlanForm,
            request,
            followers=followers(request.actor, today=request.today),
            initial=initial,
        ),
        FormPage.about(
            case,
            _("The plan for %(case)s while it waits")
            % {"case": short_name(case.subject, request.today)},
            today=request.today,
            button=_("Save the plan"),
            back_to=reverse("allocation"),
        ),
        partial(waiting.plan_waiting, case=case),
        then=reverse("allocation"),
        says=_("The plan is stored. It comes back under Today when its day comes."),
        stays={CaseClosed: closed_words()},
    )
