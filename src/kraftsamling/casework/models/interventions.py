"""Help: what a case gets (insatser), and what is given without anybody's case and only counted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.decisions import Decision
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.statuses import Counted, InterventionState, Provider, Result
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Unit
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class InterventionKind(AuthorityRow, Versioned):
    """A kind of help that the authority has (insats), who usually gives it, and how it is counted.

    `is_individual`: given in a case; the others are open to all without an assessment of needs (SoL 11 kap.
    5 §) and are only counted. `is_programme`: a home-visit programme, counted in families and visits.
    How it is counted never changes: a kind that is counted otherwise is a new one, which `replaces` it.
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="with its interventions",
        identifying="the name of a kind of help",
    )  # fmt: skip

    name = models.CharField(max_length=120)
    about = models.CharField(max_length=500, blank=True)
    is_individual = models.BooleanField(default=True)
    needs_decision = models.BooleanField(default=True)
    is_early = models.BooleanField(default=False)
    is_preventive = models.BooleanField(default=False)
    is_programme = models.BooleanField(default=False)
    provider = models.CharField(max_length=6, choices=Provider.choices, default=Provider.OWN)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name"],
                condition=Q(retired_on__isnull=True),
                name="intervention_kind_once",
            ),
            models.CheckConstraint(
                condition=Q(is_individual=True) | Q(needs_decision=False),
                name="open_help_needs_no_decision",
            ),
        ]


@recorded()
class Intervention(AuthorityRow, Versioned):
    """Help that a case gets (insats): ordered, started, followed up, ended with a result.

    `goals` to `others` are the plan (genomförandeplan, SoF 10 kap. 3 §).
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interventions")
    kind = models.ForeignKey(InterventionKind, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="interventions"
    )
    provider = models.CharField(max_length=6, choices=Provider.choices, default=Provider.OWN)
    supplier = models.CharField(max_length=120, blank=True)
    state = models.CharField(
        max_length=11, choices=InterventionState.choices, default=InterventionState.ORDERED
    )
    ordered_on = models.DateField()
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    goals = models.TextField(max_length=20_000, blank=True)
    how = models.TextField(max_length=20_000, blank=True)
    childs_view = models.TextField(max_length=20_000, blank=True)
    custodians_view = models.TextField(max_length=20_000, blank=True)
    others = models.TextField(max_length=20_000, blank=True)
    result = models.CharField(max_length=11, choices=Result.choices, blank=True)
    result_words = models.TextField(max_length=20_000, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["case", "ordered_on"], name="intervention_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(provider="BOUGHT") | ~Q(supplier=""),
                name="bought_intervention_names_supplier",
            ),
            models.CheckConstraint(
                condition=~Q(state="ENDED")
                | (Q(ended_on__isnull=False, started_on__isnull=False) & ~Q(result="")),
                name="ended_intervention_has_result",
            ),
        ]


@recorded()
class InterventionFollowUp(AuthorityRow, Versioned):
    """A day on which an intervention is followed up, and what was seen then (uppföljning)."""

    classification = PERSONAL_FILE

    intervention = models.ForeignKey(
        Intervention, on_delete=models.PROTECT, related_name="follow_ups"
    )
    planned_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    words = models.TextField(max_length=20_000, blank=True)
    childs_view = models.TextField(max_length=20_000, blank=True)
    withheld = models.BooleanField(default=False)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["intervention"],
                condition=Q(done_on__isnull=True),
                name="one_follow_up_waits",
            )
        ]


class PreventiveCount(AuthorityRow):
    """So many in one month of help without assessment of needs: unit, kind, month, number – nobody."""

    classification = Classification(DataClass.K2, Wall.OWN_AUTHORITY, kept="with the figures")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(InterventionKind, on_delete=models.PROTECT, related_name="counts")
    counted = models.CharField(max_length=12, choices=Counted.choices, default=Counted.OCCASIONS)
    month = models.DateField()
    number = models.PositiveIntegerField(default=0)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "counted", "month"], name="preventive_count_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="preventive_count_of_a_month"),
        ]
