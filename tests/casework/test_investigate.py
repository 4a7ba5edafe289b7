"""The investigation: written under headings, the child heard, extended with reasons, closed when whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.test import Client

from kraftsamling.casework.models import (
    Case,
    CasePerson,
    ChildVoice,
    CommitteeMeeting,
    Deadline,
    Decision,
    ImmediateCustody,
    Investigation,
    InvestigationHeading,
    InvestigationText,
)
from kraftsamling.casework.services import decisions, investigations
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.statuses import (
    DecisionLevel,
    DecisionState,
    DecisionType,
    Heard,
    InParty,
    InvestigationOutcome,
    Phase,
)
from kraftsamling.common.locking import StaleVersion
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide as decide_access
from tests.casework.conftest import GRANBY, NOON, TODAY, fresh
from tests.casework.test_assess_and_decide import decide
from tests.support.people import actor_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


@pytest.fixture
def investigation(protected: Case, astrid: Actor) -> Investigation:
    """Ebba's investigation, open since today."""
    decide(protected, astrid)
    return Investigation.rows.select_related("case").get(case=protected)


def write_all(investigation: Investigation, by: Actor) -> None:
    for heading in InvestigationHeading.rows.of_authority(GRANBY):
        investigations.write_text(
            investigation=investigation,
            heading=heading,
            by=by,
            at=NOON,
            seen_version=0,
            text="Klart.",
        )


def hear_child(case: Case, by: Actor) -> None:
    investigations.hear(
        case=case, by=by, at=NOON, key=uuid4(), on=TODAY, how=Heard.ALONE, words="Ebba berättar.",
        who=CasePerson.rows.get(case=case, part=InParty.SUBJECT),
    )  # fmt: skip


def close(investigation: Investigation, by: Actor, outcome: InvestigationOutcome) -> None:
    investigations.close_investigation(
        investigation=investigation, by=by, at=NOON, seen_version=investigation.version,
        outcome=outcome,
    )  # fmt: skip


def test_it_does_not_close_before_the_child_is_heard(
    investigation: Investigation, astrid: Actor
) -> None:
    write_all(investigation, astrid)

    with pytest.raises(investigations.ChildNotHeard):
        close(investigation, astrid, InvestigationOutcome.INTERVENTION)


def test_it_does_not_close_with_empty_headings_and_says_which(
    investigation: Investigation, astrid: Actor, logged_in: LogIn
) -> None:
    hear_child(investigation.case, astrid)

    answer = logged_in("Astrid").post(
        f"/arenden/{investigation.case_id}/utredning/avsluta/",
        {"version": investigation.version, "outcome": "INTERVENTION"},
    )

    assert answer.status_code == 422
    assert "Barnets syn" in answer.content.decode()


@pytest.mark.parametrize("outcome", InvestigationOutcome)
def test_a_whole_investigation_closes_whatever_it_ends_in(
    investigation: Investigation, astrid: Actor, outcome: InvestigationOutcome
) -> None:
    write_all(investigation, astrid)
    hear_child(investigation.case, astrid)

    close(investigation, astrid, outcome)

    assert fresh(investigation).outcome == outcome
    begins = outcome is InvestigationOutcome.INTERVENTION
    assert (fresh(investigation.case).phase == Phase.INTERVENTION) is begins
    assert Deadline.rows.get(about=investigation.pk, code="investigation_due").done_at == NOON


def test_more_time_needs_reasons_and_a_named_day(
    investigation: Investigation, astrid: Actor
) -> None:
    about = {"investigation": investigation, "by": astrid, "at": NOON, "to": date(2026, 8, 15)}

    with pytest.raises(ReasonMissing):
        investigations.extend_investigation(seen_version=1, reason=" ", **about)  # type: ignore[arg-type]
    investigations.extend_investigation(seen_version=1, reason="Utredning på BUP.", **about)  # type: ignore[arg-type]

    clock = Deadline.rows.get(about=investigation.pk)
    assert clock.due_at.date() == date(2026, 8, 15)
    assert clock.first_due_at.date() == date(2026, 7, 2)


def test_two_who_write_under_one_heading_see_both_versions(
    investigation: Investigation, astrid: Actor, logged_in: LogIn
) -> None:
    heading = InvestigationHeading.rows.of_authority(GRANBY).order_by("position")[0]
    path = f"/arenden/{investigation.case_id}/utredning/text/{heading.pk}/"
    client = logged_in("Astrid")
    assert client.post(path, {"text": "Första.", "version": "0"}).status_code == 302

    late = client.post(path, {"text": "Andra.", "version": "0"})

    assert late.status_code == 409
    text = late.content.decode()
    assert "Första." in text
    assert "Andra." in text
    assert InvestigationText.rows.get(heading=heading).text == "Första."


def test_the_childs_words_are_kept_letter_by_letter_and_nobody_can_change_them(
    investigation: Investigation, astrid: Actor
) -> None:
    words = "  Jag vill  att ni\nfrågar MIG  "
    voice = investigations.keep_childs_words(
        case=investigation.case, by=astrid, at=NOON, key=uuid4(), said_on=TODAY, words=words
    )

    assert ChildVoice.rows.get(pk=voice.pk).words == words
    with pytest.raises(DatabaseError), transaction.atomic():
        ChildVoice.rows.filter(pk=voice.pk).update(words="Något annat")


