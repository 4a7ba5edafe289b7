"""Counting and summing every table, to compare a restored database with the one saved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

Progress = Callable[[str], None]

# A row's text depends on these; both sides must write it alike.
_SAME_TEXT = (
    "SET bytea_output = 'hex'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; "
    "SET timezone = 'UTC'; SET extra_float_digits = 1; SET xmloption = 'content'; "
    # Never a part of the rows: an error instead, if the role may not see them all.
    "SET row_security = off"
)


@dataclass(frozen=True)
class TableSum:
    """A table with its schema, its rows, and a sum over them that does not mind their order."""

    table: str
    rows: int
    checksum: str


def tables_in(connection: psycopg.Connection[Any]) -> list[tuple[str, str]]:
    """Schema and name of every table, in a fixed order."""
    found = connection.execute(
        "SELECT n.nspname, c.relname "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' "
        'ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"'
    )
    return [(schema, name) for schema, name in found]


def sums_of(connection: psycopg.Connection[Any], progress: Progress) -> list[TableSum]:
    """In the transaction the connection is in, so that all tables are of one moment."""
    connection.execute(_SAME_TEXT)
    tables = tables_in(connection)
    sums = []
    for done, (schema, name) in enumerate(tables):
        if done % 25 == 0:
            progress(f"  table {done + 1} of {len(tables)} …")
        row = connection.execute(
            sql.SQL(
                "SELECT count(*), coalesce(sum(('x' || encode(substr(sha256(convert_to("
                "t::text, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint::numeric), 0)::text FROM {} t"
            ).format(sql.Identifier(schema, name))
        ).fetchone()
        assert row is not None
        sums.append(TableSum(f"{schema}.{name}", *row))
    return sums
