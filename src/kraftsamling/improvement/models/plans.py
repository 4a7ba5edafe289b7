"""The plan of action (plan för handling): areas, goals, activities, and who shaped them.

Everything here lives in one space and is seen by its members: no client, no private person.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.improvement.rules import OutsideFigure, Shaper
from kraftsamling.improvement.statuses import ActivityState, GoalState, Hindrance, Phase
from kraftsamling.organisations.models import Authority, Space

SHARED = Classification(
    DataClass.K1, kept="space + 2 years", identifying="names of plans, not of persons"
)


class SpaceRow(models.Model):
    """Base of every row that lives in a space."""

    classification = SHARED

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        abstract = True
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="space_never_changes", fields=["space"])
        ]


class Removable(models.Model):
    """A row that can be taken away and put back: it stays, with the moment when it went."""

    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


@recorded()
class ActionPlan(SpaceRow, Versioned):
    """A plan with a name, a vision and a start. `owner` is the authority whose plan it is.

    `retold_from` names the public report that somebody else's plan is retold from; empty for a plan that
    lives here. Of a retold plan only what the report tells is known: the first day may be missing, and
    `starts_about` holds the report's own words for it ("hösten 2014").
    """

    owner = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    for_whom = models.CharField(max_length=200, blank=True)
    vision = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(null=True)
    starts_about = models.CharField(max_length=40, blank=True)
    retold_from = models.CharField(max_length=300, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    slug = models.SlugField(unique=True)

    rows = Rows()

    class Meta(SpaceRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=False) | ~Q(retold_from=""),
                name="plan_that_lives_here_has_its_first_day",
            )
        ]


@recorded()
class PlanPhase(SpaceRow):
    """A stretch of the plan's time line: what marked it, and when it began and ended."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="phases")
    phase = models.CharField(max_length=12, choices=Phase.choices)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    sentence = models.CharField(max_length=200, blank=True)

    rows = Rows()

    class Meta(SpaceRow.Meta):
        constraints = [models.UniqueConstraint(fields=["plan", "phase"], name="phase_once")]


@recorded()
class DevelopmentArea(SpaceRow, Versioned, Removable):
    """A theme of the plan (utvecklingsområde). `learnt` is what the plan's owner writes before a visit."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="areas")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    learnt = models.TextField(max_length=3000, blank=True)

    rows = Rows()


@recorded()
class Goal(SpaceRow, Versioned, Removable):
    """A goal: a sentence, a figure that daily work makes or values from outside, and a state.

    `target` is in the figure's own unit (per cent for shares). `from_outside` (the newest first) and
    `shaped_by` are filled when a whole plan is read.
    """

    from_outside: Sequence[OutsideFigure] = ()
    shaped_by: Sequence[Shaper] = ()

    area = models.ForeignKey(DevelopmentArea, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    sentence = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=GoalState.choices, default=GoalState.OPEN)
    state_reason = models.CharField(max_length=500, blank=True)
    indicator_code = models.CharField(max_length=60, blank=True)
    target = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)

    rows = Rows()

    class Meta(SpaceRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["NOT_REACHED", "RECONSIDERED"]) | ~Q(state_reason=""),
                name="goal_not_reached_says_why",
            ),
        ]


@recorded()
class OutsideValue(SpaceRow, Removable):
    """One value that no daily work here produces: what it says, from where, of which day, and whose."""

    classification = Classification(
        DataClass.K1, kept="space + 2 years", identifying="people who answer in their official role"
    )

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="outside_values")
    figure = models.CharField(max_length=80)
    source = models.CharField(max_length=160)
    on = models.DateField()
    owner_words = models.CharField(max_length=100)

    rows = Rows()

    class Meta(SpaceRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(figure="") & ~Q(source="") & ~Q(owner_words=""),
                name="outside_value_says_what_where_and_whose",
            )
        ]


class ShapedWith(SpaceRow, Removable):
    """Who shaped a goal together with us (samskapat med): a council, a café, an idea, a child."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="shaped_with")
    words = models.CharField(max_length=120)
    url = models.CharField(max_length=200, blank=True)

    rows = Rows()


@recorded()
class Activity(SpaceRow, Versioned, Removable):
    """Something to do, owned by one organisation and edited only by it (aktivitet).

    `group` is the owner's own word for who does it ("Familjehemsgruppen").
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="activities")
    owner = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(max_length=200)
    state = models.CharField(
        max_length=12, choices=ActivityState.choices, default=ActivityState.NOT_BEGUN
    )
    state_reason = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    hindered_by = models.CharField(max_length=12, choices=Hindrance.choices, blank=True)
    hindrance = models.CharField(max_length=300, blank=True)

    rows = Rows()

    class Meta(SpaceRow.Meta):
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="CANCELLED") | ~Q(state_reason=""),
                name="cancelled_activity_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="DONE", done_on__isnull=False)
                | (~Q(state="DONE") & Q(done_on__isnull=True)),
                name="done_activity_has_its_day",
            ),
        ]


@recorded()
class OpenQuestion(SpaceRow, Removable):
    """A hard joint question without an owner (fråga utan ägare). It stays until somebody takes it.

    Taken, it has an owner and a day, and is an activity below a goal (if the plan has any).
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="open_questions")
    question = models.CharField(max_length=300)
    asked_on = models.DateField()
    taken_by = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.PROTECT)
    taken_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    rows = Rows()


class StatusChange(SpaceRow):
    """One step of a goal, an activity, a request or a visit: immutable (statusändring)."""

    classification = Classification(
        DataClass.K1, rights=Rights.APPEND, kept="with what it is about"
    )

    row_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20)
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by_membership = models.UUIDField(null=True)

    rows = Rows()

    class Meta(SpaceRow.Meta):
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
