"""Follow-up visits (återbesök): who comes, what was said, what was asked for, and how it stood that day."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.improvement.models.plans import (
    ActionPlan,
    DevelopmentArea,
    Removable,
    SpaceRow,
)
from kraftsamling.improvement.statuses import RequestState, VisitKind, VisitState
from kraftsamling.organisations.models import Authority


@recorded()
class FollowUpVisit(SpaceRow, Versioned):
    """A visit to a plan's owner, or a meeting of its own board. `number` counts the plan's from 1.

    `agenda` is one line for each item; while it is empty the page proposes one. `visitor` is empty when the
    visitors have no account here; `visitor_words` says who they are then. `invited` is counted when a plan's
    visits are read. The snapshot (SnapshotGoal, and `done`/`total` of activities here) is frozen when the
    visit is held.
    """

    invited: int = 0

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="visits")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=VisitKind.choices, default=VisitKind.OTHER)
    visitor = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    visitor_words = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    agenda = models.TextField(max_length=3000, blank=True)
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.PLANNED)
    held_at = models.DateTimeField(null=True, blank=True)
    activities_done = models.PositiveIntegerField(null=True)
    activities_total = models.PositiveIntegerField(null=True)

    rows = Rows()

    class Meta(SpaceRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="visit_number_once"),
            models.CheckConstraint(
                condition=Q(visitor__isnull=False) | ~Q(visitor_words="") | Q(kind="BOARD"),
                name="visit_says_who_comes",
            ),
            models.CheckConstraint(
                condition=Q(state="PLANNED", held_at__isnull=True)
                | (~Q(state="PLANNED") & Q(held_at__isnull=False)),
                name="held_visit_has_its_time",
            ),
        ]


class VisitParticipant(SpaceRow, Removable):
    """Somebody who is invited or comes, by role and organisation ("rektor, Granby skola")."""

    classification = Classification(
        DataClass.K1,
        kept="space + 2 years",
        identifying="people who come in their official role",
    )

    visit = models.ForeignKey(FollowUpVisit, on_delete=models.CASCADE, related_name="participants")
    who = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120)
    present = models.BooleanField(default=False)

    rows = Rows()


class VisitNote(SpaceRow):
    """One writing of what somebody noted about one area at a visit, or about none of them. Immutable.

    A person's note is a thread, and every saving adds a row to it: the newest is what the note says, and an
    empty one has been struck out. Nobody writes in another's thread, so nobody overwrites anybody. `page` is
    the opened page it was written on: the same person may have two.
    """

    classification = Classification(
        DataClass.K1,
        rights=Rights.APPEND,
        kept="space + 2 years",
        identifying="people who write in their official role",
    )

    visit = models.ForeignKey(FollowUpVisit, on_delete=models.CASCADE, related_name="notes")
    area = models.ForeignKey(
        DevelopmentArea, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    thread = models.UUIDField()
    number = models.PositiveIntegerField(default=1)
    page = models.UUIDField()
    text = models.TextField(max_length=8000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    writer_words = models.CharField(max_length=250, blank=True)

    rows = Rows()

    class Meta(SpaceRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="each_writing_once")
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


@recorded()
class VisitRequest(SpaceRow, Versioned, Removable):
    """Something the visitors asked for, with an owner and a day, and what became of it."""

    visit = models.ForeignKey(FollowUpVisit, on_delete=models.CASCADE, related_name="requests")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=RequestState.choices, default=RequestState.ASKED
    )
    answer = models.CharField(max_length=500, blank=True)
    answer_url = models.CharField(max_length=200, blank=True)

    rows = Rows()

    class Meta(SpaceRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(state="ASKED") | ~Q(answer=""), name="answered_request_has_an_answer"
            )
        ]


class SnapshotGoal(SpaceRow):
    """A goal as it stood at a visit, with its released figure (ögonblicksbild). Immutable.

    `numerator` and `denominator` are empty when nothing was released or the figure is hidden;
    `released_on` says which, and that a figure was let out.
    """

    classification = Classification(DataClass.K1, rights=Rights.APPEND, kept="space + 2 years")

    visit = models.ForeignKey(FollowUpVisit, on_delete=models.PROTECT, related_name="snapshot")
    goal_id_then = models.UUIDField()
    area_name = models.CharField(max_length=120)
    sentence = models.CharField(max_length=300)
    state = models.CharField(max_length=12)
    state_reason = models.CharField(max_length=500, blank=True)
    indicator_code = models.CharField(max_length=60, blank=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    period_starts_on = models.DateField(null=True)
    period_months = models.PositiveSmallIntegerField(null=True)
    released_on = models.DateField(null=True)
    outside_figure = models.CharField(max_length=80, blank=True)
    activities_done = models.PositiveIntegerField(default=0)
    activities_total = models.PositiveIntegerField(default=0)

    rows = Rows()

    class Meta(SpaceRow.Meta):
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
