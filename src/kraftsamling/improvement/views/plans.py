"""A plan: the list, a new one, its five tabs, and what its owner changes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.common.locking import StaleVersion
from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.forms.plans import NewPlanForm, PhaseForm, PlanForm
from kraftsamling.improvement.models import ActionPlan
from kraftsamling.improvement.presenters import assemble
from kraftsamling.improvement.presenters.lists import (
    ChooseSkeletonPage,
    FormPage,
    PlanListPage,
)
from kraftsamling.improvement.presenters.since import SincePage
from kraftsamling.improvement.presenters.tabs import (
    IndicatorsPage,
    OrganisationPage,
    VisitsPage,
    WholePlanPage,
)
from kraftsamling.improvement.presenters.words import path
from kraftsamling.improvement.skeletons import SKELETONS
from kraftsamling.improvement.statuses import Phase
from kraftsamling.improvement.views.common import both_versions, form_page, may_of


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
    """Choose a skeleton, then write the name."""
    skeleton = SKELETONS.get(request.GET.get("stomme", ""))
    if skeleton is None:
        return render(request, "improvement/plan_new.html", {"page": ChooseSkeletonPage.of()})
    form = NewPlanForm(
        request.POST or None, today=request.today, spaces=selectors.spaces_for(request.actor)
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        plan = services.create_plan(
            by=request.actor,
            at=request.now,
            key=data.pop("idempotency_key"),
            space_id=UUID(data.pop("space_id")),
            skeleton=skeleton.code,
            **data,
        )
        messages.success(request, _("The plan is made. Nobody outside sees it yet."))
        return redirect("plan", plan.pk)
    page = FormPage(
        title=_("New plan"),
        lead=str(skeleton.name) + ". " + str(skeleton.text),
        button=_("Make the plan"),
        breadcrumb=[
            Link(_("Plans"), reverse("plan_list")),
            Link(_("New plan"), reverse("plan_new")),
            Link(str(skeleton.name)),
        ],
    )
    return form_page(request, form, page)


@access("action_plan", "read", key="plan_id")
@require_safe
def plan(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """Since the last visit."""
    facts = assemble.facts_of(plan, actor=request.actor, today=request.today, now=request.now)
    page = SincePage.of(facts, may=may_of(request), today=request.today)
    return render(request, "improvement/plan.html", {"page": page})


@access("action_plan", "read", key="plan_id")
@require_safe
def whole(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """Areas by organisations."""
    page = WholePlanPage.of(
        plan,
        selectors.areas_of(plan),
        organisation_id=request.actor.authority_id,
        may=may_of(request),
        today=request.today,
    )
    return render(request, "improvement/plan_whole.html", {"page": page})


@access("action_plan", "read", key="plan_id")
@require_safe
def organisation(request: GuardedRequest, plan: ActionPlan, authority_id: UUID) -> HttpResponse:
    """What one organisation does. Http404 for one that does not take part."""
    members = selectors.members_of_space(plan.space_id, today=request.today)
    chosen = next((member for member in members if member.pk == authority_id), None)
    if chosen is None:
        raise Http404
    page = OrganisationPage.of(
        plan,
        selectors.areas_of(plan),
        chosen,
        members=members,
        own_id=request.actor.authority_id,
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
        organisation_id=request.actor.authority_id,
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
        organisation_id=request.actor.authority_id,
        may=may_of(request),
    )
    return render(request, "improvement/plan_table.html", {"page": page})


@access("action_plan", "update", key="plan_id")
def change(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """Name, vision and days."""
    initial = {
        name: getattr(plan, name)
        for name in ("name", "for_whom", "vision", "starts_on", "ends_on", "version")
    }
    form = PlanForm(request.POST or None, initial=initial, today=request.today)
    conflict = None
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            services.change_plan(
                plan=plan,
                by=request.actor,
                at=request.now,
                seen_version=data.pop("version"),
                **data,
            )
        except StaleVersion as stale:
            conflict = both_versions(request, form, stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("plan", plan.pk)
    title = _("Change name and vision")
    page = FormPage(title=title, button=_("Save"), breadcrumb=path(plan, Link(title)))
    return form_page(request, form, page, conflict=conflict)


@access("action_plan", "update", key="plan_id")
def phases(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """The time line: crisis, base, development."""
    stored = {each.phase: each for each in selectors.phases_of(plan)}
    forms = {
        phase: PhaseForm(
            request.POST or None,
            prefix=phase.value.lower(),
            today=request.today,
            initial={
                name: getattr(stored.get(phase), name, None)
                for name in ("starts_on", "ends_on", "sentence")
            },
        )
        for phase in Phase
    }
    is_valid = all([form.is_valid() for form in forms.values()])
    if request.method == "POST" and is_valid:
        for phase, form in forms.items():
            services.set_phase(
                plan=plan, by=request.actor, at=request.now, phase=phase, **form.cleaned_data
            )
        messages.success(request, _("Saved."))
        return redirect("plan", plan.pk)
    title = _("Change the time line")
    page = FormPage(
        title=title,
        lead=_("First the base, then development. A day may be left empty."),
        button=_("Save"),
        breadcrumb=path(plan, Link(title)),
        has_errors=request.method == "POST",
    )
    return render(
        request,
        "improvement/phases.html",
        {"page": page, "forms": [(phase.label, form) for phase, form in forms.items()]},
        status=422 if request.method == "POST" else 200,
    )


@access("action_plan", "publish", key="plan_id")
def publish(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """Let everybody read the plan."""
    if request.method == "POST":
        services.publish_plan(plan=plan, by=request.actor, at=request.now)
        messages.success(request, _("Everybody can read the plan now."))
        return redirect("plan", plan.pk)
    title = _("Publish the plan")
    page = FormPage(
        title=title,
        lead=_(
            "Everybody will see the areas, the goals and their states, how many activities are done,"
            " and released figures. Questions, notes and visits stay among the members."
        ),
        button=title,
        breadcrumb=path(plan, Link(title)),
        back=Link(_("Not now"), reverse("plan", args=[plan.pk])),
    )
    return render(request, "improvement/form.html", {"page": page})
