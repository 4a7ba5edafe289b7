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
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.statuses import ConsentTo, InParty, ShareBasis
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from tests.casework.conftest import GRANBY, NOON, TODAY, fresh
from tests.support.people import client_of_membership, newcomer

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
