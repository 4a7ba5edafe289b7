"""Remote work: what has been agreed, and the days that are asked for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.models.employees import STAFF, Employee
from kraftsamling.workforce.statuses import RemoteDayState


@recorded()
class RemoteWorkAgreement(AuthorityRow):
    """How much of the time somebody may work from home, between two days (distansavtal). `share` in
    hundredths."""

    classification = STAFF

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="remote_work")
    share = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    agreed_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(ends_on__isnull=True),
                name="one_remote_agreement_without_end",
            ),
            models.CheckConstraint(condition=Q(share__lte=100), name="remote_share_in_hundredths"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="remote_agreement_ends_after_it_starts",
            ),
        ]


@recorded()
class RemoteWorkDay(AuthorityRow):
    """A day that somebody wants to work from home, and what her manager says (distansdag). `asked_by` is the
    user who asked: somebody else decides."""

    classification = STAFF

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="remote_days")
    on = models.DateField()
    state = models.CharField(
        max_length=10, choices=RemoteDayState.choices, default=RemoteDayState.ASKED
    )
    reason = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "on"], name="remote_day_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "on"],
                condition=~Q(state__in=["TAKEN_BACK", "DECLINED"]),
                name="remote_day_once",
            )
        ]
