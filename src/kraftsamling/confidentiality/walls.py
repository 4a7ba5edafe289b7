"""The second wall: row-level security and grants, generated from each model's class.

`statements()` is what should stand in the database, `install()` puts it there (as owner, at the end of
every migration). ENABLE, not FORCE: the owner migrates, backs up and restores and never serves a page.
Policies are TO PUBLIC, so that a new role is behind the wall without anybody remembering to put it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from kraftsamling.confidentiality.classes import Classification, Rights, Wall, classification_of

POLICY: Final = "kraftsamling_wall"

# No missing_ok on purpose: without an authority the query is an error, not an empty list.
_AUTHORITY: Final = "authority_id = current_setting('app.authority')::uuid"
# Read at login, before an authority is chosen, so both settings may be absent here.
_MEMBERSHIPS: Final = (
    "user_id = nullif(current_setting('app.user', true), '')::uuid"
    " OR authority_id = nullif(current_setting('app.authority', true), '')::uuid"
)

PREDICATES: Final = {
    Wall.OWN_AUTHORITY: _AUTHORITY,
    Wall.OWN_MEMBERSHIPS: _MEMBERSHIPS,
    Wall.NO_ONE: "false",
}


FUNCTIONS: Final[list[str]] = []
"""Database functions that the web's role may run, with their arguments; apps add theirs at start."""


def classified_models() -> Iterator[tuple[type[models.Model], Classification]]:
    """Every model that has a table of its own, with its classification."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or (
            not model._meta.managed and model._meta.app_label != "procrastinate"
        ):
            continue
        classification = classification_of(model)
        if classification is not None:
            yield model, classification


def policy_sql(table: str, classification: Classification) -> list[str]:
    """Row-level security of one table."""
    q = connection.ops.quote_name
    drop = f"DROP POLICY IF EXISTS {POLICY} ON {q(table)}"
    if classification.wall is Wall.NONE:
        return [drop, f"ALTER TABLE {q(table)} DISABLE ROW LEVEL SECURITY"]
    predicate = PREDICATES[classification.wall]
    return [
        drop,
        f"ALTER TABLE {q(table)} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY {POLICY} ON {q(table)} TO PUBLIC USING ({predicate}) WITH CHECK ({predicate})",
    ]


def grant_sql(table: str, classification: Classification, role: str) -> list[str]:
    """What the web's role may do with one table."""
    q = connection.ops.quote_name
    rights = Rights.NOTHING if classification.wall is Wall.NO_ONE else classification.rights
    statements = [f"REVOKE ALL ON {q(table)} FROM {q(role)}, PUBLIC"]
    if rights is not Rights.NOTHING:
        statements.append(f"GRANT {rights.value} ON {q(table)} TO {q(role)}")
    return statements


def statements(role: str) -> list[str]:
    """All of it, in an order that can be run again and again."""
    q = connection.ops.quote_name
    answer = [
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {q(role)}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {q(role)}",
    ]
    for model, classification in classified_models():
        table = model._meta.db_table
        answer += policy_sql(table, classification)
        answer += grant_sql(table, classification, role)
    for table in settings.UNMODELLED_TABLES:
        answer.append(f"GRANT {Rights.FULL.value} ON {q(table)} TO {q(role)}")
    for function in FUNCTIONS:
        answer.append(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        answer.append(f"GRANT EXECUTE ON FUNCTION {function} TO {q(role)}")
    return answer


def install() -> None:
    """Put policies and grants in place. Run as owner; running it twice changes nothing."""
    with connection.cursor() as cursor:
        for statement in statements(settings.APP_ROLE):
            cursor.execute(statement)


def install_after_migrate(**_: Any) -> None:
    """Receiver of `post_migrate`: the wall stands as soon as the tables do."""
    install()
