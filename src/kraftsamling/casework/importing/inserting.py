"""Many rows of one table in one statement: columns travel as arrays, and what all rows share as one value.

`bulk_create` makes an object of each row and asks every field of it; for an import that is most of the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import uuid4

from django.db import connection, models
from django.db.models import Field
from psycopg import sql

_JOIN: Final = sql.SQL(", ")
_ANEW: Final = sql.SQL("gen_random_uuid()")
_INSERT: Final = sql.SQL(
    "INSERT INTO {table} AS kept ({names}) SELECT {told}, {others}"
    " FROM unnest({arrays}) AS told ({told}) {unless_there}"
)
_OVER: Final = sql.SQL(
    "ON CONFLICT (id) DO UPDATE SET ({names}) = ROW({told})"
    " WHERE ({kept}) IS DISTINCT FROM ({told})"
)


@dataclass(frozen=True)
class Columns:
    """Rows of one table, column by column, as PostgreSQL reads arrays."""

    names: Sequence[str] = ()
    arrays: Sequence[str] = ()

    @classmethod
    def of(cls, rows: Iterable[NamedTuple]) -> Columns:
        """From rows whose fields are named after the columns."""
        some = list(rows)
        return (
            cls(some[0]._fields, [array(each) for each in zip(*some, strict=True)])
            if some
            else cls()
        )


def insert(
    model: type[models.Model],
    rows: Columns,
    *,
    same: Mapping[str, Any],
    over: Sequence[str] = (),
    new: bool = False,
) -> None:
    """Store rows. `same` is what all of them have; the rest has the model's own first values, and an id is
    drawn where the rows bring none.

    A row that is there already, by any rule of uniqueness, stays as it is; with `over` it is found by its id,
    and these columns are written over where one of them differs. Of `new` rows none is there: one that is
    would be an error.
    """
    if not rows.names:
        return
    fields = {field.column: field for field in model._meta.concrete_fields if field.column}
    shared = {name: field for name, field in fields.items() if name not in rows.names}
    drawn = {name for name, field in shared.items() if field.default is uuid4 and name not in same}
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT.format(
                table=sql.Identifier(model._meta.db_table),
                names=_names([*rows.names, *shared]),
                told=_names(rows.names),
                arrays=_JOIN.join(_cast(fields[name], "[]") for name in rows.names),
                others=_JOIN.join(
                    _ANEW if name in drawn else _cast(field) for name, field in shared.items()
                ),
                unless_there=sql.SQL("") if new else _unless_there(over),
            ),
            [
                *(
                    field.get_db_prep_save(same.get(name, field.get_default()), connection)
                    for name, field in shared.items()
                    if name not in drawn
                ),
                *rows.arrays,
            ],
        )


def array(values: Iterable[object]) -> str:
    """As PostgreSQL reads an array. All is quoted, so only what ends a quotation must be masked."""
    return "{" + ",".join(["NULL" if each is None else _quoted(each) for each in values]) + "}"


def _quoted(value: object) -> str:
    if isinstance(value, str) and ("\\" in value or '"' in value):
        value = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{value}"'


def _cast(field: Field[Any, Any], many: str = "") -> sql.Composable:
    """Without a length: a cast to it would cut a text that is too long, where the column refuses it."""
    kind = field.db_type(connection)
    assert kind is not None
    return sql.SQL("%s::") + sql.SQL(kind.partition("(")[0] + many)


def _names(names: Iterable[str], of: str = "") -> sql.Composable:
    return _JOIN.join(sql.Identifier(of, name) if of else sql.Identifier(name) for name in names)


def _unless_there(over: Sequence[str]) -> sql.Composable:
    if not over:
        return sql.SQL("ON CONFLICT DO NOTHING")
    return _OVER.format(
        names=_names(over), kept=_names(over, "kept"), told=_names(over, "excluded")
    )
