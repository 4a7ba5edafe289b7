"""Releases: what leaves the authority. Made by one person, published by another, never changed.

A release holds, for each indicator, the whole authority and its units in one finished period. Small cells are
hidden, and as many more as it takes for nothing hidden to be worked out (`rules.suppression`). What turns out
wrong is corrected by a new release of the same period. What was once hidden stays hidden, and a figure that
fewer than five answers have changed is hidden in the correction: the difference would tell what they said.
Shares only: amounts are left out, for what hides a cell here is made for parts of a whole.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval
from kraftsamling.indicators.models import Discrepancy, IndicatorPoint, Release, ReleasedFigure
from kraftsamling.indicators.registry import shares
from kraftsamling.indicators.rules.figures import Figure, Hidden, Shown
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.indicators.rules.suppression import Sum, Table, suppress, weak_cells
from kraftsamling.indicators.rules.thresholds import OUTSIDE, told_by_the_difference
from kraftsamling.organisations.models import Authority, Unit

RULES_VERSION: Final = "2"
PUBLISH: Final = "indicator_release.publish"
WHOLE: Final = ""
"""The name of the whole authority's cell; a unit's cell is named by its id."""


class AlreadyReleased(Exception):
    """Raised when the period has a release: it is corrected, not made again."""


class OverlapsAnother(Exception):
    """Raised when a part of the period, or a longer one around it, has been released."""


class NothingToCorrect(Exception):
    """Raised when the figures are the same as in the release, or a correction waits already."""


@transaction.atomic
def make_release(authority_id: UUID, *, period: Period, at: datetime) -> Release:
    """A draft of what would be let out for a period. Runs inside the authority.

    Raises AlreadyReleased and OverlapsAnother: two overlapping periods tell what one of them hides.
    """
    Authority.objects.select_for_update(no_key=True).get(pk=authority_id)  # one draft at a time
    for other in Release.objects.filter(authority_id=authority_id):
        if other.period == period:
            raise AlreadyReleased(period)
        if other.period.overlaps(period):
            raise OverlapsAnother(other.period)
    return _draft(authority_id, period, at)


@transaction.atomic
def make_correction(former: Release, *, at: datetime) -> Release:
    """A draft that corrects a published release. Runs inside the authority. Raises NothingToCorrect."""
    Authority.objects.select_for_update(no_key=True).get(pk=former.authority_id)
    current = latest_of(former.authority_id, former.period)
    if current.published_at is None:
        raise NothingToCorrect(former.period)
    correction = _draft(former.authority_id, former.period, at, corrects=current)
    if correction.input_digest == current.input_digest:
        raise NothingToCorrect(former.period)
    return correction


def latest_of(authority_id: UUID, period: Period) -> Release:
    """The newest release of a period, be it a draft. Raises Release.DoesNotExist."""
    rows = Release.objects.filter(authority_id=authority_id, length=period.length)
    return rows.get(first_day=period.first_day, corrected_by=None)


def throw_away(release: Release) -> None:
    """Throw away a draft. The database keeps what has been published."""
    release.delete()


def _draft(
    authority_id: UUID, period: Period, at: datetime, *, corrects: Release | None = None
) -> Release:
    points = list(
        IndicatorPoint.rows.of_authority(authority_id)
        .filter(length=period.length, first_day=period.first_day, code__in=shares())
        .order_by("code", "unit_id")
    )
    release = Release.objects.create(
        authority_id=authority_id,
        length=period.length,
        first_day=period.first_day,
        corrects=corrects,
        rules_version=RULES_VERSION,
        input_digest=_digest(points),
        made_at=at,
    )
    units = Unit.rows.of_authority(authority_id)
    names = dict(units.values_list("pk", "name"))
    above = frozenset(units.exclude(parent=None).values_list("parent_id", flat=True))
    former = _by_code(corrects.figures.all()) if corrects else {}
    ReleasedFigure.objects.bulk_create(
        _released(release, code, name, figure, names, above)
        for code, found in _by_code(points).items()
        for name, figure in suppress(_table(found, former.get(code, {}))).cells.items()
    )
    return release


def _digest(points: Iterable[IndicatorPoint]) -> str:
    lines = (f"{p.code};{_name(p.unit_id)};{p.numerator};{p.denominator}" for p in points)
    return sha256("\n".join(lines).encode()).hexdigest()


def _name(unit_id: UUID | None) -> str:
    return str(unit_id) if unit_id else WHOLE


def _table(found: Mapping[str, Figure], former: Mapping[str, Figure]) -> Table:
    """The cells of one indicator after primary suppression; the units make up the whole."""
    cells = {name: _outside(figure, former.get(name)) for name, figure in found.items()}
    tiny = frozenset(name for name, figure in found.items() if isinstance(figure, Hidden))
    return Table(cells, _sums(cells), tiny - {WHOLE})


def _sums(cells: Mapping[str, Figure]) -> tuple[Sum, ...]:
    units = tuple(name for name in cells if name != WHOLE)
    return (Sum(WHOLE, units),) if units and WHOLE in cells else ()


def _outside(figure: Figure, former: Figure | None) -> Figure:
    if not isinstance(figure, Shown) or isinstance(former, Hidden):
        return Hidden()
    if isinstance(former, Shown) and told_by_the_difference(former.share, figure.share):
        return Hidden()
    return OUTSIDE.apply(figure.share)


def _released(
    release: Release,
    code: str,
    name: str,
    figure: Figure,
    names: Mapping[UUID, str],
    above: Container[UUID | None],
) -> ReleasedFigure:
    share = figure.share if isinstance(figure, Shown) else None
    unit_id = UUID(name) if name else None
    return ReleasedFigure(
        release=release,
        code=code,
        unit_id=unit_id,
        unit_name=names[unit_id] if unit_id else "",
        stands_above=unit_id is not None and unit_id in above,
        length=release.length,
        first_day=release.first_day,
        numerator=share.numerator if share else None,
        denominator=share.denominator if share else None,
    )


def _by_code(rows: Iterable[IndicatorPoint | ReleasedFigure]) -> dict[str, dict[str, Figure]]:
    """The cells of each indicator, in the order of the rows."""
    found: dict[str, dict[str, Figure]] = {}
    for row in rows:
        found.setdefault(row.code, {})[_name(row.unit_id)] = row.figure
    return found


def audit(authority_id: UUID, *, at: datetime) -> list[Discrepancy]:
    """Try every published figure again; what can be worked out is stored. Inside the authority."""
    published = Release.objects.filter(authority_id=authority_id, published_at__isnull=False)
    return [
        Discrepancy.rows.create(
            authority_id=authority_id,
            code=row.code,
            found_at=at,
            detail=f"{row.first_day:%Y-%m}, {row.length} months, {row.unit_name or 'everything together'}:"
            " hidden in the release, but can be worked out",
        )
        for row in weak_figures(published.prefetch_related("figures"))
    ]


def weak_figures(releases: Iterable[Release]) -> Iterator[ReleasedFigure]:
    """Hidden figures that what is shown beside them tells too closely. There should be none.

    Made from what is published and nothing else, for old releases as for new ones.
    """
    for release in releases:
        by_code: dict[str, dict[str, ReleasedFigure]] = {}
        for row in release.figures.all():
            by_code.setdefault(row.code, {})[_name(row.unit_id)] = row
        for rows in by_code.values():
            cells = {name: row.figure for name, row in rows.items()}
            for name in dict.fromkeys(weak_cells(Table(cells, _sums(cells)))):
                yield rows[name]


def may_be_asked_for(release: Release, *, at: datetime) -> bool:
    """Whether it is a draft that nobody has asked to publish. Runs inside the authority."""
    waiting = approvals.waiting_about(PUBLISH, release.pk, authority_id=release.authority_id, at=at)
    return release.published_at is None and waiting is None


def _publish(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    drafts = Release.objects.filter(pk=approval.object_id, published_at=None)
    if not drafts.update(published_at=at):
        raise approvals.NoLongerPossible(_("The draft has been thrown away."))


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
