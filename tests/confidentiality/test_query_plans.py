"""Lists behind the wall find their rows by an index, also when there are many rows of others.

The wall's predicate is asked of every row that a plan touches. A plan that reads the whole table is slow,
and how slow it is tells how much others have.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import acting_as_user, acting_for
from kraftsamling.indicators.models import IndicatorPoint
from kraftsamling.notifications.models import Notification
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.selectors import current
from tests.support.database import as_owner
from tests.support.people import TODAY, actor_of_membership, membership_named, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
GRANBY = fixed("granby")
CODE = "survey.propose.PARENT"

# A small authority among 400 in the log; elsewhere the other rows are Sydby's.
FILL = {
    AccessLogEntry: """
        INSERT INTO {table} (id, at, trace_id, authority_id, unit_id, role, action, resource,
            subject_ids, basis, allowed, failed_condition, row_count, channel, number)
        SELECT gen_random_uuid(), now(), gen_random_uuid(),
            CASE WHEN n <= 50 THEN %(granby)s::uuid
                 ELSE md5((n %% 400)::text)::uuid END,
            gen_random_uuid(), 'caseworker', 'read', 'x', '{{}}', '', true, '', 0, 'page', 0
        FROM generate_series(1, 20000) n""",
    Notification: """
        INSERT INTO {table} (id, authority_id, membership_id, kind, sentence, url, created_at)
        SELECT gen_random_uuid(), m.authority_id, m.id, 'x', 'x', '/', now() - n * interval '1 min'
        FROM generate_series(1, 4000) n, organisations_membership m""",
    Unit: """
        INSERT INTO {table} (id, authority_id, name, sort_key)
        SELECT gen_random_uuid(), %(sydby)s::uuid, 'U' || n, 'u' || n
        FROM generate_series(1, 20000) n""",
    IndicatorPoint: """
        INSERT INTO {table} (id, authority_id, code, length, first_day, computed_at)
        SELECT gen_random_uuid(), a::uuid, 'x.' || n, 1, m::date, now()
        FROM generate_series(1, 200) n, unnest(ARRAY[%(granby)s, %(sydby)s]) a,
             generate_series(date '2022-01-01', date '2026-02-01', interval '1 month') m""",
    Membership: """
        INSERT INTO {table} (id, authority_id, user_id, unit_id, role, title, starts_on, has_come)
        SELECT gen_random_uuid(), %(sydby)s::uuid, u.id, %(unit)s::uuid, 'caseworker', '', '2025-01-01', true
        FROM organisations_user u JOIN generate_series(1, 10) n ON true
        WHERE u.email LIKE 'many%%'""",
}  # fmt: skip
MANY_USERS = """
    INSERT INTO organisations_user (id, email, name, password, human_index, is_active, shortcuts_on,
        language)
    SELECT gen_random_uuid(), 'many' || n || '@example.org', 'x', '!', '', true, true, 'sv'
    FROM generate_series(1, 2000) n"""


def fill(model: Any) -> None:
    """Some thousand rows, most of them other authorities', and statistics over them."""
    table = model._meta.db_table
    values = {
        "granby": str(GRANBY),
        "sydby": str(fixed("sydby")),
        "unit": str(fixed("sydby Utredning 1")),
    }
    with as_owner(), connection.cursor() as cursor:
        if model is Membership:
            cursor.execute(MANY_USERS)
        cursor.execute(FILL[model].format(table=table), values)
        cursor.execute(f"ANALYZE {table}")


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def assert_by_index(rows: QuerySet[Any], *, in_order: bool = False) -> None:
    """As app: the table is read by an index that is asked for something, and never as a whole.

    With `in_order` the index gives the order too: a page of 25 does not sort everything.
    """
    plan = json.loads(rows.explain(format="json"))[0]["Plan"]
    table = rows.model._meta.db_table
    scans = [node for node in nodes(plan) if node["Node Type"] == "Seq Scan"]
    assert table not in {node["Relation Name"] for node in scans}, json.dumps(plan, indent=1)
    assert any("Index Cond" in node for node in nodes(plan)), json.dumps(plan, indent=1)
    if in_order:
        assert not any("Sort" in node["Node Type"] for node in nodes(plan)), json.dumps(plan)


def seen_by(actor: Actor, model: Any, action: str, noon: Any, **more: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.rows.visible_to(actor, action, at=Circumstances(now=noon), **more)
    return rows


def test_the_latest_25_of_an_authoritys_log(noon: Any) -> None:
    fill(AccessLogEntry)
    reviewer = actor_of_membership(newcomer("Lo", "log_reviewer"))

    with acting_for(GRANBY):
        rows = seen_by(reviewer, AccessLogEntry, "search", noon)
        assert_by_index(rows.order_by("-number")[:25], in_order=True)


def test_the_log_since_the_former_seal() -> None:
    fill(AccessLogEntry)

    with acting_for(GRANBY):
        rows = AccessLogEntry.rows.of_authority(GRANBY).filter(number__gte=100, number__lte=19000)
        assert_by_index(rows.order_by("number"))


def test_a_persons_latest_notices(actor_named: Any, noon: Any) -> None:
    fill(Notification)

    with acting_for(GRANBY):
        mine = seen_by(actor_named("Astrid"), Notification, "read_own", noon)
        assert_by_index(mine.order_by("-created_at", "-pk")[:50])


def test_the_units_of_an_authority() -> None:
    fill(Unit)

    with acting_for(GRANBY):
        assert_by_index(Unit.rows.of_authority(GRANBY).order_by("sort_key", "pk"))


def test_the_memberships_of_a_user_at_login() -> None:
    fill(Membership)
    astrid = membership_named("Astrid").user_id

    with acting_as_user(astrid):
        assert_by_index(Membership.rows.filter(current(TODAY), user_id=astrid))


def test_the_memberships_of_an_authority() -> None:
    fill(Membership)

    with acting_for(GRANBY):
        assert_by_index(Membership.rows.of_authority(GRANBY).filter(current(TODAY)))


def test_the_points_of_an_indicator() -> None:
    fill(IndicatorPoint)

    with acting_for(GRANBY):
        rows = IndicatorPoint.rows.of_authority(GRANBY)
        points = rows.filter(code="x.7", unit=None, first_day__lte=date(2026, 3, 2))
        assert_by_index(points.order_by("first_day"))