def test_what_we_did_stands_beside_the_childs_words_on_the_decision(
    investigation: Investigation, astrid: Actor, logged_in: LogIn
) -> None:
    case = investigation.case
    investigations.keep_childs_words(
        case=case, by=astrid, at=NOON, key=uuid4(), said_on=TODAY, words="Fråga mig först."
    )
    decision = propose(case, astrid, what_we_did="Vi frågade Ebba vilken dag som passar.")

    page = logged_in("Astrid").get(f"/arenden/beslut/{decision.pk}/").content.decode()

    assert page.index("Fråga mig först.") < page.index("Vi frågade Ebba vilken dag")


def propose(case: Case, by: Actor, **changes: object) -> Decision:
    facts = {
        "case": case,
        "by": by,
        "at": NOON,
        "key": uuid4(),
        "type": DecisionType.ASSISTANCE,
        "what": "Familjen får stöd hemma",
        "reasons": "Alla är överens.",
        **changes,
    }
    return decisions.draft_decision(**facts)  # type: ignore[arg-type]


def test_an_official_decides_what_the_order_gives_her(
    investigation: Investigation, astrid: Actor, logged_in: LogIn
) -> None:
    decision = propose(investigation.case, astrid)

    logged_in("Astrid").post(f"/arenden/beslut/{decision.pk}/fatta/", {"version": decision.version})

    stored = fresh(decision)
    assert (stored.state, stored.level) == (DecisionState.DECIDED, DecisionLevel.ROLE)


def test_an_official_may_never_decide_on_immediate_custody(
    investigation: Investigation, astrid: Actor
) -> None:
    decision = propose(investigation.case, astrid, type=DecisionType.IMMEDIATE_CUSTODY)

    with pytest.raises(decisions.NotYoursToDecide):
        decisions.decide_as_official(decision=decision, by=astrid, at=NOON, seen_version=1)


def test_the_chairs_decision_starts_the_courts_clocks_which_lapse(
    investigation: Investigation, astrid: Actor
) -> None:
    decision = propose(investigation.case, astrid, type=DecisionType.IMMEDIATE_CUSTODY)
    decisions.record_decision(
        decision=decision, by=astrid, at=NOON, seen_version=1, level=DecisionLevel.CHAIR, on=TODAY
    )

    clock = Deadline.rows.get(case=investigation.case, code="lvu_submit_immediate")
    assert clock.due_at.date() == date(2026, 3, 9)
    assert clock.consequence == "LAPSE"
    custody = ImmediateCustody.rows.get(decision=decision)
    decisions.follow_custody(
        custody=custody, by=astrid, at=NOON, seen_version=1, executed_on=TODAY, submitted_on=TODAY
    )
    assert Deadline.rows.get(pk=clock.pk).done_at is not None
    application = Deadline.rows.get(case=investigation.case, code="lvu_apply_care")
    assert application.due_at.date() == date(2026, 3, 30)


def test_a_committee_reads_the_case_only_while_it_is_on_the_agenda(
    investigation: Investigation, astrid: Actor
) -> None:
    per = actor_of_membership(newcomer("Per", "board_member", unit="Utredning 2"))
    decision = propose(investigation.case, astrid, type=DecisionType.PLACEMENT_SOL)
    meeting = CommitteeMeeting.rows.create(
        authority_id=GRANBY, on=TODAY + timedelta(days=8), summoned_on=TODAY
    )
    at = Circumstances(now=NOON, basis="Står på dagordningen.")
    after = Circumstances(now=NOON + timedelta(days=39), basis="Står på dagordningen.")

    def reads(when: Circumstances) -> bool:
        return decide_access(per, "read", "case_decision", fresh(decision), at=when).allowed

    before = reads(at)
    decisions.put_forward(decision=decision, by=astrid, at=NOON, seen_version=1, meeting=meeting)

    assert (before, reads(at), reads(after)) == (False, True, False)


def test_somebody_who_decided_first_wins_and_the_second_is_told(
    investigation: Investigation, astrid: Actor
) -> None:
    decision = propose(investigation.case, astrid)
    decisions.decide_as_official(decision=decision, by=astrid, at=NOON, seen_version=1)
    stale = Decision.rows.get(pk=decision.pk)
    stale.state = DecisionState.DRAFT

    with pytest.raises(StaleVersion):
        decisions.decide_as_official(decision=stale, by=astrid, at=NOON, seen_version=1)


def test_three_weeks_to_appeal_are_counted_from_when_the_party_got_it(
    investigation: Investigation, astrid: Actor
) -> None:
    decision = propose(investigation.case, astrid)
    decisions.decide_as_official(decision=decision, by=astrid, at=NOON, seen_version=1)

    decisions.tell_party(decision=fresh(decision), by=astrid, at=NOON, on=TODAY)

    clock = Deadline.rows.get(case=investigation.case, code="appeal_deadline")
    assert clock.due_at.date() == date(2026, 3, 23)
    assert fresh(investigation.case).next_due_code != "appeal_deadline"
