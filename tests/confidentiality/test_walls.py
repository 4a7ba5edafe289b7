"""Row-level security, tried with raw SQL as the role that pages have."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.utils import Error

from kraftsamling.confidentiality.classes import WALLED, Wall, classification_of
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.confidentiality.walls import classified_models
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

WALLED_TABLES = sorted(
    model._meta.db_table
    for model, classification in classified_models()
    if classification.wall is Wall.OWN_AUTHORITY
)


def select(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT authority_id FROM "{table}"')
        return list(cursor.fetchall())


def test_the_test_is_the_app_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("app",)


@pytest.mark.parametrize("table", WALLED_TABLES)
def test_every_walled_table_has_its_policy(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT count(*) FROM pg_policies WHERE tablename = %s", [table])
        assert cursor.fetchone() == (1,)


def test_a_unit_is_seen_inside_its_authority_and_nowhere_else() -> None:
    with acting_for(fixed("granby")):
        seen = {row[0] for row in select("organisations_unit")}

    assert seen == {fixed("granby")}


def test_without_an_authority_the_question_is_an_error() -> None:
    with pytest.raises(Error, match=r"app\.authority|uuid"):
        select("organisations_unit")


def test_a_row_cannot_be_written_into_another_authority() -> None:
    with (
        pytest.raises(Error, match="row-level security"),
        acting_for(fixed("granby")),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO organisations_unit (id, authority_id, name, sort_key)"
            " VALUES (gen_random_uuid(), %s, 'X', 'x')",
            [fixed("sydby")],
        )


def test_acting_for_is_put_back_after_a_nested_authority() -> None:
    with acting_for(fixed("granby")):
        with acting_for(fixed("sydby")):
            assert {row[0] for row in select("organisations_unit")} == {fixed("sydby")}
        assert {row[0] for row in select("organisations_unit")} == {fixed("granby")}


def test_no_walled_class_is_without_a_wall() -> None:
    for model, classification in classified_models():
        if classification.data_class in WALLED:
            assert classification.wall is not Wall.NONE, model
        assert classification_of(model) is not None
