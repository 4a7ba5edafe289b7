"""What cases weigh, as the authority has decided it, and what workers themselves say of their load."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.casework.statuses import CaseKind, Phase
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.models.authorities import AuthorityRow


class CaseWeight(AuthorityRow):
    """The points of one kind and phase from a day (ärendetyngd). A change is a new row: the history stays.

    In fives. Without a row the start values hold (rules/points).
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, Rights.APPEND, kept="with its history"
    )

    kind = models.CharField(max_length=6, choices=CaseKind.choices)
    phase = models.CharField(max_length=14, choices=Phase.choices)
    simple = models.PositiveSmallIntegerField()
    ordinary = models.PositiveSmallIntegerField()
    heavy = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    at = models.DateTimeField()
    by_membership = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "-valid_from"], name="weight_in_force")]
        constraints = [
            models.CheckConstraint(
                condition=Q(simple__gte=5, ordinary__gte=models.F("simple"))
                & Q(heavy__gte=models.F("ordinary"), heavy__lte=150),
                name="heavier_cases_weigh_more",
            )
        ]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class LoadRating(AuthorityRow):
    """What a worker says of the own load in one month, in five steps (egen skattning). Said again, it is
    changed: the month has one."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="two years", identifying="a colleague's own view"
    )

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    step = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["membership", "month"], name="load_rated_once_a_month"),
            models.CheckConstraint(
                condition=Q(step__gte=1, step__lte=5), name="load_in_five_steps"
            ),
        ]
