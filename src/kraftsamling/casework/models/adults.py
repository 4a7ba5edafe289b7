"""An adult's case beyond the case itself, and the work that two units do together around one family."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.people import PERSONAL_FILE, Person
from kraftsamling.casework.models.reports import ConcernReport
from kraftsamling.casework.models.sharing import Consent
from kraftsamling.casework.statuses import CaseKind, Household, JointState, ReasonClass
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class AdultCase(AuthorityRow, Versioned):
    """What the adult unit keeps of an adult (vuxenärende): a class of reasons, a plan, the children at home.

    The children who are known by name are persons of the case (`InParty.CHILD`); `children_count` is used
    when nobody wants to name them.
    """

    classification = PERSONAL_FILE

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="adult")
    reason = models.CharField(max_length=12, choices=ReasonClass.choices)
    plan = models.TextField(max_length=20_000, blank=True)
    children = models.CharField(
        max_length=10, choices=Household.choices, default=Household.NOT_ASKED
    )
    children_count = models.PositiveSmallIntegerField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    noticed = models.TextField(max_length=20_000, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(children="NOT_ASKED", asked_on__isnull=True)
                | (~Q(children="NOT_ASKED") & Q(asked_on__isnull=False)),
                name="children_asked_has_its_day",
            )
        ]


class ReportedChild(AuthorityRow):
    """That the adult unit has reported a child to the reception, by the button in the adult's case."""

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the adult's case"
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reported_children")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    report = models.OneToOneField(
        ConcernReport, on_delete=models.PROTECT, related_name="from_adult_unit"
    )
    at = models.DateTimeField()
    by_membership = models.UUIDField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


@recorded()
class JointHandling(AuthorityRow, Versioned):
    """The adult unit and the child unit around one family (gemensam handläggning), by a parent's consent.

    It is offered in one of the two cases (`began_with`), about somebody who is the other unit's (`about`).
    While it is open each side sees the summary of the other's case and nothing else of it (LINK).
    """

    classification = PERSONAL_FILE

    began_with = models.CharField(max_length=6, choices=CaseKind.choices)
    adult_case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="joint_as_adult"
    )
    child_case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="joint_as_child"
    )
    about = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, choices=ReasonClass.choices)
    noticed_on = models.DateField()
    offered_on = models.DateField()
    offered_by = models.UUIDField()
    answered_on = models.DateField(null=True, blank=True)
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="joint_handlings"
    )
    state = models.CharField(max_length=8, choices=JointState.choices, default=JointState.OFFERED)
    opened_at = models.DateTimeField(null=True, blank=True)
    plan = models.TextField(max_length=20_000, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.UUIDField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [
            models.Index(fields=["adult_case", "state"], name="joint_of_adult"),
            models.Index(fields=["child_case", "state"], name="joint_of_child"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["adult_case", "child_case"],
                condition=Q(state="OPEN"),
                name="joint_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="OPEN")
                | Q(
                    adult_case__isnull=False,
                    child_case__isnull=False,
                    consent__isnull=False,
                    opened_at__isnull=False,
                ),
                name="joint_open_has_both_and_consent",
            ),
            models.CheckConstraint(
                condition=Q(adult_case__isnull=False) | Q(child_case__isnull=False),
                name="joint_has_a_case",
            ),
        ]
