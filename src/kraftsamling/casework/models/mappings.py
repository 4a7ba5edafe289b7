"""The Signs of Safety mapping: statements, scores, the network, and the safety plan with its checks."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.statuses import Domain, Kept, Speaker
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow

WRITTEN_ONCE = Classification(
    DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the case"
)
NEVER_CHANGED = [
    *AuthorityRow.Meta.triggers,
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
]


class SafetyMapping(AuthorityRow):
    """The mapping of one case (kartläggning). It lives as long as the case; its parts have their days."""

    classification = WRITTEN_ONCE

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="mapping")
    begun_on = models.DateField()
    begun_by = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        triggers = NEVER_CHANGED


@recorded()
class MappingStatement(AuthorityRow, Versioned):
    """One thing that one person said, in that person's words (utsaga). Each is a row of its own.

    `danger` ties a safety goal to the danger statement that it answers. `for_staff` keeps it from the page
    and the paper of the family. Former words stand in the change log, and what no longer holds is ended.
    """

    classification = PERSONAL_FILE

    mapping = models.ForeignKey(SafetyMapping, on_delete=models.PROTECT, related_name="statements")
    domain = models.CharField(max_length=12, choices=Domain.choices)
    words = models.TextField(max_length=4000)
    said_by = models.CharField(max_length=8, choices=Speaker.choices)
    said_by_name = models.CharField(max_length=80, blank=True)
    said_on = models.DateField()
    danger = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="goals"
    )
    for_staff = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="statement_has_words"),
            models.CheckConstraint(
                condition=Q(danger__isnull=True) | Q(domain="GOAL"), name="only_a_goal_has_a_danger"
            ),
        ]


class SafetyScore(AuthorityRow):
    """Where one person placed the family on the scale 0–10 on one day. Never averaged with anybody's.

    0: the child cannot be safe now. 10: safe enough to close. Without `danger` it is about everything.
    """

    classification = WRITTEN_ONCE

    mapping = models.ForeignKey(SafetyMapping, on_delete=models.PROTECT, related_name="scores")
    danger = models.ForeignKey(
        MappingStatement, null=True, blank=True, on_delete=models.PROTECT, related_name="scores"
    )
    who = models.CharField(max_length=8, choices=Speaker.choices)
    who_name = models.CharField(max_length=80, blank=True)
    value = models.PositiveSmallIntegerField()
    on = models.DateField()
    words = models.CharField(max_length=500, blank=True)
    written_by = models.UUIDField()
    written_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(value__lte=10), name="score_is_on_the_scale")
        ]
        triggers = NEVER_CHANGED


@recorded()
class NetworkPerson(AuthorityRow, Versioned):
    """Somebody round the child who does something for it (nätverk)."""

    classification = PERSONAL_FILE

    mapping = models.ForeignKey(SafetyMapping, on_delete=models.PROTECT, related_name="network")
    name = models.CharField(max_length=80)
    relation = models.CharField(max_length=80, blank=True)
    does = models.CharField(max_length=300)
    ended_on = models.DateField(null=True, blank=True)

    rows = Rows()


@recorded()
class SafetyPlanStep(AuthorityRow, Versioned):
    """One step of the safety plan (säkerhetsplan): what is done, by whom, when."""

    classification = PERSONAL_FILE

    mapping = models.ForeignKey(SafetyMapping, on_delete=models.PROTECT, related_name="plan_steps")
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=120)
    when = models.CharField(max_length=120)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    rows = Rows()


class SafetyPlanCheck(AuthorityRow):
    """Somebody has looked whether a step of the plan is kept to."""

    classification = WRITTEN_ONCE

    step = models.ForeignKey(SafetyPlanStep, on_delete=models.PROTECT, related_name="checks")
    on = models.DateField()
    kept = models.CharField(max_length=6, choices=Kept.choices)
    words = models.CharField(max_length=500, blank=True)
    written_by = models.UUIDField()
    written_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        triggers = NEVER_CHANGED
