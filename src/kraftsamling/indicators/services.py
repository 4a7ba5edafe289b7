"""Computing figures from daily work: only what has changed, and each night a comparison with everything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from kraftsamling.indicators.models import (
    ChangedMonth,
    Discrepancy,
    IndicatorPoint,
    MarkedChange,
)
from kraftsamling.indicators.registry import REGISTRY, Indicator, Where, reading
from kraftsamling.indicators.rules.figures import Amount, Share
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.organisations.models import Unit


def mark_changed(
    source: str, *, authority_id: UUID, unit_id: UUID | None, month: date, at: datetime
) -> None:
    """Say that rows of a source have changed in a month: its figures will be computed again tonight."""
    unit: dict[str, Any] = {"unit_id": unit_id}
    ChangedMonth.rows.get_or_create(
        authority_id=authority_id,
        source=source,
        month=month.replace(day=1),
        **unit,
        defaults={"marked_at": at},
    )


@transaction.atomic
def recompute_changed(authority_id: UUID, *, at: datetime) -> int:
    """Compute the periods around every changed month again; the number of points that were stored.

    Runs inside the authority. A month's quarter, half-year and year change with it, and the whole
    authority changes with a unit.
    """
    changed = list(ChangedMonth.rows.of_authority(authority_id).select_for_update())
    todo = {
        (each.code, unit_id, period)
        for mark in changed
        for each in reading(mark.source)
        for unit_id in _units_to_count(each, mark.unit_id)
        for period in _around(mark.month)
    }
    for code, unit_id, period in sorted(todo, key=lambda t: (t[0], str(t[1]), t[2])):
        _store(REGISTRY[code], Where(authority_id, unit_id), period, at)
    ChangedMonth.rows.filter(pk__in=[mark.pk for mark in changed]).delete()
    return len(todo)


def _units_to_count(each: Indicator, unit_id: UUID | None) -> list[UUID | None]:
    return [None, unit_id] if unit_id and each.per_unit else [None]


def _around(day: date) -> Iterator[Period]:
    for length in Length:
        yield Period.containing(day, length)


def _store(each: Indicator, where: Where, period: Period, at: datetime) -> None:
    counted = IndicatorPoint.numbers(each.count(where, period))
    numbers = zip(("numerator", "denominator", "people"), counted, strict=True)
    values: dict[str, Any] = {**dict(numbers), "computed_at": at}
    unit: dict[str, Any] = {"unit_id": where.unit_id}
    IndicatorPoint.rows.update_or_create(
        authority_id=where.authority_id,
        code=each.code,
        length=period.length,
        first_day=period.first_day,
        **unit,
        defaults=values,
    )


@transaction.atomic
def compare_with_raw_rows(authority_id: UUID, *, at: datetime) -> list[Discrepancy]:
    """Count every stored figure again from raw rows; each difference is stored and returned.

    Months that are marked as changed are left out: they are known to be old.
    """
    stale = set(ChangedMonth.rows.of_authority(authority_id).values_list("source", "month"))
    found = []
    for point in IndicatorPoint.rows.of_authority(authority_id).order_by("code", "first_day", "pk"):
        each = REGISTRY.get(point.code)
        if each is None or _is_stale(each, point.period, stale):
            continue
        recount = each.count(Where(authority_id, point.unit_id), point.period)
        if IndicatorPoint.numbers(recount) != (point.numerator, point.denominator, point.people):
            found.append(_discrepancy(point, recount, at))
    return found


def _is_stale(each: Indicator, period: Period, stale: set[tuple[str, date]]) -> bool:
    return any(source in each.sources and month in period for source, month in stale)


def _discrepancy(
    point: IndicatorPoint, recount: Share | Amount | None, at: datetime
) -> Discrepancy:
    def words(numerator: int | None, denominator: int | None) -> str:
        return "hidden" if denominator is None else f"{numerator} of {denominator}"

    again = words(*IndicatorPoint.numbers(recount)[:2])
    return Discrepancy.rows.create(
        authority_id=point.authority_id,
        code=point.code,
        found_at=at,
        detail=f"{point.first_day:%Y-%m}, {point.length} months: stored "
        f"{words(point.numerator, point.denominator)}, counted {again}",
    )


@transaction.atomic
def recompute_everything(
    authority_id: UUID, *, first: date, last: date, at: datetime, source: str | None = None
) -> int:
    """Compute all figures of all months between two days, as after an import. Inside the authority.

    Or only the figures that read one source. What can be counted all at once is; all is stored at once.
    """
    indicators = list(REGISTRY.values()) if source is None else reading(source)
    units: list[UUID | None] = [
        None,
        *Unit.rows.of_authority(authority_id).values_list("pk", flat=True),
    ]
    periods = _periods(first, last)
    found = _counted_at_once(indicators, first, last)
    points = [
        (each.code, unit_id, period, share)
        for each in indicators
        for unit_id in (units if each.per_unit else [None])
        for period in periods
        for share in [
            found.get((each.code, unit_id, period))
            if each.count_all
            else each.count(Where(authority_id, unit_id), period)
        ]
    ]
    IndicatorPoint.rows.of_authority(authority_id).filter(
        code__in=[each.code for each in indicators],
        first_day__gte=periods[0].first_day,
        first_day__lte=last,
    ).delete()
    _store_all(authority_id, points, at)
    return len(points)


@lru_cache(maxsize=8)  # an import asks for the same months in every authority
def _periods(first: date, last: date) -> Sequence[Period]:
    """Every period around the months of two days, in order."""
    months = Period.containing(first, Length.MONTH).until(Period.containing(last, Length.MONTH))
    return sorted({period for month in months for period in _around(month.first_day)})


STORE: Final = """
    INSERT INTO indicators_indicatorpoint
        (id, code, unit_id, length, first_day, numerator, denominator, people, authority_id, computed_at)
    SELECT gen_random_uuid(), *, %s::uuid, %s::timestamptz FROM unnest(
        %s::text[], %s::uuid[], %s::smallint[], %s::date[], %s::int[], %s::int[], %s::int[])
