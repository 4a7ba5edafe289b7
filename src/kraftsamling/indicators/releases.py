"""Releases: what leaves the authority. Asked for by one person, published by another, never changed.

A release holds the whole authority's share of each indicator for a quarter, after primary suppression.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval, ApprovalStatus
from kraftsamling.indicators.models import IndicatorPoint, Release, ReleasedFigure
from kraftsamling.indicators.registry import REGISTRY
from kraftsamling.indicators.rules.figures import Shown
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.indicators.rules.thresholds import OUTSIDE

RULES_VERSION: Final = "1"
PUBLISH: Final = "indicator_release.publish"


class AlreadyReleased(Exception):
    """Raised when the period has a release: it is corrected only by a new period."""


@transaction.atomic
def make_release(authority_id: UUID, *, period: Period, at: datetime) -> Release:
    """A draft of what would be let out for a period. Runs inside the authority."""
    if Release.objects.filter(
        authority_id=authority_id, length=period.length, first_day=period.first_day
    ).exists():
        raise AlreadyReleased(period)
    release = Release.objects.create(
        authority_id=authority_id,
        length=period.length,
        first_day=period.first_day,
        rules_version=RULES_VERSION,
        made_at=at,
    )
    points = IndicatorPoint.rows.of_authority(authority_id).filter(
        unit=None, length=period.length, first_day=period.first_day, code__in=REGISTRY
    )
    for point in points.order_by("code"):
        _release_cell(release, point)
    return release


def _release_cell(release: Release, point: IndicatorPoint) -> None:
    figure = point.figure
    shown = OUTSIDE.apply(figure.share) if isinstance(figure, Shown) else figure
    share = shown.share if isinstance(shown, Shown) else None
    ReleasedFigure.objects.create(
        release=release,
        code=point.code,
        length=point.length,
        first_day=point.first_day,
        numerator=share.numerator if share else None,
        denominator=share.denominator if share else None,
    )


def may_be_asked_for(release: Release, *, at: datetime) -> bool:
    """Whether it is a draft that nobody has asked to publish. Runs inside the authority."""
    rows = Approval.rows.of_authority(release.authority_id)
    waiting = rows.filter(kind=PUBLISH, status=ApprovalStatus.WAITING, expires_at__gt=at)
    return release.published_at is None and not waiting.filter(object_id=release.pk).exists()


def _publish(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    Release.objects.filter(pk=approval.object_id, published_at=None).update(published_at=at)


def _describe(payload: Mapping[str, Any]) -> str:
    return _("Figures for %(period)s become visible to everybody outside.") % {
        "period": payload["period"]
    }


approvals.register(
    approvals.Kind(
        PUBLISH,
        # same role, a dated deputy (who acts in that role), or the next level: docs/rules.md
        seconds=frozenset({"dept_manager", "unit_manager", "dev_lead"}),
        execute=_publish,
        describe=_describe,
    )
)


def publish(release: Release, *, at: datetime) -> None:
    """Publish without asking: for the demo's builder and for tests of what comes after."""
    Release.objects.filter(pk=release.pk, published_at=None).update(published_at=at)
    release.refresh_from_db()
