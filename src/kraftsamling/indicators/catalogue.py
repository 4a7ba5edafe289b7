"""What the pages about figures read: latest figures that a role may see, marks, discrepancies, releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.models import Approval, ApprovalStatus
from kraftsamling.indicators.models import (
    Discrepancy,
    IndicatorPoint,
    MarkedChange,
    Release,
    ReleasedFigure,
)
from kraftsamling.indicators.registry import REGISTRY, Indicator, shares
from kraftsamling.indicators.releases import PUBLISH
from kraftsamling.indicators.rules.figures import Figure
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.indicators.selectors import ReleasedPoint, Series, live_series, standing

LATEST_DISCREPANCIES: Final = 50
PERIODS_TO_RELEASE: Final = 12


@dataclass(frozen=True)
class Latest:
    """The newest finished quarter that has been counted."""

    period: Period
    figure: Figure


def latest_for(actor: Actor, *, at: Circumstances, today: date) -> dict[str, Latest]:
    """The newest quarter of each indicator, where the role may see it: the whole authority, or one's unit."""
    over = Period.containing(today, Length.QUARTER).previous()
    rows = IndicatorPoint.rows.visible_to(
        actor, "read", at=at, resource="indicator_value_internal"
    ).filter(length=Length.QUARTER, first_day__lte=over.first_day, code__in=REGISTRY)
    found: dict[str, tuple[bool, Latest]] = {}
    for row in rows.order_by("first_day"):
        whole = row.unit_id is None
        if not whole and row.unit_id != actor.unit_id:
            continue
        if whole or not found.get(row.code, (False, None))[0]:
            found[row.code] = (whole, Latest(row.period, row.figure))
    return {code: latest for code, (_, latest) in found.items()}


def series_for(actor: Actor, each: Indicator, *, at: Circumstances, today: date) -> Series | None:
    """The whole authority's figure over time, where the role may see it and it has been counted."""
    seen = IndicatorPoint.rows.visible_to(
        actor, "read", at=at, resource="indicator_value_internal"
    ).filter(code=each.code, unit=None)
    if actor.authority_id is None or not seen.exists():
        return None
    return live_series(each.code, authority_id=actor.authority_id, until=today)


def discrepancies(actor: Actor, *, at: Circumstances) -> list[Discrepancy]:
    """What the nightly comparison has found, newest first."""
    rows = Discrepancy.rows.visible_to(actor, "list", at=at)
    return list(rows.order_by("-found_at", "pk")[:LATEST_DISCREPANCIES])


def marked_changes(actor: Actor, *, at: Circumstances) -> list[MarkedChange]:
    """The marks of one's authority, newest first."""
    return list(MarkedChange.rows.visible_to(actor, "create", at=at).order_by("-on", "label"))


@dataclass(frozen=True)
class ReleaseSeen:
    """One release with its cells, and what has become of it."""

    release: Release
    figures: Sequence[ReleasedFigure]
    waiting: bool
    corrected_at: datetime | None
    can_be_corrected: bool


def releases_of(authority_id: UUID, *, at: datetime) -> list[ReleaseSeen]:
    """The releases of an authority, drafts first, then newest first. Runs inside the authority."""
    asked = set(
        Approval.rows.of_authority(authority_id)
        .filter(kind=PUBLISH, status=ApprovalStatus.WAITING, expires_at__gt=at)
        .values_list("object_id", flat=True)
    )
    rows = (
        Release.objects.filter(authority_id=authority_id)
        .select_related("corrects")
        .prefetch_related("figures")
        .order_by("-first_day", "-made_at")
    )
    corrections = {row.corrects_id: row for row in rows if row.corrects_id}
    return sorted(
        (_seen(row, row.pk in asked, corrections.get(row.pk)) for row in rows),
        key=lambda each: each.release.published_at is not None,
    )


def _seen(row: Release, waiting: bool, correction: Release | None) -> ReleaseSeen:
    return ReleaseSeen(
        row,
        sorted(row.figures.all(), key=lambda f: (f.code, f.unit_id is not None, f.unit_name)),
        waiting,
        corrected_at=correction.published_at if correction else None,
        can_be_corrected=row.published_at is not None and correction is None,
    )


def periods_to_release(authority_id: UUID, *, today: date) -> list[Period]:
    """Finished periods that have been counted and overlap nothing released, newest first, quarters first.

    Runs inside the authority. Half-years and years are for those whose quarters have too few answers.
    """
    taken = [release.period for release in Release.objects.filter(authority_id=authority_id)]
    rows = (
        IndicatorPoint.rows.of_authority(authority_id)
        .filter(unit=None, length__gte=Length.QUARTER, first_day__lt=today, code__in=shares())
        .order_by("length", "-first_day")
        .values_list("length", "first_day")
        .distinct()
    )
    counted = [Period.containing(day, Length(length)) for length, day in rows]
    free = [
        each
        for each in counted
        if each.last_day < today and not any(each.overlaps(other) for other in taken)
    ]
    return free[:PERIODS_TO_RELEASE]


def last_released(authority_id: UUID, *, now: datetime) -> list[tuple[Indicator, ReleasedPoint]]:
    """For each indicator the newest figure that has been let out."""
    rows = (
        _standing_figures(authority_id, now=now)
        .filter(unit_id=None)
        .order_by("code", "-first_day")
        .distinct("code")
    )
    return [
        (REGISTRY[row.code], ReleasedPoint(row.figure, row.period, row.release.published_at))
        for row in rows
        if row.release.published_at
    ]


def units_last_released(authority_id: UUID, *, now: datetime) -> list[ReleasedFigure]:
    """For each indicator and unit the newest figure that has been let out, shown or hidden."""
    rows = (
        _standing_figures(authority_id, now=now)
        .exclude(unit_id=None)
        .order_by("code", "unit_id", "-first_day")
        .distinct("code", "unit_id")
    )
    return sorted(rows, key=lambda row: (row.code, row.unit_name))


def _standing_figures(authority_id: UUID, *, now: datetime) -> QuerySet[ReleasedFigure]:
    return ReleasedFigure.objects.filter(
        release__in=standing(authority_id, now=now), code__in=REGISTRY
    ).select_related("release")
