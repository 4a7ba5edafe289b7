"""What a plan is made of: areas and goals, changed by the plan's owner."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.improvement import services
from kraftsamling.improvement.forms.goals import (
    GoalForm,
    GoalStateForm,
    NewGoalForm,
    OutsideValueForm,
    ShapedWithForm,
)
from kraftsamling.improvement.forms.plans import AreaForm, NewAreaForm
from kraftsamling.improvement.models import ActionPlan, DevelopmentArea, Goal
from kraftsamling.improvement.presenters.lists import FormPage, Removal, values_and_words
from kraftsamling.improvement.presenters.words import plan_page
from kraftsamling.improvement.views.common import fill_in, form_about, new_form


@access("action_plan", "update", key="plan_id")
def add_area(request: GuardedRequest, plan: ActionPlan) -> HttpResponse:
    """A new area."""
    return fill_in(
        request,
        new_form(NewAreaForm, request),
        FormPage.about(plan, _("Add an area")),
        partial(services.add_area, plan=plan),
        then=reverse("plan_whole", args=[plan.pk]),
        says=_("The area is added. Give it a goal."),
    )


@access("plan_area", "update", key="area_id")
def area(request: GuardedRequest, area: DevelopmentArea) -> HttpResponse:
    """An area's name, and what has been learnt in it."""
    return fill_in(
        request,
        form_about(AreaForm, request, area),
        FormPage.about(area.plan, area.name, button=_("Save")),
        partial(services.change_area, area=area),
        then=plan_page(area.plan),
        removal=Removal(_("Remove the area"), reverse("plan_remove_area", args=[area.pk])),
    )


@access("plan_area", "update", key="area_id")
def add_goal(request: GuardedRequest, area: DevelopmentArea) -> HttpResponse:
    """A new goal in an area."""
    return fill_in(
        request,
        new_form(NewGoalForm, request),
        FormPage.about(area.plan, _("Add a goal"), lead=area.name),
        partial(services.add_goal, area=area),
        then=plan_page(area.plan),
        says=_("The goal is added."),
    )


@access("plan_goal", "update", key="goal_id")
def goal(request: GuardedRequest, goal: Goal) -> HttpResponse:
    """What a goal aims for."""
    plan = goal.area.plan
    links = [
        Link(_("Decide the state of the goal"), reverse("plan_goal_state", args=[goal.pk])),
        Link(_("Write a value from outside"), reverse("plan_outside_value", args=[goal.pk])),
        Link(_("Say who shaped it with us"), reverse("plan_shaped_with", args=[goal.pk])),
        Link(_("Add an activity"), reverse("plan_add_activity", args=[goal.pk])),
    ]
    return fill_in(
        request,
        form_about(GoalForm, request, goal),
        FormPage.about(plan, _("Change the goal"), lead=goal.area.name, button=_("Save")),
        partial(services.change_goal, goal=goal),
        then=plan_page(plan),
        refused={
            services.TwoFigures: _(
                "The goal has values from outside. Take them away first, or keep them."
            )
        },
        links=links,
        parts=values_and_words(goal, today=request.today),
        removal=Removal(_("Remove the goal"), reverse("plan_remove_goal", args=[goal.pk])),
    )


@access("plan_goal", "update", key="goal_id")
def goal_state(request: GuardedRequest, goal: Goal) -> HttpResponse:
    """Reached, not reached because, reconsidered."""
    title = _("Decide the state of the goal")
    return fill_in(
        request,
        form_about(GoalStateForm, request, goal, goal=goal),
        FormPage.about(goal.area.plan, title, lead=goal.sentence, button=_("Save")),
        partial(services.set_goal_state, goal=goal),
        then=plan_page(goal.area.plan),
    )


@access("plan_goal", "update", key="goal_id")
def outside_value(request: GuardedRequest, goal: Goal) -> HttpResponse:
    """One more value from outside; the former ones stay as history."""
    title = _("Write a value from outside")
    return fill_in(
        request,
        new_form(OutsideValueForm, request),
        FormPage.about(goal.area.plan, title, lead=goal.sentence, button=_("Save")),
        partial(services.add_outside_value, goal=goal),
        then=plan_page(goal.area.plan),
        refused={
            services.TwoFigures: _("The goal has a figure of the catalogue. Choose one of them.")
        },
    )


@access("plan_goal", "update", key="goal_id")
def shaped_with(request: GuardedRequest, goal: Goal) -> HttpResponse:
    """Who shaped the goal together with us."""
    title = _("Say who shaped it with us")
    return fill_in(
        request,
        new_form(ShapedWithForm, request),
        FormPage.about(goal.area.plan, title, lead=goal.sentence, button=_("Save")),
        partial(services.shape_with, goal=goal),
        then=plan_page(goal.area.plan),
    )
