"""The access log: append-only, sealed, and an edit, a deletion and a smuggled row are each found."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.db.utils import Error

from kraftsamling.confidentiality import access_log
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import acting_for
from tests.support.database import as_owner
from tests.support.people import actor_named
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
GRANBY = fixed("granby")
NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def look(times: int = 1) -> None:
    for _ in range(times):
        access_log.write(
            actor=actor_named("Astrid"),
            at=NOON,
            trace_id=uuid4(),
            action="read",
            resource="access_log",
            subject_ids=[uuid4()],
        )


def behind_the_trigger(sql: str) -> None:
    """What somebody with the owner's power can do: the trigger is no match, the seal is."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE confidentiality_accesslogentry DISABLE TRIGGER USER")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE confidentiality_accesslogentry ENABLE TRIGGER USER")


@pytest.mark.parametrize("sql", ["UPDATE {} SET role = 'x'", "DELETE FROM {}"])
def test_a_page_can_neither_change_nor_delete_a_row(sql: str) -> None:
    with acting_for(GRANBY):
        look()
    with (
        pytest.raises(Error, match="permission denied"),
        acting_for(GRANBY),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format("confidentiality_accesslogentry"))


@pytest.mark.parametrize("sql", ["UPDATE {} SET role = 'x'", "DELETE FROM {}"])
def test_not_even_the_owner_can_by_mistake(sql: str) -> None:
    with acting_for(GRANBY):
        look()
    with pytest.raises(Error, match="Cannot"), as_owner(), connection.cursor() as cursor:
        cursor.execute(sql.format("confidentiality_accesslogentry"))


def test_an_untouched_log_agrees_with_its_seals() -> None:
    with acting_for(GRANBY):
        look(3)
        first = access_log.seal(GRANBY, at=NOON)
        look(2)
        second = access_log.seal(GRANBY, at=NOON)
        nothing_new = access_log.seal(GRANBY, at=NOON)

        assert first is not None
        assert second is not None
        assert (first.row_count, second.row_count, nothing_new) == (3, 2, None)
        assert access_log.verify(GRANBY) == []


@pytest.mark.parametrize(
    ("crime", "sql"),
    [
        (
            "edited",
            "UPDATE confidentiality_accesslogentry SET role = 'org_admin' WHERE number = {n}",
        ),
        ("deleted", "DELETE FROM confidentiality_accesslogentry WHERE number = {n}"),
        (
            "smuggled",
            "INSERT INTO confidentiality_accesslogentry SELECT gen_random_uuid(), {n} - 1, at,"
            " trace_id, authority_id, user_id, membership_id, unit_id, role, action, resource,"
            " object_id, subject_ids, basis, allowed, failed_condition, row_count, channel"
            " FROM confidentiality_accesslogentry WHERE number = {n}",
        ),
    ],
)
def test_the_seal_finds_a_row_that_was(crime: str, sql: str) -> None:
    with acting_for(GRANBY):
        look(1)
        access_log.seal(GRANBY, at=NOON)
        with connection.cursor() as cursor:  # a number that nobody uses, for the smuggler
            cursor.execute("SELECT nextval('confidentiality_access_log_number')")
        look(2)
        access_log.seal(GRANBY, at=NOON)
        number = AccessLogEntry.rows.of_authority(GRANBY).order_by("number")[1].number
    behind_the_trigger(sql.format(n=number))

    with acting_for(GRANBY):
        broken = access_log.verify(GRANBY)

    assert len(broken) == 1, crime
    assert broken[0].sealed_rows == 2


def test_elin_reads_no_row_of_granbys_log() -> None:
    with acting_for(GRANBY):
        look()

    with acting_for(fixed("sydby")):
        assert AccessLogEntry.rows.count() == 0
