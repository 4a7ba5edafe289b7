"""Who works here: employments, absence, what each knows, and how much each can carry."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.statuses import AbsenceKind, EmploymentForm, Job, RaisedBecause

STAFF = Classification(DataClass.K2, Wall.OWN_AUTHORITY, kept="HR rule", identifying="a colleague")


@recorded()
class Employee(AuthorityRow, Versioned):
    """Somebody who works here, as the payroll system tells it (anställd).

    `number` is the payroll system's own; the same number in the next file is the same person.
    `profession_since` is the day from which experience counts. `membership` is the role that its person
    logs in with here. `is_protected`: colleagues find nothing about her (skyddade personuppgifter).
    """

    classification = STAFF

    number = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=200)
    membership = models.OneToOneField(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="employee"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="staff"
    )
    supervisor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supervised"
    )
    job = models.CharField(max_length=20, choices=Job.choices)
    form = models.CharField(max_length=12, choices=EmploymentForm.choices)
    share = models.PositiveSmallIntegerField(default=100)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    profession_since = models.DateField()
    is_protected = models.BooleanField(default=False)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "unit", "sort_key"], name="employee_of_unit")]
        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="employee_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="employment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="share_in_hundredths"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@recorded()
class Absence(AuthorityRow):
    """Days that somebody is away; without an end it is not known when she is back (frånvaro)."""

    classification = STAFF

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=8, choices=AbsenceKind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "kind", "starts_on"], name="absence_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="absence_ends_after_it_starts",
            ),
        ]


class CeilingScale(AuthorityRow):
    """The authority's ceilings in points from a day (poängtak). A change is a new row: the history stays."""

    classification = Classification(DataClass.K2, Wall.OWN_AUTHORITY, Rights.APPEND, kept="HR rule")

    valid_from = models.DateField()
    full = models.PositiveSmallIntegerField()
    from_one_year = models.PositiveSmallIntegerField()
    first_year = models.PositiveSmallIntegerField()
    trainee = models.PositiveSmallIntegerField()
    supervising = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by_membership = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "-valid_from"], name="scale_in_force")]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class OwnCeiling(AuthorityRow):
    """One person's own ceiling between two days, agreed with her manager: a new start, a union task (eget
    tak). One that was raised for a while says why; `because` of the others is empty."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, Rights.APPEND, kept="HR rule", identifying="a colleague"
    )

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="own_ceilings")
    points = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=12, choices=RaisedBecause.choices, blank=True)
    at = models.DateTimeField()
    by_membership = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["employee", "-at"], name="own_ceiling_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(because="") | Q(ends_on__isnull=False), name="raised_for_a_while"
            )
        ]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
