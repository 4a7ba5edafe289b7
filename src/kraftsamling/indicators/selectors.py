"""Reading figures: live inside the authority, as released for everybody else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from kraftsamling.indicators.models import IndicatorPoint, MarkedChange, Release, ReleasedFigure
from kraftsamling.indicators.own_settings import INSIDE_LEAST
from kraftsamling.indicators.registry import Indicator, find
from kraftsamling.indicators.rules.changes import Change
from kraftsamling.indicators.rules.control_charts import ControlChart, p_chart, xmr_chart
from kraftsamling.indicators.rules.figures import Figure, Hidden, Shown, ShownAmount, Threshold
from kraftsamling.indicators.rules.finest import finest
from kraftsamling.indicators.rules.periods import Length, Period, Point, RolledUp
from kraftsamling.indicators.rules.thresholds import INSIDE
from kraftsamling.organisations.settings_catalogue import value


@dataclass(frozen=True)
class Series:
    """One indicator over time, rolled up to where it can be shown, and judged."""

    indicator: Indicator
    rolled: RolledUp
    chart: ControlChart

    @property
    def latest(self) -> Point | None:
        """The newest period that has ended or begun and holds a figure, shown or hidden."""
        return self.rolled.points[-1] if self.rolled.points else None


def live_series(
    code: str,
    *,
    authority_id: UUID,
    until: date,
    unit_id: UUID | None = None,
    threshold: Threshold | None = None,
    months: int = 24,
) -> Series:
    """The series as it stands inside the authority: the last `months` months up to `until`.

    The roll-up looks at the whole history, so that a window never cuts a quarter in two.
    """
    return live_series_of(
        [code],
        authority_id=authority_id,
        until=until,
        unit_id=unit_id,
        threshold=threshold,
        months=months,
    )[code]


def live_series_of(
    codes: Collection[str],
    *,
    authority_id: UUID,
    until: date,
    unit_id: UUID | None = None,
    threshold: Threshold | None = None,
    months: int = 24,
) -> dict[str, Series]:
    """Several series at once, in as many questions to the database as one takes."""
    threshold = threshold or inside(authority_id)
    stored = IndicatorPoint.rows.of_authority(authority_id).filter(
        code__in=codes, unit=unit_id, first_day__lte=until
    )
    by_length: dict[str, dict[Length, list[Point]]] = {
        code: {length: [] for length in Length} for code in codes
    }
    for row in stored.order_by("first_day"):
        by_length[row.code][Length(row.length)].append(
            Point(row.period, _allowed(row.figure, threshold))
        )
    marks = _marks(codes, authority_id)
    first = Period.containing(until, Length.MONTH).shifted(1 - months).first_day
    series = {}
    for code in codes:
        each = find(code)
        rolled = finest(by_length[code], until=until)
        window = tuple(
            point
            for point in rolled.points
            if point.period.first_day >= first
            # A share of half a month is a share. A number of half a month is half a number.
            and not (each.is_amount and until <= point.period.last_day)
        )
        series[code] = _judged(each, replace(rolled, points=window), marks)
    return series


def _marks(codes: Collection[str], authority_id: UUID) -> list[MarkedChange]:
    return list(MarkedChange.rows.of_authority(authority_id).filter(code__in=("", *codes)))


def _judged(each: Indicator, rolled: RolledUp, marks: Iterable[MarkedChange]) -> Series:
    changes = [Change(mark.on, mark.label) for mark in marks if mark.code in ("", each.code)]
    judge = xmr_chart if each.is_amount else p_chart
    return Series(each, rolled, judge(rolled.points, better=each.better, changes=changes))


def rejudged(series: Series, points: Iterable[Point], *, authority_id: UUID) -> Series:
    """The same series with other points: some hidden because of others. The verdict follows."""
    marks = _marks([series.indicator.code], authority_id)
    return _judged(series.indicator, replace(series.rolled, points=tuple(points)), marks)


def inside(authority_id: UUID) -> Threshold:
    """The threshold inside an authority: ours, or its own stricter one."""
    least = max(INSIDE.least, int(value(INSIDE_LEAST, authority_id)))
    return replace(INSIDE, floor=least, least=least)


def _allowed(figure: Figure, threshold: Threshold) -> Figure:
    match figure:
        case Shown(share):
            return threshold.apply(share)
        case ShownAmount(amount):
            return threshold.apply_to_amount(amount)
        case Hidden():
            return figure


def figure_of(
    code: str, *, authority_id: UUID, period: Period, unit_id: UUID | None = None
) -> Figure | None:
    """One live figure, or None when nothing has been counted there."""
    row = (
        IndicatorPoint.rows.of_authority(authority_id)
        .filter(code=code, unit=unit_id, length=period.length, first_day=period.first_day)
        .first()
    )
    return _allowed(row.figure, inside(authority_id)) if row else None


def figures_by_unit(code: str, *, authority_id: UUID, period: Period) -> dict[UUID, Figure]:
    """What has been counted in one period, unit by unit, each by itself."""
    rows = IndicatorPoint.rows.of_authority(authority_id).filter(
        code=code, length=period.length, first_day=period.first_day, unit__isnull=False
    )
    threshold = inside(authority_id)
    return {row.unit_id: _allowed(row.figure, threshold) for row in rows if row.unit_id}


@dataclass(frozen=True)
class ReleasedPoint:
    """A figure as everybody outside may see it, with the day it was let out."""

    figure: Figure
    period: Period
    published_at: datetime


def latest_release(authority_id: UUID, *, now: datetime) -> Release | None:
    """The newest published release of an authority."""
    return standing(authority_id, now=now).order_by("-first_day").first()


def standing(authority_id: UUID, *, now: datetime) -> QuerySet[Release]:
    """What holds: the published releases that no published release has corrected."""
    published = Release.objects.filter(authority_id=authority_id, published_at__lte=now)
    return published.exclude(corrected_by__published_at__lte=now)


def released(code: str, *, authority_id: UUID, now: datetime) -> list[ReleasedPoint]:
    """Every period of one indicator, oldest first, as last published for the whole authority."""
    return released_of([code], authority_id=authority_id, now=now)[code]


def released_of(
    codes: Collection[str], *, authority_id: UUID, now: datetime
) -> dict[str, list[ReleasedPoint]]:
    """The same for several indicators, in one question to the database."""
    rows = ReleasedFigure.objects.filter(
        code__in=codes, unit_id=None, release__in=standing(authority_id, now=now)
    ).select_related("release")
    points: dict[str, list[ReleasedPoint]] = {code: [] for code in codes}
    for row in rows.order_by("first_day"):
        if row.release.published_at:
            points[row.code].append(ReleasedPoint(row.figure, row.period, row.release.published_at))
    return points
