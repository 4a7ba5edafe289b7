"""Decisions: who may make them, what is decided and why, and what the parties were told before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case, CasePerson
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.statuses import DecisionLevel, DecisionState, DecisionType
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.organisations.roles import Role


@recorded()
class DelegationRule(AuthorityRow):
    """Who decides one type of decision, from a day (delegationsordning). The latest that has begun holds."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="with the decisions made by it"
    )

    decision_type = models.CharField(max_length=24, choices=DecisionType.choices)
    level = models.CharField(max_length=9, choices=DecisionLevel.choices)
    role = models.CharField(max_length=40, choices=Role.choices, blank=True)
    may_chair = models.BooleanField(default=False)
    source = models.CharField(max_length=200)
    valid_from = models.DateField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(level="ROLE") & ~Q(role="") | ~Q(level="ROLE") & Q(role=""),
                name="delegation_names_a_role_for_officials",
            ),
            models.UniqueConstraint(
                fields=["authority", "decision_type", "role", "valid_from"],
                name="delegation_once",
            ),
        ]


@recorded()
class CommitteeMeeting(AuthorityRow):
    """A day when the committee that decides about individuals meets (nämndens utskott)."""

    classification = Classification(DataClass.K2, Wall.OWN_AUTHORITY, kept="with its decisions")

    on = models.DateField()
    summoned_on = models.DateField()
    is_closed = models.BooleanField(default=False)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [models.UniqueConstraint(fields=["authority", "on"], name="meeting_day_once")]


@recorded()
class Decision(AuthorityRow, Versioned):
    """A decision in a case (beslut), with reasons, and what was done about the child's own words.

    `decided_by` is an official's membership; for the committee or the chair it is who recorded it.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    type = models.CharField(max_length=24, choices=DecisionType.choices)
    state = models.CharField(
        max_length=12, choices=DecisionState.choices, default=DecisionState.DRAFT
    )
    what = models.CharField(max_length=500)
    reasons = models.TextField(max_length=20_000)
    what_we_did = models.TextField(max_length=8000, blank=True)
    legal_reference = models.CharField(max_length=120, blank=True)
    proposed_by = models.UUIDField()
    level = models.CharField(max_length=9, choices=DecisionLevel.choices, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(
        CommitteeMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda"
    )
    party_received_on = models.DateField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["case", "decided_on"], name="decision_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_says_why"),
            models.CheckConstraint(
                condition=Q(state__in=["DECIDED", "REJECTED"], decided_on__isnull=False)
                | (~Q(state__in=["DECIDED", "REJECTED"]) & Q(decided_on__isnull=True)),
                name="decision_made_has_its_day",
            ),
        ]


@recorded()
class PartyCommunication(AuthorityRow, Versioned):
    """The material sent to a party before a decision, with a day to answer (kommunicering, FL 25 §)."""

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="communications")
    to = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    answer_by = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(max_length=20_000, blank=True)

    rows = Rows()


@recorded()
class ImmediateCustody(AuthorityRow, Versioned):
    """A child taken into immediate care (omedelbart omhändertagande, LVU 6 §), with its court dates."""

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="custodies")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="custody")
    decided_on = models.DateField()
    executed_on = models.DateField(null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "immediate custodies"
