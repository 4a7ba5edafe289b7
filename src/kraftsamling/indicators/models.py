"""Computed figures, months that must be computed again, marked changes, and what has been released."""

from __future__ import annotations

import uuid
from fractions import Fraction

import pgtrigger
from django.db import models
from django.db.models import F, Q

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.indicators.rules.figures import Amount, Figure, Hidden, Share, Shown, ShownAmount
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.organisations.models import Authority, Unit
from kraftsamling.organisations.models.authorities import AuthorityRow

_INTERNAL = Classification(
    DataClass.K2, Wall.OWN_AUTHORITY, kept="as long as the plan refers to it"
)


def length_choices() -> list[tuple[int, str]]:
    """The lengths of a period, in months."""
    return [(length.value, length.name) for length in Length]


class PeriodFigure(models.Model):
    """A share of one period. Without numbers it is hidden: too few for anybody to be told."""

    code = models.CharField(max_length=60)
    length = models.PositiveSmallIntegerField(choices=length_choices())
    first_day = models.DateField()
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        """The calendar period that was counted."""
        return Period.containing(self.first_day, Length(self.length))

    @property
    def figure(self) -> Figure:
        """The share as a type that knows whether it may be shown."""
        if self.numerator is None or self.denominator is None:
            return Hidden()
        return Shown(Share(self.numerator, self.denominator))


class IndicatorPoint(PeriodFigure, AuthorityRow):
    """One figure for one period, computed from raw rows (mätpunkt). Live inside its authority.

    An amount says how many `people` it rests on; its value is the numerator over the denominator, and may
    be more than one.
    """

    classification = _INTERNAL

    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE)
    people = models.PositiveIntegerField(null=True)
    computed_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code", "unit", "length", "first_day"],
                name="indicator_point_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True, people__isnull=True)
                | Q(people__isnull=True, numerator__lte=F("denominator"))
                | Q(people__isnull=False, numerator__isnull=False, denominator__gt=0),
                name="indicator_point_is_a_figure",
            ),
        ]

    @property
    def figure(self) -> Figure:
        """The share or the amount, as a type that knows whether it may be shown."""
        if self.people is None or self.numerator is None or self.denominator is None:
            return super().figure
        return ShownAmount(Amount(Fraction(self.numerator, self.denominator), self.people))

    @staticmethod
    def numbers(counted: Share | Amount | None) -> tuple[int | None, int | None, int | None]:
        """Numerator, denominator and people, as they are stored. None is hidden: no number at all."""
        match counted:
            case Share(numerator, denominator):
                return numerator, denominator, None
            case Amount(value, people):
                return value.numerator, value.denominator, people
            case None:
                return None, None, None


class ChangedMonth(AuthorityRow):
    """A month in which some source has changed since its figures were computed."""

    classification = _INTERNAL

    source = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE)
    month = models.DateField()
    marked_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "source", "unit", "month"],
                name="changed_month_once",
                nulls_distinct=False,
            )
        ]


@recorded()
class MarkedChange(AuthorityRow):
    """Something that was done on a day, drawn as a line in the charts (markerad förändring)."""

    classification = _INTERNAL

    code = models.CharField(max_length=60, blank=True, help_text="empty: drawn in every chart")
    on = models.DateField()
    label = models.CharField(max_length=80)

    rows = Rows()


class Discrepancy(AuthorityRow):
    """A stored figure that the nightly comparison did not find again in the raw rows (avvikelse)."""

    classification = _INTERNAL

    code = models.CharField(max_length=60)
    found_at = models.DateTimeField()
    detail = models.CharField(max_length=300)

    rows = Rows()


class Release(models.Model):
    """Figures for everyone outside the authority (frisläppning): a period, immutable once published.

    What turns out wrong is corrected by a new release of the same period, which `corrects` the former.
    `input_digest` is SHA-256 of the figures that it was made of.
    """

    classification = Classification(DataClass.K0)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="releases")
    length = models.PositiveSmallIntegerField(choices=length_choices())
    first_day = models.DateField()
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    rules_version = models.CharField(max_length=20)
    input_digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "length", "first_day"],
                condition=Q(corrects__isnull=True),
                name="one_release_per_period",
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="immutable_once_published",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            )
        ]

    @property
    def period(self) -> Period:
        """What the release covers."""
        return Period.containing(self.first_day, Length(self.length))


class ReleasedFigure(PeriodFigure):
    """One cell of a release. Hidden cells keep no number at all.

    Without `unit_id` it is the whole authority. The unit's name is kept as it was that day, and whether it
    stood above others: small units are counted there. The unit's own row lies behind its authority's wall.
    """

    classification = Classification(DataClass.K0, identifying="the name of a unit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="figures")
    unit_id = models.UUIDField(null=True)
    unit_name = models.CharField(max_length=80, blank=True)
    stands_above = models.BooleanField(default=False)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "code", "unit_id"],
                name="released_figure_once",
                nulls_distinct=False,
            )
        ]
        triggers = [
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update),
            # A draft may be thrown away with its cells; what has been published stays as it is.
            pgtrigger.Trigger(
                name="only_in_drafts",
                operation=pgtrigger.Insert | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=(
                    "IF EXISTS (SELECT 1 FROM indicators_release r"
                    " WHERE r.id = COALESCE(NEW.release_id, OLD.release_id)"
                    " AND r.published_at IS NOT NULL) THEN"
                    " RAISE EXCEPTION 'A published release is never changed'; END IF;"
                    " RETURN COALESCE(NEW, OLD);"
                ),
            ),
        ]
