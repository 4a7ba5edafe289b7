"""The one door: who gets in, what is logged, and that nothing leaves when it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from kraftsamling.common import clock, formats
from kraftsamling.confidentiality import access_log
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.documents import services as documents
from kraftsamling.documents.models import StoredFile
from kraftsamling.organisations.models import Membership
from tests.support.people import client_of_membership, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
GRANBY = fixed("granby")


@pytest.fixture
def liv() -> Membership:
    """Granby's log reviewer."""
    return newcomer("Liv", "log_reviewer", unit="Utredning 2")


def log_rows(authority: str = "granby") -> list[AccessLogEntry]:
    with acting_for(fixed(authority)):
        return list(AccessLogEntry.rows.order_by("number"))


def a_file(name: str = "Minnesanteckning.pdf") -> StoredFile:
    from datetime import UTC, datetime

    with acting_for(GRANBY):
        return documents.store(
            b"%PDF-1.7 hello",
            name=name,
            content_type="application/pdf",
            authority_id=GRANBY,
            by=None,
            at=datetime(2026, 3, 2, tzinfo=UTC),
        )


def test_a_visitor_is_sent_to_the_login_and_back(client: Client) -> None:
    response = client.get("/logg/")

    assert response.status_code == 302
    assert response["Location"] == "/konto/logga-in/?next=%2Flogg%2F"


def test_a_person_with_one_factor_is_sent_to_add_another(liv: Membership) -> None:
    response = client_of_membership(liv, second_factor=False).get("/logg/")

    assert response.status_code == 302
    assert response["Location"].startswith("/konto/faktor/")


def test_an_allowed_look_at_the_log_writes_exactly_one_row(liv: Membership) -> None:
    response = client_of_membership(liv).get("/logg/")

    assert response.status_code == 200
    (row,) = log_rows()
    assert (row.resource, row.action, row.allowed, row.role) == (
        "access_log", "search", True, "log_reviewer",
    )  # fmt: skip
    assert row.membership_id == liv.pk


def test_a_page_below_class_k3_writes_no_row(logged_in: Callable[[str], Client]) -> None:
    assert logged_in("Astrid").get("/idag/").status_code == 200

    assert log_rows() == []


def test_a_refusal_is_logged_with_what_failed(logged_in: Callable[[str], Client]) -> None:
    assert logged_in("Astrid").get("/logg/").status_code == 404

    (row,) = log_rows()
    assert (row.allowed, row.failed_condition, row.role) == (False, "NO_CELL", "caseworker")


def test_when_the_log_cannot_be_written_nothing_is_shown(
    liv: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO no_such_log VALUES (1)")

    monkeypatch.setattr(access_log, "write", broken)
    response = client_of_membership(liv).get("/logg/")

    assert response.status_code == 503
    assert "Vem har sett vad" not in response.content.decode()


def test_the_log_is_unavailable_only_when_the_database_says_so(
    liv: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(**_: object) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(access_log, "write", wrong)
    with pytest.raises(ValueError, match="a fault of ours"):
        client_of_membership(liv).get("/logg/")
    assert not issubclass(ValueError, DatabaseError)


def test_what_is_not_there_and_what_is_not_for_you_look_the_same(
    logged_in: Callable[[str], Client],
) -> None:
    theirs = a_file()

    elin = logged_in("Elin")
    forbidden = elin.get(f"/dokument/{theirs.pk}/")
    missing = elin.get(f"/dokument/{uuid4()}/")

    assert (forbidden.status_code, missing.status_code) == (404, 404)
    assert forbidden.content == missing.content
    assert dict(forbidden.headers) == dict(missing.headers)


def test_astrid_reads_the_file_that_elin_cannot(logged_in: Callable[[str], Client]) -> None:
    response = logged_in("Astrid").get(f"/dokument/{a_file().pk}/")

    assert response.status_code == 200
    assert response.content == b"%PDF-1.7 hello"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == 'attachment; filename="Minnesanteckning.pdf"'


def test_a_revoked_membership_acts_on_the_next_request(
    logged_in: Callable[[str], Client],
) -> None:
    from datetime import date

    client = logged_in("Astrid")
    assert client.get("/idag/").status_code == 200
    with acting_for(GRANBY):
        Membership.rows.filter(user__name="Astrid").update(ends_on=date(2025, 6, 1))

    gone = client.get("/idag/")
    assert (gone.status_code, gone["Location"]) == (302, "/utan-roll/")


def test_a_reviewer_never_sees_her_own_unit_or_herself(liv: Membership) -> None:
    from tests.support.people import client_of

    client_of("Astrid").get("/logg/")  # refused and logged, in Utredning 1
    newcomer("Sam", "caseworker", unit="Utredning 2")
    client_of("Sam").get("/logg/")  # the same, in Liv's own unit

    page = client_of_membership(liv).get("/logg/").content.decode()

    assert "Astrid" in page
    assert "Sam" not in page


def test_the_log_tells_day_act_and_refusal_in_words(
    liv: Membership, logged_in: Callable[[str], Client]
) -> None:
    assert logged_in("Astrid").get("/logg/").status_code == 404

    page = client_of_membership(liv).get("/logg/").content.decode()

    assert "Loggen över vem som har sett vad" in page
    assert "rollen får inte" in page
    assert formats.long_date(clock.today()) in page
    assert clock.today().isoformat() not in page.partition("<main")[2].partition("</main")[0]
    assert "NO_CELL" not in page
