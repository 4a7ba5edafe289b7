"""The list as a file: asked for with a reason, confirmed by another, made by a job, its asker's alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.casework.importing import reading
from kraftsamling.casework.importing.known import known_at
from kraftsamling.casework.importing.profile import COLUMNS, profile
from kraftsamling.casework.models import Case, ExportJob
from kraftsamling.casework.services import exports
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.secrecy import set_protection
from kraftsamling.casework.statuses import ExportState, Protection
from kraftsamling.common import clock
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry, Approval
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.documents.tables import read_table
from kraftsamling.organisations.models import Membership
from tests.casework.conftest import GRANBY, NOON, Register, fresh
from tests.support.people import (
    actor_of_membership,
    client_of_membership,
    membership_named,
    newcomer,
)

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
WHY = "Nämnden frågar hur många som väntar."


@pytest.fixture
def karin(granby: None) -> Membership:
    """The manager of Astrid's unit."""
    return newcomer("Karin", "unit_manager")


@pytest.fixture
def gunnel(granby: None) -> Actor:
    """The manager above her."""
    return actor_of_membership(newcomer("Gunnel", "dept_manager", unit="Barn och unga"))


def ask(client: Client, purpose: str = WHY, **changes: str) -> ExportJob:
    form = {"purpose": purpose, "query": "vy=gruppens", "idempotency_key": str(uuid4()), **changes}
    answer = client.post("/arenden/uttag/nytt/", form)
    assert answer.status_code == 302, answer.content.decode()
    set_local(AUTHORITY, GRANBY)
    return ExportJob.rows.order_by("-asked_at")[0]


def made(client: Client, gunnel: Actor) -> ExportJob:
    job = ask(client)
    approvals.approve(Approval.rows.get(object_id=job.pk).pk, by=gunnel, at=clock.now())
    exports.make(job.pk, at=clock.now())
    return fresh(job)  # type: ignore[no-any-return]


def test_nothing_is_made_before_a_second_person_has_said_yes(case: Case, karin: Membership) -> None:
    job = ask(client_of_membership(karin))

    exports.make(job.pk, at=clock.now())

    assert fresh(job).state == ExportState.ASKED
    assert client_of_membership(karin).get(f"/arenden/uttag/{job.pk}/").status_code == 302
    with pytest.raises(approvals.NotASecondPerson):
        approvals.approve(Approval.rows.get().pk, by=actor_of_membership(karin), at=clock.now())


def test_the_file_can_be_read_in_again_and_the_log_names_everybody_in_it(
    case: Case, register: Register, karin: Membership, gunnel: Actor
) -> None:
    register(PersonFacts("=HYPERLINK(1)", "Ek"))
    client = client_of_membership(karin)

    job = made(client, gunnel)
    answer = client.get(f"/arenden/uttag/{job.pk}/")

    table = read_table(answer.content)
    assert table.rows[0].cells == COLUMNS
    run = reading.read(table.rows, profile("kraftsamling"), known_at(GRANBY, today=clock.today()))
    assert run.wrong == []
    assert {each.source_id for each in run.cases} == set(
        Case.rows.of_authority(GRANBY).values_list("number", flat=True)
    )
    assert b"HYPERLINK" not in answer.content
    assert "Ebba" not in answer.content.decode()
    assert answer["Content-Disposition"].startswith("attachment")
    for action in ("export", "download"):
        row = AccessLogEntry.rows.filter(resource="export_job", action=action).latest("number")
        assert case.subject_id in row.subject_ids, action
    assert AccessLogEntry.rows.get(action="export").basis == WHY


def test_the_same_file_as_a_workbook_says_the_same(
    case: Case, register: Register, karin: Membership, gunnel: Actor, logged_in: LogIn
) -> None:
    register(PersonFacts("Malva", "Ek"))
    client = client_of_membership(karin)
    job = made(client, gunnel)
    where = f"/arenden/uttag/{job.pk}/arenden.xlsx"

    answer = client.get(where)

    as_csv = read_table(client.get(f"/arenden/uttag/{job.pk}/").content)
    assert [each.cells for each in read_table(answer.content).rows] == [
        each.cells for each in as_csv.rows
    ]
    assert len(as_csv.rows) == 3
    assert answer["Content-Disposition"] == 'attachment; filename="arenden.xlsx"'
    row = AccessLogEntry.rows.filter(resource="export_job", action="download").latest("number")
    assert case.subject_id in row.subject_ids
    assert where in client.get("/arenden/uttag/").content.decode()
    for other in ("Astrid", "Elin"):
        assert logged_in(other).get(where).status_code == 404


