"""Meetings around a case, and the co-ordinated plan that social services and health care make together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.adults import JointHandling
from kraftsamling.casework.models.cases import Case, CasePerson
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.models.sharing import Consent
from kraftsamling.casework.statuses import MeetingKind
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class Meeting(AuthorityRow, Versioned):
    """A meeting (möte): when, where, in which case. With `joint` both units of the family have it."""

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    joint = models.ForeignKey(
        JointHandling, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    kind = models.CharField(max_length=9, choices=MeetingKind.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    room = models.CharField(max_length=80)
    by_membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    family_told_on = models.DateField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [
            models.Index(fields=["authority", "starts_at"], name="meeting_when"),
            models.Index(fields=["case", "starts_at"], name="meeting_of_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_it_starts"
            )
        ]


class MeetingPerson(AuthorityRow):
    """Somebody of the case who is to be at a meeting."""

    classification = PERSONAL_FILE

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="people")
    who = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [models.UniqueConstraint(fields=["meeting", "who"], name="at_a_meeting_once")]


@recorded()
class CoordinatedPlan(AuthorityRow, Versioned):
    """A co-ordinated individual plan (SIP): need, consent, parties, who is responsible, when it was made.

    Its clock runs from the day when both the need and the consent were there.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="coordinated_plans")
    need = models.TextField(max_length=4000)
    need_found_on = models.DateField()
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    parties = models.CharField(max_length=500, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    made_on = models.DateField(null=True, blank=True)
    not_made_because = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["case", "need_found_on"], name="sip_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_on__isnull=True)
                | (Q(consent__isnull=False) & ~Q(parties="") & ~Q(responsible="")),
                name="sip_made_has_consent_parties_and_responsible",
            )
        ]
