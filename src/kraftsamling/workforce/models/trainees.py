"""The trainee programme, and those who go through it."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Space
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.models.employees import STAFF, Employee
from kraftsamling.workforce.statuses import TraineeStage


@recorded()
class TraineeProgramme(AuthorityRow):
    """A programme for students of social work (traineeprogram), run together with other municipalities.

    `partners` are their names; what each of them does with its own trainees stays there.
    """

    classification = STAFF

    name = models.CharField(max_length=100)
    partners = ArrayField(models.CharField(max_length=60), default=list)
    days_a_week = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        pass


class TraineeRelease(AuthorityRow):
    """How the programme went, told to the members of a space on a day (utfall). Never changed.

    Each figure is None where so few are behind it that it could point at somebody.
    """

    classification = Classification(
        DataClass.K1, rights=Rights.APPEND, identifying="the name of a programme"
    )

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    partners = ArrayField(models.CharField(max_length=60), default=list)
    told_at = models.DateTimeField()
    told_by = models.UUIDField(null=True)
    finished = models.PositiveIntegerField(null=True)
    hired = models.PositiveIntegerField(null=True)
    due_to_stay = models.PositiveIntegerField(null=True)
    stayed = models.PositiveIntegerField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["space", "-told_at"], name="trainee_release_latest")]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


@recorded()
class Trainee(AuthorityRow, Versioned):
    """One person's way: practice placement, a paid day a week, employed or not, still here or not.

    `employee` when there is an employment; `finished_on` when the programme ended for her, `left_on` when she
    left us after it.
    """

    classification = STAFF

    programme = models.ForeignKey(
        TraineeProgramme, on_delete=models.PROTECT, related_name="trainees"
    )
    cohort = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=200)
    stage = models.CharField(max_length=10, choices=TraineeStage.choices)
    employee = models.OneToOneField(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="trainee"
    )
    supervisor = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    placed_on = models.DateField()
    trainee_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    hired_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(hired_on__isnull=True)
                | Q(left_on__gte=F("hired_on")),
                name="trainee_leaves_after_hired",
            )
        ]