def test_the_page_says_how_far_a_file_has_come_and_loads_itself_until_it_is_there(
    case: Case, karin: Membership, gunnel: Actor
) -> None:
    client = client_of_membership(karin)
    job = ask(client)
    assert "http-equiv" not in client.get("/arenden/uttag/").content.decode()
    set_local(AUTHORITY, GRANBY)
    approvals.approve(Approval.rows.get(object_id=job.pk).pk, by=gunnel, at=clock.now())
    ExportJob.rows.filter(pk=job.pk).update(rows_in_all=900, rows_done=500)

    page = client.get("/arenden/uttag/").content.decode()

    assert '<meta http-equiv="refresh" content="3">' in page
    assert 'max="900" value="500" aria-label="Filen: 500 av 900"' in page
    set_local(AUTHORITY, GRANBY)
    exports.make(job.pk, at=clock.now())
    assert "http-equiv" not in client.get("/arenden/uttag/").content.decode()


def test_a_cell_that_would_be_a_formula_is_none(
    case: Case, karin: Membership, gunnel: Actor
) -> None:
    Case.rows.filter(pk=case.pk).update(number="=1+1")
    client = client_of_membership(karin)

    text = client.get(f"/arenden/uttag/{made(client, gunnel).pk}/").content.decode()

    assert "'=1+1" in text


def test_somebody_protected_is_in_no_file_and_withdraws_one_that_waits(
    case: Case, register: Register, karin: Membership, gunnel: Actor, bodil: Actor
) -> None:
    client = client_of_membership(karin)
    job = made(client, gunnel)

    set_protection(
        person=case.subject, level=Protection.FLAGGED, by=bodil, at=NOON,
        allowed=[membership_named("Astrid"), karin],
    )  # fmt: skip
    answer = client.get(f"/arenden/uttag/{job.pk}/", follow=True)
    later = made(client, gunnel)

    assert "Filen finns inte kvar." in answer.content.decode()
    set_local(AUTHORITY, GRANBY)
    assert fresh(job).content is None
    assert later.left_out == 1
    assert str(case.subject_id) not in later.subject_ids


def test_after_seven_days_the_file_is_gone(case: Case, karin: Membership, gunnel: Actor) -> None:
    job = made(client_of_membership(karin), gunnel)

    exports.forget_old(GRANBY, at=clock.now() + timedelta(days=6))
    assert fresh(job).content
    exports.forget_old(GRANBY, at=clock.now() + timedelta(days=7, minutes=1))

    assert fresh(job).state == ExportState.GONE
    assert fresh(job).content is None
    assert fresh(job).purpose == WHY


def test_a_reason_too_short_is_said_so(case: Case, karin: Membership) -> None:
    answer = client_of_membership(karin).post(
        "/arenden/uttag/nytt/", {"purpose": "statistik", "idempotency_key": str(uuid4())}
    )

    assert answer.status_code == 422
    assert "Skriv minst 20 tecken" in answer.content.decode()
    assert not ExportJob.rows.exists()


def test_the_file_is_its_askers_alone(
    case: Case, karin: Membership, gunnel: Actor, logged_in: LogIn
) -> None:
    job = made(client_of_membership(karin), gunnel)
    other = client_of_membership(newcomer("Kerstin", "unit_manager"))

    for client in (other, logged_in("Astrid"), logged_in("Elin")):
        assert client.get(f"/arenden/uttag/{job.pk}/").status_code == 404
        assert WHY not in client.get("/arenden/uttag/").content.decode()
    assert logged_in("Astrid").get("/arenden/uttag/nytt/").status_code == 404
