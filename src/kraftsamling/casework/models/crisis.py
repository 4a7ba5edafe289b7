"""The crisis plan of a unit: which step holds, who proposed and decided it, and its next look."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kraftsamling.casework.statuses import CrisisState
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class CrisisStep(AuthorityRow):
    """A step of the crisis plan for a unit and those below it, from a day (krisplanens steg).

    `figures` is the queue as it was when the step was proposed. A step in force asks for two things: the
    judgement according to lex Sarah, and a report to the board, each with its day and who did it.
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="with the board's minutes",
        identifying="the managers who have proposed and decided it in the line of duty",
    )  # fmt: skip

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=8, choices=CrisisState.choices, default=CrisisState.PROPOSED
    )
    figures = models.JSONField(default=dict)
    review_on = models.DateField()
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=100, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    sarah_done_on = models.DateField(null=True, blank=True)
    sarah_done_by = models.CharField(max_length=100, blank=True)
    board_due_on = models.DateField(null=True, blank=True)
    board_done_on = models.DateField(null=True, blank=True)
    board_done_by = models.CharField(max_length=100, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "-proposed_at"], name="crisis_steps")]
        constraints = [
            models.CheckConstraint(condition=Q(step__lte=3), name="crisis_step_nought_to_three"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(state="ACTIVE"), name="one_crisis_step_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ACTIVE", "ENDED"]) | Q(starts_on__isnull=False),
                name="crisis_in_force_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                name="crisis_ends_after_it_starts",
            ),
        ]
