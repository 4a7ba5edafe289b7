"""The case: whose matter it is, where it stands, who has it, and who else is in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import pgtrigger
from django.db import models
from django.db.models import F, Q

from kraftsamling.casework.models.people import PERSONAL_FILE, Person
from kraftsamling.casework.statuses import (
    AssignmentRole,
    CaseKind,
    Competence,
    Complexity,
    InParty,
    Phase,
    Urgency,
)
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.statuses import languages

NOTHING_DUE: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""`Case.next_due_at` of a case with no deadline: it sorts last, and the column needs no NULL."""


@recorded(in_bulk=True)
class Case(AuthorityRow, Versioned):
    """A matter of one child or one adult (ärende, personakt).

    What a list needs lies here, so that a page of a million cases reads one index: `next_due_at` and
    `next_due_code` repeat the nearest open deadline, `responsible` the main assignment, `is_protected` the
    persons' protection. Services keep them (services/deadlines, services/assignments, services/protection).
    `source_*` is filled when the record is kept in another system ("Bredvid journalen").
    """

    classification = PERSONAL_FILE

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=6, choices=CaseKind.choices, default=CaseKind.CHILD)
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    phase = models.CharField(max_length=14, choices=Phase.choices, default=Phase.RECEIVED)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.THIS_WEEK)
    competence = models.CharField(max_length=16, choices=Competence.choices, blank=True)
    complexity = models.CharField(
        max_length=8, choices=Complexity.choices, default=Complexity.ORDINARY
    )
    spoken = models.CharField(max_length=20, choices=languages(), blank=True)
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=500, blank=True)
    responsible = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    waiting_since = models.DateTimeField(null=True, blank=True)
    next_due_at = models.DateTimeField(default=NOTHING_DUE)
    next_due_code = models.CharField(max_length=40, blank=True)
    is_protected = models.BooleanField(default=False)
    is_marked = models.BooleanField(default=False)
    source_system = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=80, blank=True)
    source_at = models.DateTimeField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [
            models.Index(
                fields=["authority", "unit", "next_due_at", "id"],
                condition=Q(closed_on__isnull=True),
                name="case_open_by_unit",
            ),
            models.Index(
                fields=["authority", "responsible", "next_due_at", "id"],
                condition=Q(closed_on__isnull=True),
                name="case_open_by_worker",
            ),
            # A manager of many units: the nearest of all of them, and the latest closed, without sorting.
            models.Index(
                fields=["authority", "next_due_at", "id"],
                condition=Q(closed_on__isnull=True),
                name="case_open_by_due",
            ),
            models.Index(
                fields=["authority", "-closed_on", "id"],
                condition=Q(closed_on__isnull=False),
                name="case_closed_by_day",
            ),
            models.Index(
                fields=["authority", "unit", "-closed_on", "id"],
                condition=Q(closed_on__isnull=False),
                name="case_closed_by_unit",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="case_number_once"),
            models.UniqueConstraint(
                fields=["authority", "source_system", "source_id"],
                condition=~Q(source_id=""),
                name="case_source_once",
            ),
            models.CheckConstraint(
                condition=Q(phase="CLOSED", closed_on__isnull=False)
                | (~Q(phase="CLOSED") & Q(closed_on__isnull=True)),
                name="closed_case_has_its_day",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether anything may still be written in it."""
        return self.closed_on is None


@recorded(in_bulk=True)
class CasePerson(AuthorityRow):
    """Somebody who is in a case, and as what (person i ärendet)."""

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="people", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="in_cases")
    part = models.CharField(max_length=10, choices=InParty.choices)
    left_on = models.DateField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="person_in_case_once")
        ]


@recorded(in_bulk=True)
class Assignment(AuthorityRow):
    """A case that a worker has, between two days (handläggning). The last day is included.

    An ended assignment lets its worker read for thirty days more, and then nothing.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    role = models.CharField(max_length=10, choices=AssignmentRole.choices)
    supervisor = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["membership", "ends_on"], name="assignment_of_worker")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(role="SUPERVISED") | Q(supervisor__isnull=False),
                name="trainee_has_a_supervisor",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role="MAIN", ends_on__isnull=True),
                name="one_responsible_worker",
            ),
        ]


class CaseStatusChange(AuthorityRow):
    """One step of a case, a decision or something else in it: immutable (statusändring)."""

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the case"
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps", db_index=False)
    row_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by_membership = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["case", "at"], name="step_of_case")]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