"""
Cell = tuple[str, UUID | None, Period]
CountedCell = tuple[str, UUID | None, Period, Share | Amount | None]


def _counted_at_once(
    indicators: Iterable[Indicator], first: date, last: date
) -> dict[Cell, Share | Amount]:
    """What the counters of many cells find; each of them is asked once."""
    counters = {each.count_all for each in indicators if each.count_all}
    return {
        (each.code, each.unit_id, each.period): each.counted
        for count_all in counters
        for each in count_all(first, last)
    }


def _store_all(authority_id: UUID, points: Sequence[CountedCell], at: datetime) -> None:
    """One statement with a list for each column: a tenth of the time that making each row takes."""
    numbers = [IndicatorPoint.numbers(counted) for *_, counted in points]
    columns: list[Sequence[Any]] = [
        [code for code, *_ in points],
        [unit_id for _, unit_id, *_ in points],
        [int(period.length) for *_, period, _ in points],
        [period.first_day for *_, period, _ in points],
        *([each[place] for each in numbers] for place in range(3)),
    ]
    with connection.cursor() as cursor:
        cursor.execute(STORE, [authority_id, at, *map(_array, columns)])


def _array(column: Sequence[Any]) -> str:
    """A list as PostgreSQL writes it, faster than the driver does. Nothing in a column has a
    sign that the two write differently: codes, ids, days, numbers and nulls.
    """
    return f"{{{json.dumps(column, default=str)[1:-1]}}}"


def mark_change(authority_id: UUID, *, on: date, label: str, code: str) -> MarkedChange:
    """Mark that something was done on a day. The same mark twice is one. Runs inside the authority."""
    mark, _ = MarkedChange.rows.get_or_create(
        authority_id=authority_id, on=on, label=label, code=code
    )
    return mark
