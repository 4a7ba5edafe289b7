"""Somebody who has said that there is a conflict of interest is out of the case at once, everywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from kraftsamling.casework.models import Assignment, Case, ConflictBlock
from kraftsamling.casework.services import secrecy
from kraftsamling.confidentiality.actor import Actor
from tests.casework.conftest import NOON
from tests.support.people import membership_named

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def test_a_declaration_holds_at_once_in_list_search_and_page(case: Case, logged_in: LogIn) -> None:
    astrid = logged_in("Astrid")
    page = f"/arenden/{case.pk}/"
    assert f"{page}jav/" in astrid.get(page).content.decode()

    answer = astrid.post(f"{page}jav/", {"words": "Min systers barn."}, follow=True)

    assert "Du ser inte längre ärendet." in answer.content.decode()
    assert page not in answer.content.decode()
    assert astrid.get(page).status_code == 404
    assert case.number not in astrid.post("/sok/", {"words": "Ebba Lund"}).content.decode()
    assert ConflictBlock.rows.get().words == "Min systers barn."


def test_who_is_set_aside_cannot_be_given_the_case_and_nobody_is_told_why(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    secrecy.declare_conflict(case=case, by=astrid, at=NOON)
    before = Assignment.rows.filter(case=case).count()

    answer = logged_in("Bodil").post(
        f"/arenden/{case.pk}/handlaggare/",
        {"to": str(membership_named("Astrid").pk), "role": "MAIN"},
    )

    assert answer.status_code == 422
    assert "är inte tillgänglig för ärendet" in answer.content.decode()
    assert "jäv" not in answer.content.decode().casefold()
    assert Assignment.rows.filter(case=case).count() == before


def test_elin_can_declare_nothing_about_a_case_in_another_municipality(
    case: Case, logged_in: LogIn
) -> None:
    answer = logged_in("Elin").post(f"/arenden/{case.pk}/jav/", {"words": ""})

    assert answer.status_code == 404
    assert not ConflictBlock.rows.exists()


def test_a_team_leader_gives_the_case_to_another_worker_on_the_page(
    case: Case, logged_in: LogIn
) -> None:
    bodil = membership_named("Bodil")

    answer = logged_in("Bodil").post(
        f"/arenden/{case.pk}/handlaggare/", {"to": str(bodil.pk), "role": "MAIN"}
    )

    assert answer.status_code == 302
    assert Case.rows.get(pk=case.pk).responsible == bodil
