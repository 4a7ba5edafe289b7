"""What leaves a case leaves with a basis, and a consent that is taken back shuts what it opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.casework.models import (
    Case,
    CasePerson,
    Consent,
    PreliminaryAssessment,
    ShareRecord,
)
from kraftsamling.casework.services import sharing
from kraftsamling.casework.services.secrecy import declare_conflict
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.statuses import ConsentTo, InParty, ShareBasis
from kraftsamling.common import clock
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from tests.casework.conftest import GRANBY, NOON, TODAY, fresh
from tests.support.people import actor_of_membership, client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def agree(case: Case, by: Actor, **changes: Any) -> Consent:
    facts = {
        "case": case, "by": by, "at": NOON, "key": uuid4(), "to": ConsentTo.SCHOOL,
        "words": "Får tala med kuratorn.", "in_writing": True, "given_on": TODAY,
        "given_by": CasePerson.rows.get(case=case, part=InParty.SUBJECT), **changes,
    }  # fmt: skip
    return sharing.give_consent(**facts)


def share(case: Case, by: Actor, **changes: Any) -> ShareRecord:
    facts = {
        "case": case, "by": by, "at": NOON, "key": uuid4(), "basis": ShareBasis.LEGAL_DUTY_NOTICE,
        "ground": "OSL 10 kap. 28 §", "what": "Att barnet bor här.", "receiver": "Regionen",
        "told_family_on": TODAY, **changes,
    }  # fmt: skip
    return sharing.write_share(**facts)


def test_nothing_leaves_without_a_ground(case: Case, astrid: Actor) -> None:
    with pytest.raises(ReasonMissing):
        share(case, astrid, ground=" ")
    with pytest.raises(sharing.HarmTestTooShort):
        share(case, astrid, basis=ShareBasis.HARM_TEST, ground="Prövat.")
    with pytest.raises(sharing.ConsentDoesNotHold):
        share(case, astrid, basis=ShareBasis.CONSENT)
    with pytest.raises(sharing.FamilyNotTold):
        share(case, astrid, told_family_on=None, not_told_because=" ")
    assert not ShareRecord.rows.exists()


def test_a_consent_that_has_ended_or_was_taken_back_lets_nothing_out(
    case: Case, astrid: Actor
) -> None:
    ended = agree(case, astrid, ends_on=TODAY - timedelta(days=1))
    back = agree(case, astrid)
    sharing.withdraw_consent(consent=back, by=astrid, at=NOON)

    for consent in (ended, fresh(back)):
        with pytest.raises(sharing.ConsentDoesNotHold):
            share(case, astrid, basis=ShareBasis.CONSENT, consent=consent)


def test_the_general_clause_is_not_offered() -> None:
    assert set(ShareBasis.values) == {
        "LEGAL_DUTY_NOTICE", "CONSENT", "CHILD_CARE_26_9", "HARM_TEST", "PARTY_ACCESS", "POLICE",
    }  # fmt: skip


def test_taking_a_consent_back_marks_what_has_left(case: Case, astrid: Actor) -> None:
    consent = agree(case, astrid)
    row = share(case, astrid, basis=ShareBasis.CONSENT, consent=consent)

    sharing.withdraw_consent(consent=consent, by=astrid, at=NOON + timedelta(days=1))

    assert fresh(row).revoked_at == NOON + timedelta(days=1)
    assert fresh(row).what == "Att barnet bor här."


def test_the_page_says_what_to_whom_on_what_basis_and_who_was_told(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    consent = agree(case, astrid)
    client, here = logged_in("Astrid"), f"/arenden/{case.pk}/delat/"
    data = {
        "idempotency_key": str(uuid4()), "what": "Närvaron i skolan.", "receiver": "Kuratorn",
        "basis": "CONSENT", "consent": str(consent.pk), "told_family_on": "2026-03-02",
    }  # fmt: skip

    for _twice in range(2):
        assert client.post(f"{here}nytt/", data).status_code == 302

    row = ShareRecord.rows.get(case=case)
    page = client.get(here).content.decode()
    for words in ("Närvaron i skolan.", "Kuratorn", "Samtycke", "Astrid", "2 mars 2026"):
        assert words in page, words
    assert client.post(f"/arenden/delat/{row.pk}/stoppa/").status_code == 302
    assert fresh(row).revoked_at is not None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"basis": "HARM_TEST", "ground": "Ja."}, "minst tjugo tecken"),
        ({"basis": "POLICE"}, "Skriv lagrummet"),
        ({"basis": "CONSENT"}, "Välj ett samtycke som gäller i dag."),
        ({"ground": "10:28", "told_family_on": ""}, "Skriv när familjen fick veta"),
        ({"what": ""}, "Fyll i"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    case: Case, logged_in: LogIn, changes: dict[str, str], words: str
) -> None:
    data = {
        "idempotency_key": str(uuid4()), "what": "Närvaron.", "receiver": "Kuratorn Kajsa",
        "basis": "LEGAL_DUTY_NOTICE", "told_family_on": "2026-03-02", **changes,
    }  # fmt: skip

    answer = logged_in("Astrid").post(f"/arenden/{case.pk}/delat/nytt/", data)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Kuratorn Kajsa" in answer.content.decode()
    assert not ShareRecord.rows.exists()


def test_others_see_none_of_it(case: Case, astrid: Actor, logged_in: LogIn) -> None:
    consent, row = agree(case, astrid), share(case, astrid)
    stranger = client_of_membership(newcomer("Nils", "caseworker", unit="Utredning 2"))
    elin = logged_in("Elin")

    for path in (f"{case.pk}/delat/", f"{case.pk}/delat/nytt/", f"{case.pk}/samtycke/"):
        assert elin.get(f"/arenden/{path}").status_code == 404, path
        assert stranger.get(f"/arenden/{path}").status_code in (302, 404), path
    for client in (elin, stranger):
        assert client.post(f"/arenden/delat/{row.pk}/stoppa/").status_code in (302, 404)
        assert client.post(f"/arenden/samtycke/{consent.pk}/ta-tillbaka/").status_code in (302, 404)
    set_local(AUTHORITY, GRANBY)
    assert fresh(row).revoked_at is None
    assert fresh(consent).withdrawn_at is None


def test_whom_we_have_asked_before_an_investigation_is_written_beside_the_decision(
    protected: Case, logged_in: LogIn
) -> None:
    astrid, here = logged_in("Astrid"), f"/arenden/{protected.pk}/forhandsbedomning/"
    page = astrid.get(f"{here}kontakter/").content.decode()
    assert "bara anmälaren, familjen och våra egna akter" in page
    version = PreliminaryAssessment.rows.get(case=protected).version

    answer = astrid.post(
        f"{here}kontakter/", {"version": version, "contacts": "Kerstin i skolan, 2 mars."}
    )
    late = astrid.post(f"{here}kontakter/", {"version": version, "contacts": "Annat."})

    assert answer.status_code == 302
    assert "Kerstin i skolan, 2 mars." in astrid.get(here).content.decode()
    assert late.status_code == 409
    assert logged_in("Elin").get(f"{here}kontakter/").status_code == 404


def share_for_care(case: Case, by: Actor, **changes: Any) -> ShareRecord:
    return share(
        case, by, basis=ShareBasis.CHILD_CARE_26_9, ground="Ebba behöver vård på BUP.",
        what="Vad Ebba har sagt om sömnen.", receiver="BUP Granby", **changes,
    )  # fmt: skip


def test_for_the_care_of_a_child_nothing_leaves_before_a_second_person_says_yes(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    karin = newcomer("Karin", "unit_manager")
    client, here = logged_in("Astrid"), f"/arenden/{case.pk}/delat/"
    data = {
        "idempotency_key": str(uuid4()), "what": "Vad Ebba har sagt.", "receiver": "BUP Granby",
        "basis": "CHILD_CARE_26_9", "ground": "OSL 26 kap. 9 §", "told_family_on": "2026-03-02",
    }  # fmt: skip

    said = client.post(f"{here}nytt/", data, follow=True).content.decode()
    set_local(AUTHORITY, GRANBY)
    row, waiting = ShareRecord.rows.get(), Approval.rows.get()
    asked_again = client.post(f"{here}nytt/", data)

    assert "Någon annan måste säga ja innan du lämnar ut det." in said
    assert "Inget får lämnas ut innan någon har sagt ja." in said
    assert asked_again.status_code == 302
    set_local(AUTHORITY, GRANBY)
    assert Approval.rows.count() == 1
    manager = client_of_membership(karin)
    page = manager.get("/godkanna/").content.decode()
    assert case.number in page
    assert "Vad Ebba har sagt" not in page
    with pytest.raises(approvals.NotASecondPerson):
        approvals.approve(waiting.pk, by=astrid, at=clock.now())
    approvals.approve(waiting.pk, by=actor_of_membership(karin), at=clock.now())
    assert fresh(row).confirmed_by == karin.pk
    assert "Karin sa ja" in client.get(here).content.decode()


def test_a_manager_who_asks_cannot_say_yes_and_one_who_is_set_aside_cannot_either(
    case: Case, granby: None
) -> None:
    karin = actor_of_membership(newcomer("Karin", "unit_manager"))
    gunnel = actor_of_membership(newcomer("Gunnel", "dept_manager", unit="Barn och unga"))
    row = share_for_care(case, karin, at=clock.now())
    waiting = Approval.rows.get(object_id=row.pk)
    declare_conflict(case=case, by=gunnel, at=NOON, words="Min systerdotter.")

    with pytest.raises(approvals.NotASecondPerson):
        approvals.approve(waiting.pk, by=karin, at=clock.now())
    with pytest.raises(approvals.NoLongerPossible, match="inte öppet för dig"):
        approvals.approve(waiting.pk, by=gunnel, at=clock.now())
    assert fresh(row).confirmed_at is None


@pytest.mark.parametrize("answer", ["declined", "stopped", "nobody"])
def test_what_nobody_said_yes_to_is_told_so_and_stays_inside(
    case: Case, astrid: Actor, logged_in: LogIn, answer: str
) -> None:
    karin = actor_of_membership(newcomer("Karin", "unit_manager"))
    asked = clock.now() - timedelta(days=8 if answer == "nobody" else 1)
    row = share_for_care(case, astrid, at=asked)
    waiting = Approval.rows.get(object_id=row.pk)

    if answer == "declined":
        approvals.decline(waiting.pk, by=karin, at=clock.now())
    if answer == "stopped":
        sharing.revoke_share(share=row, by=astrid, at=clock.now())
        with pytest.raises(approvals.NoLongerPossible):
            approvals.approve(waiting.pk, by=karin, at=clock.now())
    if answer == "nobody":
        with pytest.raises(approvals.NotWaiting):
            approvals.approve(waiting.pk, by=karin, at=clock.now())

    words = {
        "declined": "Sa nej. Inget får lämnas ut.",
        "stopped": "Det stoppades innan någon hade svarat.",
        "nobody": "Ingen svarade inom sju dagar.",
    }
    assert words[answer] in logged_in("Astrid").get(f"/arenden/{case.pk}/delat/").content.decode()
    set_local(AUTHORITY, GRANBY)
    assert fresh(row).confirmed_at is None
