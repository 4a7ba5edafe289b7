"""Rows into PostgreSQL by COPY, as owner. Triggers rest meanwhile, so no change log is written of it.

A big load also lays aside foreign keys, rules of uniqueness and indexes, and puts them back afterwards: each
rule is put back by checking every row, so what has been loaded is as true as what is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db import connection

from kraftsamling.casework.generation.copying import TableText
from kraftsamling.casework.models import (
    Assignment,
    Case,
    CaseNote,
    CasePerson,
    CaseStatusChange,
    ConcernReport,
    Deadline,
    Decision,
    Investigation,
    Person,
    PreliminaryAssessment,
    ProtectionAssessment,
)

TABLES: Final = tuple(
    model._meta.db_table
    for model in (
        Person, Case, CasePerson, Assignment, ConcernReport, ProtectionAssessment,
        PreliminaryAssessment, Investigation, Decision, Deadline, CaseNote, CaseStatusChange,
    )
)  # fmt: skip
AHEAD: Final = 12
"""Tables that are worked out while the database takes in one."""


@dataclass(frozen=True)
class _Aside:
    """Something of a table that is taken away and put back."""

    takes: str
    puts: str


@contextmanager
def resting(*, bulk: bool) -> Iterator[None]:
    """The tables of casework without triggers; with `bulk` also without keys and indexes."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in TABLES:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        aside = [*_rules(), *_indexes()] if bulk else []
        for each in aside:
            cursor.execute(each.takes)
        yield
        if bulk:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        # What a foreign key points at is unique before it points there.
        for each in reversed(aside):
            cursor.execute(each.puts)
        for name in TABLES:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")


def copy(tables: Iterable[TableText]) -> Iterator[TableText]:
    """Store them in the order they come, and tell of each; the next are worked out meanwhile."""
    with ThreadPoolExecutor(1) as other, connection.cursor() as cursor:
        source = iter(tables)
        waiting = other.submit(lambda: list(islice(source, AHEAD)))
        while found := waiting.result():
            waiting = other.submit(lambda: list(islice(source, AHEAD)))
            for each in found:
                columns = ", ".join(f'"{name}"' for name in each.columns)
                with cursor.cursor.copy(f"COPY {each.table} ({columns}) FROM STDIN") as rows:
                    rows.write(each.text)
                yield each


def analyze() -> None:
    """Tell the planner what there is now."""
    with connection.cursor() as cursor:
        for name in TABLES:
            cursor.execute(f"ANALYZE {name}")


def _rules() -> list[_Aside]:
    found = _asked(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE contype IN ('f', 'u')"
        " AND conrelid = ANY(SELECT unnest(%s::text[])::regclass)"
    )
    return [
        _Aside(
            f"ALTER TABLE {name} DROP CONSTRAINT {key}",
            f"ALTER TABLE {name} ADD CONSTRAINT {key} {definition}",
        )
        for name, key, definition in found
    ]


def _indexes() -> list[_Aside]:
    """Those that no constraint stands on."""
    found = _asked(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), '' FROM pg_index"
        " WHERE indrelid = ANY(SELECT unnest(%s::text[])::regclass)"
        " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')"
    )
    return [_Aside(f"DROP INDEX {name}", definition) for name, definition, _ in found]


def _asked(query: str) -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [list(TABLES)])
        return [(str(a), str(b), str(c)) for a, b, c in cursor.fetchall()]
