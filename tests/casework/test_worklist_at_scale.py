"""The case list reads by an index, in few questions, whoever asks; a page deep in it is like the first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kraftsamling.casework.generation import worlds
from kraftsamling.casework.models import Assignment, Case
from kraftsamling.casework.selectors.worklist import Choice, Mark, page_of_cases
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import Authority
from tests.casework.conftest import GRANBY, NOON, UNIT
from tests.support.database import as_owner
from tests.support.people import actor_named, client_of, membership_named

pytestmark = pytest.mark.django_db
AT = Circumstances(now=NOON)


@pytest.fixture
def full(settings: Any) -> Iterator[None]:
    """Three thousand cases in Granby and as many in an authority beside it; Astrid has 120 of them."""
    settings.IS_DEMO = True
    with as_owner():
        Authority.objects.update(is_invented=True)
        wanted = worlds.Wanted(2, 3, 5, 6000, thin=True, slug="granby")
        worlds.make_world(wanted, now=NOON, told=lambda _made: None)
    with acting_for(GRANBY):
        astrid = membership_named("Astrid")
        mine = Case.rows.filter(closed_on=None).order_by("-next_due_at")[:120]
        given = list(mine.values_list("pk", flat=True))
        Case.rows.filter(pk__in=given).update(responsible=astrid, unit=UNIT, waiting_since=None)
        with as_owner():
            Assignment.rows.filter(case__in=given).delete()
        Assignment.rows.bulk_create(
            Assignment(
                authority_id=GRANBY, case_id=pk, membership=astrid, role="MAIN",
                starts_on=NOON.date() - timedelta(days=9),
            )
            for pk in given
        )  # fmt: skip
        with as_owner():
            connection.cursor().execute("ANALYZE casework_case, casework_assignment")
        yield


def plans(actor: Actor, choice: Choice) -> list[dict[str, Any]]:
    """How the database goes about each question of a page."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page_of_cases(actor, choice, at=AT)
    found = []
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (FORMAT JSON) " + query["sql"])
            found.append(cursor.fetchone()[0][0]["Plan"])
    return found


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every step of a plan."""
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


CHOICES = [
    Choice(view="mina"),
    Choice(view="gruppens", unit_id=UNIT),
    Choice(view="gruppens", unit_id=UNIT, size=100),
    Choice(view="gruppens"),
    Choice(view="vantar"),
    Choice(view="snart"),
    Choice(view="stangda"),
    Choice(view="gruppens", unit_id=UNIT, after=Mark(NOON, UNIT)),
]


@pytest.mark.parametrize("name", ["Astrid", "Bodil"])
def test_no_question_of_the_list_reads_all_cases(full: None, name: str) -> None:
    for choice in CHOICES:
        for plan in plans(actor_named(name), choice):
            read = [each for each in nodes(plan) if each["Node Type"] == "Seq Scan"]
            tables = {each["Relation Name"] for each in read}
            assert not tables & {"casework_case", "casework_person", "casework_caseperson"}, (
                f"{choice}\n{json.dumps(plan, indent=1)}"
            )


def test_a_page_is_two_questions_whether_it_has_25_rows_or_100(
    full: None, django_assert_num_queries: Any
) -> None:
    astrid = actor_named("Astrid")
    for size, shown in ((25, 25), (100, 100)):
        with django_assert_num_queries(2):
            page = page_of_cases(astrid, Choice(view="mina", size=size), at=AT)
        assert len(page.cases) == shown
        assert page.total == 120


def test_page_by_page_every_case_comes_once_and_in_order(full: None) -> None:
    astrid, seen, after = actor_named("Astrid"), [], None
    while True:
        page = page_of_cases(astrid, Choice(view="mina", after=after), at=AT)
        seen += page.cases
        if page.following is None:
            break
        after = Mark.read(str(page.following))

    assert len(seen) == len({each.pk for each in seen}) == 120
    assert seen == sorted(seen, key=lambda each: (each.next_due_at, each.pk.int))


def test_closed_cases_come_by_the_day_they_were_closed_the_latest_first(full: None) -> None:
    Case.rows.filter(responsible=membership_named("Astrid")).update(
        phase="CLOSED", closed_on=NOON.date()
    )
    some = list(Case.rows.filter(responsible=membership_named("Astrid"))[:60])
    for number, case in enumerate(some):
        Case.rows.filter(pk=case.pk).update(closed_on=NOON.date() - timedelta(days=number % 7))
    seen, after = [], None
    while True:
        choice = Choice(view="stangda", after=after)
        page = page_of_cases(actor_named("Astrid"), choice, at=AT)
        seen += page.cases
        if page.following is None:
            break
        after = Mark.read(str(page.following))

    days = [each.closed_on for each in seen if each.closed_on]
    assert len(seen) == len({each.pk for each in seen}) == 120
    assert days == sorted(days, reverse=True)


def test_elin_sees_none_of_them(full: None) -> None:
    elin = actor_named("Elin")
    assert elin.authority_id is not None
    for choice in CHOICES:
        with acting_for(elin.authority_id):
            assert page_of_cases(elin, choice, at=AT).cases == []


def test_the_whole_page_asks_at_most_twelve_questions(full: None) -> None:
    client = client_of("Astrid")
    client.get("/arenden/")

    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/arenden/?vy=gruppens&enhet={UNIT}")

    told = [each["sql"] for each in asked.captured_queries]
    data = [each for each in told if " FROM " in each or each.startswith("INSERT")]
    assert page.status_code == 200
    assert 5 <= len(data) <= 12, "\n".join(data)
