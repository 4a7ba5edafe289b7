"""A case that is not one's own asks for a reason before it tells anything; so does who has reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.casework.models import Case, CaseRead, ConcernReport, ReporterIdentity
from kraftsamling.casework.services.secrecy import declare_conflict, invite_consult
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.organisations.models import Membership
from tests.casework.conftest import NOON
from tests.support.database import as_owner
from tests.support.people import actor_of_membership, client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
NOW = clock.now()
WHY = "Astrid vill tänka tillsammans om skolan."


@pytest.fixture
def leila(case: Case, astrid: Actor) -> Membership:
    """A method supporter of another unit, whom Astrid has invited to the case."""
    invited = newcomer("Leila", "method_supporter", unit="Utredning 2")
    invite_consult(
        case=case, by=astrid, at=NOW, who=invited, until=clock.day_of(NOW) + timedelta(days=7),
        question="Hur når vi Ebba?",
    )  # fmt: skip
    return invited


def test_a_case_that_is_not_ones_own_asks_why_and_tells_nothing_before(
    case: Case, leila: Membership
) -> None:
    client = client_of_membership(leila)

    asked = client.get(f"/arenden/{case.pk}/", follow=True)

    assert asked.redirect_chain == [
        (f"/arenden/{case.pk}/skal/?next=%2Farenden%2F{case.pk}%2F", 302)
    ]
    text = asked.content.decode()
    assert "Varför behöver du öppna ärendet?" in text
    for secret in ("Ebba", "Lund", "E.L.", case.number, "blåmärken"):
        assert secret not in text


def test_with_a_reason_it_opens_where_one_was_going_and_the_reason_is_kept(
    case: Case, leila: Membership
) -> None:
    client = client_of_membership(leila)

    answer = client.post(
        f"/arenden/{case.pk}/skal/?next=/arenden/{case.pk}/handelser/", {"reason": WHY}
    )

    assert answer.headers["Location"] == f"/arenden/{case.pk}/handelser/"
    assert client.get(f"/arenden/{case.pk}/").status_code == 200
    kept = CaseRead.rows.get(case=case)
    assert (kept.membership_id, kept.reason) == (leila.pk, WHY)
    row = AccessLogEntry.rows.filter(action="give_reason", allowed=True).latest("number")
    assert (row.basis, row.subject_ids) == (WHY, [case.subject_id])


def test_the_reason_holds_for_a_working_day(case: Case, leila: Membership) -> None:
    client = client_of_membership(leila)
    client.post(f"/arenden/{case.pk}/skal/", {"reason": WHY})

    with as_owner():  # the web's role changes nothing in the log of reasons
        CaseRead.rows.filter(case=case).update(until=NOW - timedelta(minutes=1))

    assert client.get(f"/arenden/{case.pk}/").status_code == 302


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_no_reason_opens_nothing(reason: str, case: Case, leila: Membership) -> None:
    answer = client_of_membership(leila).post(f"/arenden/{case.pk}/skal/", {"reason": reason})

    assert answer.status_code == 422
    assert not CaseRead.rows.exists()


def test_an_address_elsewhere_is_not_followed(case: Case, leila: Membership) -> None:
    client = client_of_membership(leila)
    for onward in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        answer = client.post(f"/arenden/{case.pk}/skal/?next={onward}", {"reason": WHY})
        assert answer.headers["Location"] == f"/arenden/{case.pk}/", onward


def test_where_a_reason_would_not_help_nothing_is_asked(
    case: Case, leila: Membership, logged_in: LogIn
) -> None:
    stranger = newcomer("Nils", "caseworker", unit="Utredning 2")
    other = newcomer("Lisa", "method_supporter", unit="Utredning 2")
    clients = [logged_in("Elin"), client_of_membership(stranger), client_of_membership(other)]
    for client in clients:
        assert client.get(f"/arenden/{case.pk}/").status_code == 404
        assert client.get(f"/arenden/{case.pk}/skal/").status_code == 404
        assert client.get(f"/arenden/{uuid4()}/skal/").status_code == 404

    declare_conflict(case=case, by=actor_of_membership(leila), at=NOON)
    blocked = client_of_membership(leila)
    assert blocked.get(f"/arenden/{case.pk}/").status_code == 404
    assert blocked.get(f"/arenden/{case.pk}/skal/").status_code == 404


def test_ones_own_case_and_units_flow_ask_for_no_reason(case: Case, logged_in: LogIn) -> None:
    for name in ("Astrid", "Bodil"):
        assert logged_in(name).get(f"/arenden/{case.pk}/").status_code == 200
        answer = logged_in(name).get(f"/arenden/{case.pk}/skal/")
        assert answer.headers["Location"] == f"/arenden/{case.pk}/"


def test_why_one_sees_the_case_stands_on_its_page(case: Case, leila: Membership) -> None:
    client = client_of_membership(leila)
    client.post(f"/arenden/{case.pk}/skal/", {"reason": WHY})

    text = client.get(f"/arenden/{case.pk}/").content.decode()

    assert "Varför ser jag det här?" in text
    assert "tänka" in text


def test_who_reported_is_shown_only_after_a_reason_that_is_logged(
    case: Case, report: ConcernReport, logged_in: LogIn
) -> None:
    astrid, identity = logged_in("Astrid"), ReporterIdentity.rows.get(report=report)
    here = f"/arenden/anmalare/{identity.pk}/"
    page = astrid.get(f"/arenden/rapport/{report.pk}/").content.decode()
    assert here in page
    assert "Kerstin" not in page
    assert "Kerstin" not in astrid.get(f"/arenden/{case.pk}/").content.decode()
    assert "Kerstin" not in astrid.get(here).content.decode()
    assert astrid.post(here, {"reason": " "}).status_code == 422

    answer = astrid.post(here, {"reason": "Hon ska få återkoppling."})

    assert "Kerstin" in answer.content.decode()
    row = AccessLogEntry.rows.filter(resource="reporter_identity").latest("number")
    assert row.basis == "Hon ska få återkoppling."


def test_nobody_without_the_case_learns_who_reported(
    case: Case, report: ConcernReport, logged_in: LogIn
) -> None:
    identity = ReporterIdentity.rows.get(report=report)
    nils = newcomer("Nils", "caseworker")
    manager = newcomer("Karin", "unit_manager")

    for client in (logged_in("Elin"), client_of_membership(nils), client_of_membership(manager)):
        assert client.post(
            f"/arenden/anmalare/{identity.pk}/", {"reason": "Jag vill veta."}
        ).status_code in (404,)
