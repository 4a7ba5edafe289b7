"""A plan: the list, a new one, its five tabs, and what its owner changes."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.forms.plans import NewPlanForm, PlanForm, TimeLineForm
from kraftsamling.improvement.models import ActionPlan
from kraftsamling.improvement.presenters import assemble
from kraftsamling.improvement.presenters.lists import (
    ChooseSkeletonPage,
    FormPage,
    PlanListPage,
    new_plan_page,
)
from kraftsamling.improvement.presenters.sheet import PlanSheet
from kraftsamling.improvement.presenters.since import SincePage
from kraftsamling.improvement.presenters.tabs import (
    IndicatorsPage,
    OrganisationPage,
    VisitsPage,
    WholePlanPage,
)
from kraftsamling.improvement.presenters.words import plan_page
from kraftsamling.improvement.skeletons import SKELETONS
from kraftsamling.improvement.views.common import (
    fill_in,
    form_about,
    may_of,
    new_form,
    pdf_answer,
    tabs_of,
)


@access("action_plan", "read")
@require_safe
def plan_list(request: GuardedRequest) -> HttpResponse:
    """Every plan that one may read."""
    page = PlanListPage.of(
        selectors.plans_for(request.actor, at=request.at),
        may_create=may_of(request)("create", "action_plan"),
        today=request.today,
    )
    return render(request, "improvement/plan_list.html", {"page": page})


@access("action_plan", "create")
def plan_new(request: GuardedRequest) -> HttpResponse:
    """Choose a skeleton or a plan to copy, then write the name."""
    skeleton, copied = SKELETONS.get(request.GET.get("stomme", "")), _copied(request)
    if skeleton is None and copied is None:
        page = ChooseSkeletonPage.of(selectors.plans_for(request.actor, at=request.at))
        return render(request, "improvement/plan_new.html", {"page": page})
    form = new_form(NewPlanForm, request, spaces=selectors.spaces_for(request.actor))
    begin = (
        partial(services.create_plan, copy_of=copied)
        if copied
        else partial(services.create_plan, skeleton=skeleton.code if skeleton else "empty")
    )
    return fill_in(
        request,
        form,
        new_plan_page(skeleton, copied),
        begin,
        then=plan_page,
        says=_("The plan is made. Nobody outside sees it yet."),
    )


def _copied(request: GuardedRequest) -> ActionPlan | None:
    try:
        wanted = UUID(request.GET.get("kopia", ""))
    except ValueError:
        return None
    return selectors.plan_for(request.actor, wanted, at=request.at)


@access("action_plan", "read", key="plan_id")
@require_safe
def plan(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """Since the last visit."""
    facts = assemble.facts_of(
        plan,
        actor=request.actor,
        today=request.today,
        now=request.now,
        since=request.GET.get("sedan", ""),
    )
    page = SincePage.of(facts, may=may_of(request), today=request.today)
    return render(request, "improvement/plan.html", {"page": page})


@access("action_plan", "read", key="plan_id")
@require_safe
def whole(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """Areas by organisations."""
    page = WholePlanPage.of(
        plan,
        selectors.areas_of(plan),
        tabs=tabs_of(request, plan),
        may=may_of(request),
        today=request.today,
    )
    return render(request, "improvement/plan_whole.html", {"page": page})


@access("action_plan", "read", key="plan_id")
@require_safe
def one_page(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """The whole plan on one A4, to print and put on the wall."""
    sheet = PlanSheet.of(plan, selectors.areas_of(plan), today=request.today)
    return pdf_answer(sheet.pdf(), name=plan.slug)


@access("action_plan", "read", key="plan_id")
@require_safe
def organisation(request: GuardedRequest, plan: ActionPlan, authority_id: UUID) -> HttpResponse:
    """What one organisation does. Http404 for one that does not take part."""
    areas = selectors.areas_of(plan)
    members = selectors.organisations_of(plan, areas, today=request.today)
    chosen = next((member for member in members if member.pk == authority_id), None)
    if chosen is None:
        raise Http404
    page = OrganisationPage.of(
        plan,
        areas,
        chosen,
        members=members,
        tabs=tabs_of(request, plan),
        may=may_of(request),
        today=request.today,
    )
    return render(request, "improvement/plan_organisation.html", {"page": page})


@access("action_plan", "read", key="plan_id")
@require_safe
def indicators(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """The figures of the plan."""
    areas = selectors.areas_of(plan)
    page = IndicatorsPage.of(
        plan,
        areas,
        assemble.figures_of(plan, areas, actor=request.actor, today=request.today, now=request.now),
        tabs=tabs_of(request, plan),
        is_owner=request.actor.authority_id == plan.owner_id,
    )
    return render(request, "improvement/plan_table.html", {"page": page})


@access("action_plan", "read", key="plan_id")
@require_safe
def visits(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """The visits of the plan."""
    page = VisitsPage.of(
        plan,
        selectors.visits_of(plan),
        tabs=tabs_of(request, plan),
        may=may_of(request),
        today=request.today,
    )
    return render(request, "improvement/plan_table.html", {"page": page})


@access("action_plan", "update", key="plan_id")
def change(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """Name, vision and days."""
    return fill_in(
        request,
        form_about(PlanForm, request, plan),
        FormPage.about(plan, _("Change name and vision"), button=_("Save")),
        partial(services.change_plan, plan=plan),
        then=plan_page(plan),
    )


@access("action_plan", "update", key="plan_id")
def time_line(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """The time line: crisis, base, development."""
    return fill_in(
        request,
        form_about(TimeLineForm, request, plan, stretches=selectors.phases_of(plan)),
        FormPage.about(
            plan,
            _("Change the time line"),
            lead=_("First the base, then development. A day may be left empty."),
            button=_("Save"),
        ),
        partial(services.set_time_line, plan=plan),
        then=plan_page(plan),
    )


@access("action_plan", "publish", key="plan_id")
def publish(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """Let everybody read the plan."""
    if request.method == "POST":
        services.publish_plan(plan=plan, by=request.actor, at=request.now)
        messages.success(request, _("Everybody can read the plan now."))
        return redirect(plan_page(plan))
    page = FormPage.about(
        plan,
        _("Publish the plan"),
        lead=_(
            "Everybody will see the areas, the goals and their states, how many activities are done,"
            " and released figures. Questions, notes and visits stay among the members."
        ),
        back=Link(_("Not now"), plan_page(plan)),
    )
    return render(request, "improvement/form.html", {"page": page})
