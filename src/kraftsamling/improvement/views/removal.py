"""Taking away and putting back. Each kind of row asks the cell that lets one change it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.improvement import selectors
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    DevelopmentArea,
    FollowUpVisit,
    Goal,
    OpenQuestion,
    OutsideValue,
    ShapedWith,
    VisitParticipant,
    VisitRequest,
)
from kraftsamling.improvement.models.plans import Removable
from kraftsamling.improvement.presenters.words import plan_page, visit_page
from kraftsamling.improvement.views.common import put_back, take_away

# What a visit has, by the word in its address. Whoever may change the visit may take it away.
PARTS_OF_A_VISIT: dict[str, type[Removable]] = {
    "deltagare": VisitParticipant,
    "onskemal": VisitRequest,
}
# The same below a goal.
PARTS_OF_A_GOAL: dict[str, type[Removable]] = {
    "varde": OutsideValue,
    "samskapat": ShapedWith,
}


def _row(kind: type[Any] | None, **where: Any) -> Any:
    """The row, removed or not. Http404 when there is none below what the door let in."""
    row = selectors.part_of(kind, **where) if kind else None
    if row is None:
        raise Http404
    return row


@access("plan_area", "update", key="area_id")
@require_POST
def remove_area(request: GuardedRequest, area: DevelopmentArea) -> HttpResponse:
    """An area without goals goes."""
    return take_away(
        request,
        area,
        then=plan_page(area.plan),
        put_back=reverse("plan_restore_area", args=[area.pk]),
        says=_("The area is removed."),
    )


@access("plan_area", "update")
@require_POST
def restore_area(request: GuardedRequest, area_id: UUID) -> HttpResponse:
    """The area is back."""
    area = _row(DevelopmentArea, pk=area_id)
    return put_back(request, area, allowed=("update", "plan_area"), then=plan_page(area.plan))


@access("plan_goal", "update", key="goal_id")
@require_POST
def remove_goal(request: GuardedRequest, goal: Goal) -> HttpResponse:
    """A goal that no visit has seen goes, with the owner's own activities."""
    return take_away(
        request,
        goal,
        then=plan_page(goal.area.plan),
        put_back=reverse("plan_restore_goal", args=[goal.pk]),
        says=_("The goal is removed."),
    )


@access("plan_goal", "update")
@require_POST
def restore_goal(request: GuardedRequest, goal_id: UUID) -> HttpResponse:
    """The goal is back, with its activities."""
    goal = _row(Goal, pk=goal_id)
    return put_back(request, goal, allowed=("update", "plan_goal"), then=plan_page(goal.area.plan))


@access("plan_goal", "update", key="goal_id")
@require_POST
def remove_from_goal(request: GuardedRequest, goal: Goal, kind: str, row_id: UUID) -> HttpResponse:
    """A value from outside, or who shaped the goal."""
    return take_away(
        request,
        _row(PARTS_OF_A_GOAL.get(kind), goal=goal, pk=row_id),
        then=reverse("plan_goal", args=[goal.pk]),
        put_back=reverse("plan_restore_in_goal", args=[goal.pk, kind, row_id]),
        says=_("It is removed."),
    )


@access("plan_goal", "update", key="goal_id")
@require_POST
def restore_in_goal(request: GuardedRequest, goal: Goal, kind: str, row_id: UUID) -> HttpResponse:
    """It is back."""
    row = _row(PARTS_OF_A_GOAL.get(kind), goal=goal, pk=row_id)
    return put_back(request, row, then=reverse("plan_goal", args=[goal.pk]))


@access("plan_activity", "update", key="activity_id")
@require_POST
def remove_activity(request: GuardedRequest, activity: Activity) -> HttpResponse:
    """An activity that no visit has counted goes."""
    plan = activity.goal.area.plan
    return take_away(
        request,
        activity,
        then=reverse("plan_organisation", args=[plan.pk, activity.owner_id]),
        put_back=reverse("plan_restore_activity", args=[activity.pk]),
        says=_("The activity is removed."),
    )


@access("plan_activity", "update")
@require_POST
def restore_activity(request: GuardedRequest, activity_id: UUID) -> HttpResponse:
    """The activity is back."""
    activity = _row(Activity, pk=activity_id)
    plan = activity.goal.area.plan
    return put_back(
        request,
        activity,
        allowed=("update", "plan_activity"),
        then=reverse("plan_organisation", args=[plan.pk, activity.owner_id]),
    )


@access("action_plan", "update", key="plan_id")
@require_POST
def remove_question(request: GuardedRequest, plan: ActionPlan, row_id: UUID) -> HttpResponse:
    """A question that nobody has taken goes."""
    return take_away(
        request,
        _row(OpenQuestion, plan=plan, pk=row_id),
        then=plan_page(plan),
        put_back=reverse("plan_restore_question", args=[plan.pk, row_id]),
        says=_("The question is removed."),
    )


@access("action_plan", "update", key="plan_id")
@require_POST
def restore_question(request: GuardedRequest, plan: ActionPlan, row_id: UUID) -> HttpResponse:
    """The question is back."""
    return put_back(request, _row(OpenQuestion, plan=plan, pk=row_id), then=plan_page(plan))


@access("follow_up_visit", "update", key="visit_id")
@require_POST
def remove_from_visit(
    request: GuardedRequest, visit: FollowUpVisit, kind: str, row_id: UUID
) -> HttpResponse:
    """Somebody invited who did not come, or a request that nobody has answered."""
    return take_away(
        request,
        _row(PARTS_OF_A_VISIT.get(kind), visit=visit, pk=row_id),
        then=visit_page(visit),
        put_back=reverse("visit_restore", args=[visit.pk, kind, row_id]),
        says=_("It is removed."),
    )


@access("follow_up_visit", "update", key="visit_id")
@require_POST
def restore_in_visit(
    request: GuardedRequest, visit: FollowUpVisit, kind: str, row_id: UUID
) -> HttpResponse:
    """It is back."""
    row = _row(PARTS_OF_A_VISIT.get(kind), visit=visit, pk=row_id)
    return put_back(request, row, then=visit_page(visit))
