"""The weeks of the queue, for the forecast: how many came, were given and ended. Never a case."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection

from kraftsamling.casework.selectors.beside import known_between
from kraftsamling.casework.services.beside import is_beside
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.workforce.queue_history import queue_ceiling, queue_history
from kraftsamling.workforce.rules.forecast.history import History, Week

LOOKED_BACK: Final = 156
"""Weeks: three years show a season three times, and what is older tells little of the next two."""

# What ended without ever having had a worker asked for none. Whoever had a case until it was closed lets go
# of it that day. Of what ended before the window nothing is read.
_COUNTS: Final = """
WITH kept AS (
    SELECT id, (opened_at AT TIME ZONE 'Europe/Stockholm')::date AS opened, closed_on
    FROM casework_case AS c
    WHERE authority_id = %(authority)s AND unit_id = ANY(%(units)s) AND kind = 'CHILD'
      AND opened_at < %(until)s
      AND (closed_on IS NULL OR closed_on >= %(first)s
           AND EXISTS (SELECT FROM casework_assignment AS a WHERE a.case_id = c.id AND a.role = 'MAIN'))
), held AS (
    SELECT a.starts_on, LEAST(a.ends_on, k.closed_on) AS ends_on
    FROM casework_assignment AS a JOIN kept AS k ON k.id = a.case_id WHERE a.role = 'MAIN'
)
SELECT 'came', date_trunc('week', opened)::date, count(*) FROM kept GROUP BY 2
UNION ALL
SELECT 'ended', date_trunc('week', closed_on)::date, count(*) FROM kept
    WHERE closed_on IS NOT NULL GROUP BY 2
UNION ALL
SELECT 'given', date_trunc('week', starts_on)::date, count(*) FROM held GROUP BY 2
UNION ALL
SELECT 'let go', date_trunc('week', ends_on)::date, count(*) FROM held
    WHERE ends_on IS NOT NULL GROUP BY 2
"""


@queue_history
def weeks_of_children(authority_id: UUID, units: Collection[UUID], now: datetime) -> History | None:
    """The weeks of children's cases, until the last that has ended.

    Where the record is elsewhere only the weeks between the first file and the newest are known: a file
    tells who has a case, not since when.
    """
    ends = _monday(now)
    first = ends - timedelta(weeks=LOOKED_BACK)
    if is_beside(authority_id):
        since, until = known_between(authority_id)
        if since is None or until is None:
            return None
        first, ends = max(first, _monday(since) + timedelta(weeks=1)), _monday(until)
    counts = _counted(authority_id, units, first, ends)
    if not counts["came"]:
        return None
    first = max(first, min(counts["came"]))
    return History(first, _weeks(counts, first, ends)) if first < ends else None


@queue_ceiling
def crisis_begins(authority_id: UUID) -> int:
    """So many that wait are step 1 of the crisis plan."""
    return int(value("crisis.step1_cases", authority_id))


def _monday(moment: datetime) -> date:
    """Of the week that the moment lies in."""
    day = day_of(moment)
    return day - timedelta(days=day.weekday())


def _counted(
    authority_id: UUID, units: Collection[UUID], first: date, ends: date
) -> Mapping[str, Mapping[date, int]]:
    """How many a week, per what happened."""
    until = datetime(ends.year, ends.month, ends.day, tzinfo=STOCKHOLM)
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTS,
            {"authority": authority_id, "units": list(units), "first": first, "until": until},
        )
        found: dict[str, Counter[date]] = defaultdict(Counter)
        for what, week, count in cursor.fetchall():
            found[what][week] += count
    return found


def _weeks(counts: Mapping[str, Mapping[date, int]], first: date, ends: date) -> tuple[Week, ...]:
    """Each week with what came before it added up: who waits is who is open and has no worker."""

    def before(what: str, day: date) -> int:
        return sum(count for week, count in counts[what].items() if week < day)

    opened = before("came", first) - before("ended", first)
    active = before("given", first) - before("let go", first)
    weeks, day = [], first
    while day < ends:
        came, ended, given, let_go = (
            counts[what].get(day, 0) for what in ("came", "ended", "given", "let go")
        )
        opened += came - ended
        active = max(0, min(opened, active + given - let_go))
        weeks.append(Week(came, given, ended, max(0, opened - active), active))
        day += timedelta(weeks=1)
    return tuple(weeks)
