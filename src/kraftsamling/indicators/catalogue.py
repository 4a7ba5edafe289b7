"""What the pages about figures read: latest figures that a role may see, marks, discrepancies, releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

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
from kraftsamling.indicators.registry import REGISTRY, Indicator
from kraftsamling.indicators.releases import PUBLISH
from kraftsamling.indicators.rules.figures import Figure
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.indicators.selectors import ReleasedPoint

LATEST_DISCREPANCIES: Final = 50
QUARTERS_TO_RELEASE: Final = 8


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


def discrepancies(actor: Actor, *, at: Circumstances) -> list[Discrepancy]:
    """What the nightly comparison has found, newest first."""
    rows = Discrepancy.rows.visible_to(actor, "list", at=at)
    return list(rows.order_by("-found_at", "pk")[:LATEST_DISCREPANCIES])


def marked_changes(actor: Actor, *, at: Circumstances) -> list[MarkedChange]:
    """The marks of one's authority, newest first."""
    return list(MarkedChange.rows.visible_to(actor, "create", at=at).order_by("-on", "label"))


@dataclass(frozen=True)
class ReleaseSeen:
    """One release with its cells, and whether somebody has asked for its publishing."""

    release: Release
    figures: Sequence[ReleasedFigure]
    waiting: bool


def releases_of(authority_id: UUID, *, at: datetime) -> list[ReleaseSeen]:
    """The releases of an authority, drafts first, then newest first. Runs inside the authority."""
    asked = set(
        Approval.rows.of_authority(authority_id)
        .filter(kind=PUBLISH, status=ApprovalStatus.WAITING, expires_at__gt=at)
        .values_list("object_id", flat=True)
    )
    rows = Release.objects.filter(authority_id=authority_id).prefetch_related("figures")
    seen = [
        ReleaseSeen(row, sorted(row.figures.all(), key=lambda f: f.code), row.pk in asked)
        for row in rows.order_by("-first_day")
    ]
    return sorted(seen, key=lambda each: each.release.published_at is not None)


def quarters_to_release(authority_id: UUID, *, today: date) -> list[Period]:
    """Finished quarters that have been counted, newest first. Runs inside the authority."""
    over = Period.containing(today, Length.QUARTER).previous()
    days = (
        IndicatorPoint.rows.of_authority(authority_id)
        .filter(unit=None, length=Length.QUARTER, first_day__lte=over.first_day, code__in=REGISTRY)
        .order_by("-first_day")
        .values_list("first_day", flat=True)
        .distinct()
    )
    return [Period.containing(day, Length.QUARTER) for day in days[:QUARTERS_TO_RELEASE]]


def last_released(authority_id: UUID, *, now: datetime) -> list[tuple[Indicator, ReleasedPoint]]:
    """For each indicator the newest figure that has been let out."""
    rows = (
        ReleasedFigure.objects.filter(
            release__authority_id=authority_id, release__published_at__lte=now, code__in=REGISTRY
        )
        .select_related("release")
        .order_by("code", "-first_day")
        .distinct("code")
    )
    return [
        (REGISTRY[row.code], ReleasedPoint(row.figure, row.period, row.release.published_at))
        for row in rows
        if row.release.published_at
    ]
