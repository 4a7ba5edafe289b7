"""What a plan is made of: areas, goals, activities and questions, each changed by who owns it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kraftsamling.common.locking import StaleVersion
from kraftsamling.common.parts import Link
from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.forms.plans import (
    ActivityForm,
    AreaForm,
    GoalForm,
    GoalStateForm,
    NewActivityForm,
    NewAreaForm,
    NewGoalForm,
    QuestionForm,
    ShapedWithForm,
)
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    DevelopmentArea,
    Goal,
    OpenQuestion,
)
from kraftsamling.improvement.presenters.lists import FormPage
from kraftsamling.improvement.presenters.words import path
from kraftsamling.improvement.statuses import ActivityState, GoalState
from kraftsamling.improvement.views.common import both_versions, form_page


@access("action_plan", "update", key="plan_id")
def add_area(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """A new area."""
    form = NewAreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_area(
            plan=plan,
            by=request.actor,
            at=request.now,
            key=form.cleaned_data["idempotency_key"],
            name=form.cleaned_data["name"],
        )
        messages.success(request, _("The area is added. Give it a goal."))
        return redirect("plan_whole", plan.pk)
    title = _("Add an area")
    page = FormPage(title=title, button=title, breadcrumb=path(plan, Link(title)))
    return form_page(request, form, page)


@access("plan_area", "update", key="area_id")
def area(request: GuardedRequest, area: DevelopmentArea) -> HttpResponse:
    """An area's name, and what has been learnt in it."""
    initial = {"name": area.name, "learnt": area.learnt, "version": area.version}
    form = AreaForm(request.POST or None, initial=initial)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_area(
                area=area,
                by=request.actor,
                at=request.now,
                seen_version=form.cleaned_data["version"],
                name=form.cleaned_data["name"],
                learnt=form.cleaned_data["learnt"],
            )
        except StaleVersion as stale:
            conflict = both_versions(request, form, stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("plan", area.plan_id)
    page = FormPage(title=area.name, button=_("Save"), breadcrumb=path(area.plan, Link(area.name)))
    return form_page(request, form, page, conflict=conflict)


@access("plan_area", "update", key="area_id")
def add_goal(request: GuardedRequest, area: DevelopmentArea) -> HttpResponse:
    """A new goal in an area."""
    form = NewGoalForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        services.add_goal(
            area=area,
            by=request.actor,
            at=request.now,
            key=form.cleaned_data["idempotency_key"],
            **form.described,
        )
        messages.success(request, _("The goal is added."))
        return redirect("plan", area.plan_id)
    title = _("Add a goal")
    page = FormPage(
        title=title,
        lead=area.name,
        button=title,
        breadcrumb=path(area.plan, Link(title)),
    )
    return form_page(request, form, page)


@access("plan_goal", "update", key="goal_id")
def goal(request: GuardedRequest, goal: Goal) -> HttpResponse:
    """What a goal aims for."""
    names = (
        "sentence", "indicator_code", "target", "outside_figure", "outside_source", "outside_on",
        "outside_owner", "version",
    )  # fmt: skip
    form = GoalForm(
        request.POST or None,
        initial={name: getattr(goal, name) for name in names},
        today=request.today,
    )
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_goal(
                goal=goal,
                by=request.actor,
                at=request.now,
                seen_version=form.cleaned_data["version"],
                **form.described,
            )
        except StaleVersion as stale:
            conflict = both_versions(request, form, stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("plan", goal.area.plan_id)
    title = _("Change the goal")
    page = FormPage(
        title=title,
        lead=goal.area.name,
        button=_("Save"),
        breadcrumb=path(goal.area.plan, Link(title)),
    )
    links = [
        Link(_("Decide the state of the goal"), reverse("plan_goal_state", args=[goal.pk])),
        Link(_("Say who shaped it with us"), reverse("plan_shaped_with", args=[goal.pk])),
        Link(_("Add an activity"), reverse("plan_add_activity", args=[goal.pk])),
    ]
    return form_page(request, form, page, conflict=conflict, links=links)


@access("plan_goal", "update", key="goal_id")
def goal_state(request: GuardedRequest, goal: Goal) -> HttpResponse:
    """Reached, not reached because, reconsidered."""
    form = GoalStateForm(
        request.POST or None,
        goal=goal,
        initial={"version": goal.version, "state_reason": goal.state_reason},
    )
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            services.set_goal_state(
                goal=goal,
                by=request.actor,
                at=request.now,
                seen_version=form.cleaned_data["version"],
                state=GoalState(form.cleaned_data["state"]),
                reason=form.cleaned_data["state_reason"],
            )
        except (StaleVersion, TransitionNotAllowed) as error:
            stale = error if isinstance(error, StaleVersion) else StaleVersion(goal)
            conflict = both_versions(request, form, stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("plan", goal.area.plan_id)
    title = _("Decide the state of the goal")
    page = FormPage(
        title=title,
        lead=goal.sentence,
        button=_("Save"),
        breadcrumb=path(goal.area.plan, Link(title)),
    )
    return form_page(request, form, page, conflict=conflict)


@access("plan_goal", "update", key="goal_id")
def shaped_with(request: GuardedRequest, goal: Goal) -> HttpResponse:
    """Who shaped the goal together with us."""
    form = ShapedWithForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.shape_with(
            goal=goal,
            by=request.actor,
            at=request.now,
            key=form.cleaned_data["idempotency_key"],
            words=form.cleaned_data["words"],
            url=form.cleaned_data["url"],
        )
        messages.success(request, _("Saved."))
        return redirect("plan", goal.area.plan_id)
    title = _("Say who shaped it with us")
    page = FormPage(
        title=title,
        lead=goal.sentence,
        button=_("Save"),
        breadcrumb=path(goal.area.plan, Link(title)),
    )
    return form_page(request, form, page)


@access("plan_activity", "create")
def add_activity(request: GuardedRequest, goal_id: UUID) -> HttpResponse:
    """Something to do: the plan's owner proposes it to any member, everybody else to themselves."""
    goal = selectors.goal_for(request.actor, goal_id, at=request.at)
    owners = selectors.members_of_space(goal.space_id, today=request.today)
    if request.actor.authority_id != goal.area.plan.owner_id:
        owners = [each for each in owners if each.pk == request.actor.authority_id]
    form = NewActivityForm(request.POST or None, owners=owners, today=request.today)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        services.add_activity(
            goal=goal,
            by=request.actor,
            at=request.now,
            key=data.pop("idempotency_key"),
            owner_id=UUID(data.pop("owner_id")),
            **data,
        )
        messages.success(request, _("The activity is added."))
        return redirect("plan", goal.area.plan_id)
    title = _("Add an activity")
    page = FormPage(
        title=title,
        lead=goal.sentence,
        button=title,
        breadcrumb=path(goal.area.plan, Link(title)),
    )
    return form_page(request, form, page)


@access("plan_activity", "update", key="activity_id")
def activity(request: GuardedRequest, activity: Activity) -> HttpResponse:
    """How an activity goes, said by the organisation that owns it."""
    names = ("state", "due_on", "hindrance", "state_reason", "version")
    form = ActivityForm(
        request.POST or None,
        activity=activity,
        initial={name: getattr(activity, name) for name in names},
        today=request.today,
    )
    plan, conflict = activity.goal.area.plan, None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_activity(
                activity=activity,
                by=request.actor,
                at=request.now,
                seen_version=form.cleaned_data["version"],
                state=ActivityState(form.cleaned_data["state"]),
                due_on=form.cleaned_data["due_on"],
                reason=form.cleaned_data["state_reason"],
                hindrance=form.cleaned_data["hindrance"],
            )
        except StaleVersion as stale:
            conflict = both_versions(request, form, stale)
        else:
            messages.success(request, _("Saved: %(what)s") % {"what": activity.what})
            return redirect("plan_organisation", plan.pk, activity.owner_id)
    page = FormPage(
        title=activity.what,
        lead=activity.goal.sentence,
        button=_("Save"),
        breadcrumb=path(plan, Link(activity.what)),
        back=Link(_("Back"), reverse("plan_organisation", args=[plan.pk, activity.owner_id])),
    )
    return form_page(request, form, page, conflict=conflict)


@access("open_question", "create")
def ask(request: GuardedRequest, plan_id: UUID) -> HttpResponse:
    """Write down a question that nobody owns."""
    plan = selectors.plan_for(request.actor, plan_id, at=request.at)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.ask_question(
            plan=plan,
            by=request.actor,
            at=request.now,
            key=form.cleaned_data["idempotency_key"],
            question=form.cleaned_data["question"],
        )
        messages.success(request, _("The question stays here until somebody takes it."))
        return redirect("plan", plan.pk)
    title = _("A question without an owner")
    page = FormPage(title=title, button=_("Put the question"), breadcrumb=path(plan, Link(title)))
    return form_page(request, form, page)


@access("open_question", "take", key="question_id")
@require_POST
def take(request: GuardedRequest, question: OpenQuestion) -> HttpResponse:
    """My organisation takes the question."""
    if (
        services.take_question(question=question, by=request.actor, at=request.now)
        or question.taken_by_id == request.actor.authority_id
    ):
        messages.success(request, _("The question is yours now."))
    else:
        messages.warning(request, _("Somebody else has taken the question already."))
    return redirect("plan", question.plan_id)
