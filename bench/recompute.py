"""Computing a country's figures again: 290 authorities, 60 months, three questions, a million answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter
from typing import Final
from uuid import UUID

import psycopg

from bench._server import ROOT, demo_database
from bench.table import Row

ANSWERS: Final = 1_000_000
AUTHORITIES: Final = 290
FIRST: Final = date(2021, 1, 1)
LAST: Final = date(2025, 12, 31)
SIX_MONTHS: Final = date(2025, 7, 1)
MONTHS: Final = 60
BOUND: Final = 3.0
AT: Final = datetime(2026, 1, 1, 2, tzinfo=UTC)
SOURCE: Final = "participation.answers.PARENT"

# What is measured against: the same rows read, and each month's three shares counted, nothing kept.
PLAIN: Final = """
    SELECT month,
           count(*) FILTER (WHERE (answers ->> 'listened')::integer >= 3),
           count(*) FILTER (WHERE (answers ->> 'listened')::integer >= 1),
           count(*) FILTER (WHERE (answers ->> 'respect')::integer >= 3),
           count(*) FILTER (WHERE (answers ->> 'respect')::integer >= 1),
           count(*) FILTER (WHERE (answers ->> 'propose')::integer >= 3),
           count(*) FILTER (WHERE (answers ->> 'propose')::integer >= 1)
    FROM participation_answer
    WHERE authority_id = %s AND series = 'PARENT' AND month BETWEEN %s AND %s
    GROUP BY month
"""
AUTHORITIES_SQL: Final = """
    INSERT INTO organisations_authority
    SELECT (jsonb_populate_record(a, jsonb_build_object(
        'id', gen_random_uuid(), 'slug', 'bench-' || n, 'host_name', ''))).*
    FROM organisations_authority a, generate_series(1, %s) n WHERE a.slug = 'lindsjo'
"""
# In the order of time, as they come: an authority's answers lie spread over the table.
ANSWERS_SQL: Final = """
    INSERT INTO participation_answer (id, survey_id, authority_id, unit_id, series, month, answers)
    SELECT gen_random_uuid(), a.id, a.id, a.id, 'PARENT',
           %(first)s::date + make_interval(months => n * %(months)s / %(answers)s),
           jsonb_build_object('listened', floor(random() * 5)::integer, 'respect',
                              floor(random() * 5)::integer, 'propose', floor(random() * 5)::integer)
    FROM generate_series(0, %(answers)s - 1) n
    JOIN (SELECT id, row_number() OVER () - 1 AS number
          FROM organisations_authority WHERE slug LIKE 'bench-%%') a ON a.number = n %% %(authorities)s
"""


def run() -> list[Row]:
    """In a process of its own: it needs a database that no other measurement has."""
    with demo_database() as (environment, owner_url):
        _fill(owner_url)
        done = subprocess.run(
            [sys.executable, "-m", "bench.recompute", owner_url],
            env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    told = json.loads(done.stdout)
    ratio = told["product"] / told["plain"]
    long, short = told["queries"]
    return [
        Row(
            f"Recomputing {MONTHS} months × {AUTHORITIES} × 3",
            told["product"],
            f"s with {ANSWERS} answers, stored",
            f"the SQL that reads the rows, {told['plain']:.2f} s",
            ratio,
            f"at most {BOUND:.0f}",
            ratio <= BOUND,
        ),
        Row(
            "A new answer: questions to the database",
            long,
            f"after {MONTHS} months",
            f"{short} after six months",
            long / short,
            "as many",
            long == short,
        ),
    ]


def _fill(owner_url: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(AUTHORITIES_SQL, [AUTHORITIES])
        sizes = {"first": FIRST, "months": MONTHS, "answers": ANSWERS, "authorities": AUTHORITIES}
        owner.execute(ANSWERS_SQL, sizes)
        owner.execute("VACUUM ANALYZE participation_answer")


def _measured(owner_url: str) -> dict[str, float | list[int]]:
    with psycopg.connect(owner_url, autocommit=True) as owner:
        found = owner.execute("SELECT id FROM organisations_authority WHERE slug LIKE 'bench-%'")
        authorities = [row[0] for row in found]
        rounds = [(_plain(owner, authorities), _product(authorities)) for _ in range(3)]
    return {
        "plain": median(plain for plain, _ in rounds),
        "product": median(product for _, product in rounds),
        "queries": [_after_one_answer(authorities[0], since) for since in (FIRST, SIX_MONTHS)],
    }


def _plain(owner: psycopg.Connection, authorities: Sequence[UUID]) -> float:
    began = perf_counter()
    for authority in authorities:
        owner.execute(PLAIN, [authority, FIRST, LAST]).fetchall()
    return perf_counter() - began


def _product(authorities: Sequence[UUID]) -> float:
    from kraftsamling.confidentiality.scope import acting_for
    from kraftsamling.indicators.services import recompute_everything

    began = perf_counter()
    for authority in authorities:
        with acting_for(authority):
            recompute_everything(authority, first=FIRST, last=LAST, at=AT, source=SOURCE)
    return perf_counter() - began


def _after_one_answer(authority: UUID, since: date) -> int:
    """How many questions the night asks when one answer has come to a history that began then."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from kraftsamling.confidentiality.scope import acting_for
    from kraftsamling.indicators import services
    from kraftsamling.indicators.models import IndicatorPoint

    with acting_for(authority):
        IndicatorPoint.rows.of_authority(authority).delete()
        services.recompute_everything(authority, first=since, last=LAST, at=AT, source=SOURCE)
        services.mark_changed(SOURCE, authority_id=authority, unit_id=None, month=LAST, at=AT)
        with CaptureQueriesContext(connection) as queries:
            services.recompute_changed(authority, at=AT)
    return len(queries)


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(_measured(sys.argv[1])))
