"""Proposals of who gets which case, and plans for the cases that wait."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.statuses import GivenState, OtherBecause, Risk
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.models.authorities import AuthorityRow


class AllocationRun(AuthorityRow):
    """One proposal for a unit and those below it (förslag till fördelning). The latest of a unit counts.

    `gap` is how much better another might be, as a share: 0 when it is proven that none is, None when no
    solver was there. `because` are codes that tell why it was computed anew; `all_ways` what it would take
    that nobody waits. Without `ready_at` it is being computed.
    """

    classification = Classification(DataClass.K2, Wall.OWN_AUTHORITY, kept="two years")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True)
    gap = models.FloatField(null=True, blank=True)
    because = models.JSONField(default=list)
    all_ways = models.JSONField(default=list)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["unit", "-asked_at"], name="run_of_unit")]


@recorded()
class AllocationLine(AuthorityRow):
    """One case of a proposal: to whom and why, or why it waits, in codes that a page puts into words.

    `load_before` and `ceiling` in points are those of the proposed worker when it was computed, before this
    and all else of the proposal. `together` is the same for what one click gave out, and what undoing takes
    back; `waited_since` and `unit_before` are what the case goes back to.
    """

    classification = PERSONAL_FILE

    run = models.ForeignKey(AllocationRun, on_delete=models.PROTECT, related_name="lines")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    priority = models.PositiveSmallIntegerField()
    waited_days = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    to = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    load_before = models.PositiveSmallIntegerField(default=0)
    ceiling = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list)
    runner_up = models.JSONField(default=dict)
    waits = models.JSONField(default=dict)
    ways = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=GivenState.choices, default=GivenState.PROPOSED)
    given_to = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    other_because = models.CharField(max_length=16, choices=OtherBecause.choices, blank=True)
    together = models.UUIDField(null=True, blank=True)
    assignment = models.UUIDField(null=True, blank=True)
    waited_since = models.DateTimeField(null=True, blank=True)
    unit_before = models.UUIDField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [
            models.Index(fields=["given_to", "-given_at"], name="line_given_to"),
            models.Index(fields=["together"], name="line_given_together"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "case"], name="case_once_in_a_proposal"),
            models.CheckConstraint(
                condition=Q(state="PROPOSED", given_at__isnull=True)
                | Q(state="ACCEPTED", given_at__isnull=False, given_to__isnull=False),
                name="given_to_whom_and_when",
            ),
        ]


@recorded()
class WaitingPlan(AuthorityRow):
    """What holds for a case while it waits (plan medan ärendet väntar): judged, done meanwhile, by whom
    followed, and the latest day for a worker. None of the four can be left out. The latest holds."""

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="waiting_plans")
    risk = models.CharField(max_length=12, choices=Risk.choices)
    meanwhile = models.JSONField()
    protection_on = models.DateField(null=True, blank=True)
    follower = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    latest_on = models.DateField()
    at = models.DateTimeField()
    by_membership = models.UUIDField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["case", "-at"], name="waiting_plan_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(meanwhile=[]) & ~Q(risk=""), name="waiting_plan_says_what_is_done"
            )
        ]
