"""Conflicts of interest: whoever has one finds the case nowhere, and nobody is told why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from kraftsamling.casework.models import Assignment, Case, ConflictBlock, Person
from kraftsamling.casework.rules.conflict_hints import Hint, Known, hint_between
from kraftsamling.casework.services import assignments, conflicts
from kraftsamling.casework.services.persons import PersonFacts, index_of
from kraftsamling.casework.services.secrecy import declare_conflict
from kraftsamling.casework.today_guard import yearly_question
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Membership, User
from tests.casework.conftest import NOON, Register, fresh, number_of
from tests.support.database import as_owner
from tests.support.people import (
    actor_named,
    actor_of_membership,
    client_of_membership,
    membership_named,
    newcomer,
)

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
OTHER_NUMBER = "198507099805"


@pytest.fixture
def karin(granby: None) -> Membership:
    """The manager of Astrid's unit."""
    return newcomer("Karin", "unit_manager")


def test_who_declares_a_conflict_finds_the_case_nowhere_from_the_next_page_on(
    case: Case, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    assert astrid.get(f"/arenden/{case.pk}/").status_code == 200

    answer = astrid.post(f"/arenden/{case.pk}/jav/", {"words": "Min svåger."}, follow=True)

    assert "Du ser inte längre ärendet." in answer.content.decode()
    for path in ("", "handelser/", "utredning/", "jav/", "nodoppna/", "skal/"):
        assert astrid.get(f"/arenden/{case.pk}/{path}").status_code == 404, path
    for path in ("/arenden/", "/idag/", "/arenden/jav/"):
        assert "E.L." not in astrid.get(path).content.decode(), path


def test_a_conflict_can_be_declared_in_a_case_that_one_has_only_found(
    case: Case, granby: None
) -> None:
    nils = newcomer("Nils", "caseworker", unit="Utredning 2")

    answer = client_of_membership(nils).post(f"/arenden/{case.pk}/jav/", {"words": ""})

    assert answer.status_code == 302
    assert ConflictBlock.rows.get(case=case).human == nils.user.human


def test_the_reason_is_sealed_and_only_the_manager_reads_it(
    case: Case, karin: Membership, logged_in: LogIn
) -> None:
    from django.db import connection

    declare_conflict(case=case, by=actor_named("Astrid"), at=NOON, words="Min svåger.")
    here = f"/arenden/{case.pk}/jav/vilka/"

    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM casework_conflictblock")
        assert "svåger".encode() not in bytes(cursor.fetchone()[0])  # type: ignore[index]
    assert "Min svåger." in client_of_membership(karin).get(here).content.decode()
    assert logged_in("Bodil").get(here).status_code == 404
    assert "svåger" not in logged_in("Bodil").get(f"/arenden/{case.pk}/").content.decode()
    assert logged_in("Elin").get(here).status_code == 404


def test_a_manager_with_a_conflict_sees_nothing_of_it(case: Case, karin: Membership) -> None:
    block = declare_conflict(case=case, by=actor_of_membership(karin), at=NOON)
    client = client_of_membership(karin)

    assert client.get(f"/arenden/{case.pk}/jav/vilka/").status_code == 404
    assert client.post(f"/arenden/jav/{block.pk}/", {"because": "x"}).status_code in (403, 404)


def test_a_worker_set_aside_is_not_available_and_nobody_is_told_why(
    register: Register, bodil: Actor, logged_in: LogIn
) -> None:
    case = register()[0].case
    declare_conflict(case=case, by=actor_named("Astrid"), at=NOON, words="Min svåger.")

    answer = logged_in("Bodil").post(
        f"/arenden/{case.pk}/handlaggare/",
        {"to": str(membership_named("Astrid").pk), "role": "MAIN"},
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "är inte tillgänglig för ärendet" in text
    assert "jäv" not in text.casefold()
    assert not Assignment.rows.filter(case=case).exists()


def test_the_own_number_in_a_case_shuts_it_without_any_declaration(
    register: Register, bodil: Actor
) -> None:
    nina = newcomer("Nina", "caseworker")
    with as_owner():
        User.objects.filter(pk=nina.user_id).update(human_index=index_of(number_of(OTHER_NUMBER)))
    nina = membership_named("Nina")
    case = register(custodians=[PersonFacts("Nina", "Ek", number=number_of(OTHER_NUMBER))])[0].case

    with pytest.raises(assignments.NotAvailable):
        assignments.assign(case=case, to=nina, by=bodil, at=NOON)
    client = client_of_membership(nina)
    assert client.get(f"/arenden/{case.pk}/").status_code == 404
    assert client.get(f"/arenden/{case.pk}/nodoppna/").status_code == 404


def test_a_team_leader_gives_the_case_to_another_worker_on_the_page(
    case: Case, logged_in: LogIn
) -> None:
    bodil = membership_named("Bodil")

    answer = logged_in("Bodil").post(
        f"/arenden/{case.pk}/handlaggare/", {"to": str(bodil.pk), "role": "MAIN"}
    )

    assert answer.status_code == 302
    assert fresh(case).responsible == bodil


@pytest.mark.parametrize(
    ("worker", "person", "hint"),
    [
        (Known("Lund"), Known("Lund"), Hint.SURNAME),
        (Known("lund"), Known("LUND", "Gatan 1, 12345 Granby"), Hint.SURNAME),
        (
            Known("Lund", "Vägen 2, 123 45 Granby"),
            Known("Lund", "Gatan 1, 12345 Granby"),
            Hint.SURNAME_AND_POSTCODE,
        ),
        (Known("Lund", "Vägen 2, 543 21 Sydby"), Known("Lund", "Gatan 1, 12345 Granby"), None),
        (Known("Ek", "Gatan 1, 123 45 G"), Known("Lund", "gatan 1  123 45 g"), Hint.ADDRESS),
        (Known("Ek"), Known("Lund"), None),
        (Known(""), Known(""), None),
    ],
)
def test_what_hints_at_a_conflict(worker: Known, person: Known, hint: Hint | None) -> None:
    assert hint_between(worker, person) == hint


def test_a_hint_warns_whoever_gives_the_case_and_never_blocks(
    register: Register, logged_in: LogIn
) -> None:
    case = register()[0].case
    lund = newcomer("Sven Lund", "caseworker")
    bodil, here = logged_in("Bodil"), f"/arenden/{case.pk}/handlaggare/"
    data = {"to": str(lund.pk), "role": "MAIN"}
    assert "Jag har frågat" not in bodil.get(here).content.decode()

    warned = bodil.post(here, data)

    assert warned.status_code == 422
    assert "samma efternamn som någon i ärendet" in warned.content.decode()
    assert "Jag har frågat" in warned.content.decode()
    assert not Assignment.rows.filter(case=case).exists()
    assert bodil.post(here, {**data, "sure": "on"}).status_code == 302
    assert Assignment.rows.get(case=case).membership_id == lund.pk


def test_somebody_protected_gives_no_hint(register: Register, bodil: Actor) -> None:
    case = register()[0].case
    Person.rows.filter(pk=case.subject_id).update(is_protected=True)

    assert conflicts.hints_about(newcomer("Sven Lund", "caseworker"), case) == []


def test_lifting_takes_two_and_neither_is_who_was_set_aside(
    case: Case, karin: Membership, logged_in: LogIn
) -> None:
    block = declare_conflict(case=case, by=actor_named("Astrid"), at=NOON)
    client = client_of_membership(karin)

    answer = client.post(f"/arenden/jav/{block.pk}/", {"because": "Ärendet gällde en annan."})

    assert answer.status_code == 302
    assert fresh(block).lifted_at is None
    approval = approvals.Approval.rows.get(kind=conflicts.LIFT)
    gunnel = actor_of_membership(newcomer("Gunnel", "dept_manager"))
    at = approval.requested_at + timedelta(minutes=1)
    for nobody in (
        actor_of_membership(karin),
        actor_of_membership(newcomer("Astrid", "dept_manager"), human=block.human),
        actor_named("Elin"),
    ):
        assert not approvals.may_be_second(nobody, approval)
    assert case.number in approvals.KINDS[approval.kind].describe(approval.payload)

    approvals.approve(approval.pk, by=gunnel, at=at)

    assert fresh(block).lifted_at == at
    assert logged_in("Astrid", "caseworker").get(f"/arenden/{case.pk}/").status_code == 200


def test_only_a_unit_manager_of_the_unit_asks_to_lift_it(
    case: Case, granby: None, logged_in: LogIn
) -> None:
    block = declare_conflict(case=case, by=actor_named("Astrid"), at=NOON)
    mats = newcomer("Mats", "unit_manager", unit="Utredning 2")
    here = f"/arenden/jav/{block.pk}/"

    assert logged_in("Bodil").post(here, {"because": "x"}).status_code in (403, 404)
    assert logged_in("Elin").post(here, {"because": "x"}).status_code == 404
    assert client_of_membership(mats).post(here, {"because": "x"}).status_code == 404
    assert not approvals.Approval.rows.filter(kind=conflicts.LIFT).exists()


def test_idag_asks_once_a_year(case: Case, astrid: Actor, logged_in: LogIn) -> None:
    assert [each.urgency for each in yearly_question(astrid, NOON)] == [3]
    client = logged_in("Astrid")
    page = client.get("/arenden/jav/").content.decode()
    assert "E.L." in page
    assert f"/arenden/{case.pk}/jav/" in page

    assert client.post("/arenden/jav/").status_code == 302

    answered = conflicts.answered_last(astrid)
    assert answered is not None
    assert yearly_question(astrid, answered + timedelta(days=364)) == []
    assert len(yearly_question(astrid, answered + timedelta(days=366))) == 1


def test_roles_that_have_no_cases_are_not_asked(granby: None) -> None:
    board = actor_of_membership(newcomer("Per", "board_member"))

    assert yearly_question(board, NOON) == []
