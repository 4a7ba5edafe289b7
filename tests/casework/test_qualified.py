"""Who lacks the degree that the law asks for answers for no child's case and decides nothing in one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from kraftsamling.casework.models import Case, ConcernReport, PreliminaryAssessment, Qualification
from kraftsamling.casework.services import assessments, assignments, qualifications
from kraftsamling.casework.services.qualifications import NotQualified, note_qualification
from kraftsamling.casework.statuses import (
    AssignmentRole,
    CaseKind,
    PreliminaryOutcome,
    QualificationGround,
)
from kraftsamling.confidentiality.actor import Actor
from tests.casework.conftest import NOON, fresh
from tests.support.people import actor_of_membership, client_of, membership_named, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
LACKS, HAS = QualificationGround.NONE, QualificationGround.SOCIONOM


@pytest.fixture
def karin(granby: None) -> Actor:
    """The unit manager."""
    return actor_of_membership(newcomer("Karin", "unit_manager"))


def seen(name: str, ground: QualificationGround, by: Actor, **changes: Any) -> Qualification:
    return note_qualification(
        membership=membership_named(name), ground=ground, by=by, at=NOON, key=uuid4(), **changes
    )


def test_whoever_lacks_the_degree_gets_no_childs_case_but_may_work_together(
    report: ConcernReport, bodil: Actor, karin: Actor
) -> None:
    seen("Astrid", LACKS, karin)
    astrid = membership_named("Astrid")

    with pytest.raises(NotQualified), transaction.atomic():
        assignments.assign(case=report.case, to=astrid, by=bodil, at=NOON)
    assignments.assign(
        case=report.case, to=astrid, by=bodil, at=NOON, role=AssignmentRole.CO_WORKER
    )

    assert fresh(report.case).responsible is None


def test_an_adults_case_does_not_ask_for_it(
    report: ConcernReport, bodil: Actor, karin: Actor
) -> None:
    seen("Astrid", LACKS, karin)
    Case.rows.filter(pk=report.case_id).update(kind=CaseKind.ADULT)

    assignments.assign(case=fresh(report.case), to=membership_named("Astrid"), by=bodil, at=NOON)

    assert fresh(report.case).responsible == membership_named("Astrid")


def test_a_trainee_never_answers_for_a_childs_case(report: ConcernReport, bodil: Actor) -> None:
    tove = newcomer("Tove", "trainee")

    with pytest.raises(NotQualified):
        assignments.assign(case=report.case, to=tove, by=bodil, at=NOON)


def test_nothing_is_decided_by_whoever_lacks_it(
    protected: Case, astrid: Actor, karin: Actor
) -> None:
    seen("Astrid", LACKS, karin)
    assessment = PreliminaryAssessment.rows.get(case=protected)

    with pytest.raises(NotQualified):
        assessments.decide_preliminary(
            assessment=assessment, by=astrid, at=NOON, seen_version=assessment.version,
            outcome=PreliminaryOutcome.OPEN, reasons="Ebba är orolig.",
        )  # fmt: skip

    assert fresh(assessment).decided_on is None


def test_the_latest_that_was_seen_holds_and_nothing_of_it_changes(
    protected: Case, astrid: Actor, karin: Actor
) -> None:
    first = seen("Astrid", LACKS, karin)
    note_qualification(
        membership=membership_named("Astrid"), ground=HAS, words="Socionom 2020", by=karin,
        at=NOON + timedelta(hours=1), key=uuid4(),
    )  # fmt: skip

    assert qualifications.is_qualified(astrid.membership_id)
    with pytest.raises(DatabaseError), transaction.atomic():
        Qualification.rows.filter(pk=first.pk).update(ground=HAS, is_qualified=True)


def test_whom_nobody_has_asked_works_on_and_stands_on_the_managers_list(
    astrid: Actor, karin: Actor
) -> None:
    page = client_of("Karin").get("/installningar/behorighet/").content.decode()

    assert qualifications.is_qualified(astrid.membership_id)
    assert "Inte noterat än" in page


def test_a_manager_notes_it_on_the_page_and_a_team_leader_only_reads(
    karin: Actor, bodil: Actor
) -> None:
    worker = membership_named("Astrid")
    page = f"/installningar/behorighet/{worker.pk}/"
    words = {"ground": "SOCIONOM", "words": "Socionom 2020", "idempotency_key": str(uuid4())}

    assert client_of("Bodil").post(page, words).status_code in (403, 404)
    assert client_of("Karin").post(page, {**words, "ground": "KANSKE"}).status_code == 422
    assert client_of("Karin").post(page, words).status_code == 302
    assert client_of("Karin").post(page, words).status_code == 302

    assert Qualification.rows.get().words == "Socionom 2020"


def test_the_page_of_giving_out_says_why(
    report: ConcernReport, bodil: Actor, karin: Actor, logged_in: LogIn
) -> None:
    seen("Astrid", LACKS, karin)
    worker = membership_named("Astrid")

    answer = logged_in("Bodil").post(
        f"/arenden/{report.case_id}/handlaggare/", {"to": str(worker.pk), "role": "MAIN"}
    )

    assert answer.status_code == 422
    assert "Den här handläggaren saknar det" in answer.content.decode()


def test_another_municipality_sees_and_notes_nothing(karin: Actor) -> None:
    worker = membership_named("Astrid")
    elin = client_of("Elin")

    assert "Astrid" not in elin.get("/installningar/behorighet/").content.decode()
    assert elin.get(f"/installningar/behorighet/{worker.pk}/").status_code in (403, 404)
