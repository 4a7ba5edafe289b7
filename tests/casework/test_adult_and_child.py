"""Adult unit and child unit: children asked about, reported with one button, one family handled jointly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.casework import family_indicators as figures
from kraftsamling.casework.models import (
    AdultCase,
    Case,
    CasePerson,
    ConcernReport,
    ConflictBlock,
    Deadline,
    JointHandling,
    Person,
    ReporterIdentity,
)
from kraftsamling.casework.rules.crisis import (
    NEVER_PUT_OFF,
    NeverPutOff,
    Work,
    ensure_may_be_put_off,
)
from kraftsamling.casework.rules.early_detection import adult_in_child_case, child_in_adult_case
from kraftsamling.casework.services import adults, assignments, joint, sharing
from kraftsamling.casework.services.cases import DutiesLeft, close_case
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.secrecy import declare_conflict
from kraftsamling.casework.statuses import (
    JOINT_STEPS,
    CaseKind,
    Channel,
    Household,
    InParty,
    JointState,
    ReasonClass,
)
from kraftsamling.casework.today_family import children_to_ask_about
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.indicators.registry import Where
from kraftsamling.indicators.rules.figures import Share
from kraftsamling.indicators.services import compare_with_raw_rows, recompute_changed
from kraftsamling.organisations.models import Membership
from tests.casework.conftest import GRANBY, NOON, TODAY, Register, fresh, number_of
from tests.casework.test_figures_of_casework import MARCH
from tests.support.people import actor_of_membership, client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
HERE = Where(GRANBY)
AT = Circumstances(now=NOON)


@pytest.fixture
def vera_at_work(granby: None) -> Membership:
    """The adult worker, in a unit of her own."""
    return newcomer("Vera", "adult_worker", unit="Utredning 2")


@pytest.fixture
def vera(vera_at_work: Membership) -> Actor:
    return actor_of_membership(vera_at_work)


@pytest.fixture
def her(vera_at_work: Membership) -> Client:
    """Vera at her computer."""
    return client_of_membership(vera_at_work)


@pytest.fixture
def adult(vera: Actor, rut: Actor) -> Case:
    """Marika's case, which Vera opened two days ago."""
    return adults.open_for_worker(
        person=PersonFacts("Marika", "Lund"),
        reason=ReasonClass.SUBSTANCES,
        by=vera,
        at=NOON - timedelta(days=2),
        key=uuid4(),
    )


def answer(
    case: Case, by: Actor, *children: PersonFacts, says: Household = Household.YES, **more: Any
) -> None:
    row = AdultCase.rows.select_related("case").get(case=case)
    adults.answer_household(
        adult=row, by=by, at=NOON, seen_version=row.version, answer=says, children=children, **more
    )


EBBA = PersonFacts("Ebba", "Lund", number=number_of())


@pytest.fixture
def with_ebba(adult: Case, vera: Actor) -> Case:
    """The same, with Ebba in the household."""
    answer(adult, vera, EBBA, noticed="Ebba sköter frukosten själv.")
    return fresh(adult)


def the_child(case: Case) -> CasePerson:
    return CasePerson.rows.get(case=case, part=InParty.CHILD)


def offered(case: Case, by: Actor) -> JointHandling:
    return joint.offer(
        case=case, by=by, at=NOON, key=uuid4(), about=the_child(case), offered_on=TODAY,
        noticed_on=TODAY, reason=ReasonClass.SUBSTANCES,
    )  # fmt: skip


def say(link: JointHandling, by: Actor, *, yes: bool = True) -> JointHandling:
    adults.answer_offer(
        offered=link, by=by, at=NOON, seen_version=link.version, wants=yes, answered_on=TODAY,
        in_writing=True,
    )  # fmt: skip
    return JointHandling.rows.get(pk=link.pk)


@pytest.fixture
def together(case: Case, with_ebba: Case, vera: Actor) -> JointHandling:
    """Ebba has a case of Astrid's; Marika has said yes to Vera."""
    return say(offered(with_ebba, vera), vera)


# -- children are asked about --------------------------------------------------------------------


def test_a_new_case_asks_for_children_within_fourteen_days_and_idag_says_so(
    adult: Case, vera: Actor
) -> None:
    clock = Deadline.rows.get(case=adult, code="child_question_due")

    assert (clock.due_at - clock.starts_at).days in (14, 15)
    assert adult.next_due_code == "child_question_due"
    (item,) = children_to_ask_about(vera, NOON)
    assert "M.L." in item.title
    assert "Marika" not in item.title


def test_children_named_by_birth_year_or_number_are_people_of_the_case(
    adult: Case, her: Client, vera: Actor
) -> None:
    row = AdultCase.rows.get(case=adult)
    data = {
        "version": row.version, "answer": "YES", "noticed": "Ledsna.",
        "barn1_given_name": "Ebba", "barn1_born": "20170110-2384",
        "barn2_given_name": "Sigge", "barn2_born": "2020",
    }  # fmt: skip

    response = her.post(f"/arenden/{adult.pk}/barn-i-hemmet/", data)

    assert response.status_code == 302
    assert {each.person.given_name for each in CasePerson.rows.filter(case=adult, part="CHILD")} == {
        "Ebba", "Sigge",
    }  # fmt: skip
    assert Deadline.rows.get(case=adult, code="child_question_due").done_at is not None
    assert children_to_ask_about(vera, NOON) == []
    page = her.get(f"/arenden/{adult.pk}/").content.decode()
    assert "Det finns 2 barn i hemmet." in page
    assert "född 2020" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"answer": "YES"}, "Skriv ett barns namn, eller hur många barn det är."),
        ({"answer": "NO", "barn1_given_name": "Ebba"}, "Du har skrivit in barn."),
        ({"answer": "YES", "barn1_born": "20170110-2385"}, "ista siffran"),
        ({"answer": "YES", "barn1_born": "2019"}, "Skriv barnets namn eller personnummer."),
        ({"answer": "YES", "barn1_given_name": "Bo", "barn1_born": "1950"}, "2005"),
        ({}, "Välj"),
    ],
)
def test_a_bad_answer_says_what_is_wrong_and_stores_nothing(
    adult: Case, her: Client, data: dict[str, str], words: str
) -> None:
    response = her.post(
        f"/arenden/{adult.pk}/barn-i-hemmet/", {"version": "1", "noticed": "Det jag såg.", **data}
    )

    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Det jag såg." in response.content.decode()
    assert AdultCase.rows.get(case=adult).children == Household.NOT_ASKED


def test_two_who_answer_see_both_answers(adult: Case, her: Client, vera: Actor) -> None:
    answer(adult, vera, says=Household.NO)

    late = her.post(
        f"/arenden/{adult.pk}/barn-i-hemmet/",
        {"version": "1", "answer": "YES", "children_count": "2"},
    )

    assert late.status_code == 409


def test_a_case_in_which_nobody_asked_does_not_close(adult: Case, vera: Actor) -> None:
    with pytest.raises(DutiesLeft):
        close_case(case=adult, by=vera, at=NOON, because="Klart.")


def test_a_number_of_somebody_protected_is_written_down_as_if_nobody_had_it(
    report: ConcernReport, adult: Case, vera: Actor
) -> None:
    Person.rows.filter(pk=report.case.subject_id).update(is_protected=True)

    answer(adult, vera, EBBA)

    child = the_child(adult).person
    assert child.pk != report.case.subject_id
    assert (child.identity_index, child.birth_on is not None) == ("", True)
    assert not fresh(adult).is_protected


# -- the duty to report --------------------------------------------------------------------------


def test_one_button_makes_a_report_of_what_the_case_holds(with_ebba: Case, her: Client) -> None:
    page = her.get(f"/arenden/{with_ebba.pk}/anmal-barn/")
    form = page.context["form"]
    assert "Ebba sköter frukosten själv." in page.content.decode()
    data = {
        "idempotency_key": str(uuid4()), "children": form.initial["children"],
        "what": form.initial["what"], "acute": "nej",
    }  # fmt: skip

    for _twice in range(2):
        assert her.post(f"/arenden/{with_ebba.pk}/anmal-barn/", data).status_code == 302

    report = ConcernReport.rows.select_related("case__subject").get(channel=Channel.ADULT_UNIT)
    assert report.case.subject.given_name == "Ebba"
    assert report.case.unit.name == "Utredning 1"  # where Rut, the reception, works
    assert "skadligt bruk" in report.what
    assert "frukosten" in report.what
    assert ReporterIdentity.rows.get(report=report).name == "Vera"
    assert (
        CasePerson.rows.get(case=report.case, part=InParty.CUSTODIAN).person.given_name == "Marika"
    )
    codes = set(Deadline.rows.filter(case=report.case).values_list("code", flat=True))
    assert {"protection_assessment_due", "prelim_assessment_due", "reporter_feedback_due"} <= codes
    told = her.get(f"/arenden/{with_ebba.pk}/samrad/").content.decode()
    assert "Ebba Lund anmäldes till mottagningen" in told
    assert "dagar efter att ärendet öppnades" in told


def test_who_reports_sees_nothing_of_the_childs_case(with_ebba: Case, her: Client) -> None:
    her.post(
        f"/arenden/{with_ebba.pk}/anmal-barn/",
        {
            "idempotency_key": str(uuid4()), "what": "Ebba är rädd.", "acute": "ja",
            "children": [str(the_child(with_ebba).pk)],
        },
    )  # fmt: skip
    case = Case.rows.get(kind=CaseKind.CHILD)

    for path in ("", "samrad/", "handelser/", "utredning/", "insatser/", "moten/", "delat/"):
        assert her.get(f"/arenden/{case.pk}/{path}").status_code == 404, path


def test_a_report_opens_the_joint_handling_that_a_parent_has_agreed_to(
    with_ebba: Case, vera: Actor, her: Client
) -> None:
    link = say(offered(with_ebba, vera), vera)
    assert link.state == JointState.AGREED

    her.post(
        f"/arenden/{with_ebba.pk}/anmal-barn/",
        {
            "idempotency_key": str(uuid4()), "what": "Ebba är rädd.", "acute": "nej",
            "children": [str(the_child(with_ebba).pk)],
        },
    )  # fmt: skip

    link = JointHandling.rows.get(pk=link.pk)
    assert (link.state, link.child_case_id) == (
        JointState.OPEN, Case.rows.get(kind=CaseKind.CHILD).pk,
    )  # fmt: skip


# -- joint handling ------------------------------------------------------------------------------


def test_an_offer_opens_nothing(case: Case, with_ebba: Case, vera: Actor, her: Client) -> None:
    offered(with_ebba, vera)

    page = her.get(f"/arenden/{with_ebba.pk}/samrad/").content.decode()

    assert "Föräldern har inte svarat" in page
    assert "Astrid" not in page
    assert not JointHandling.rows.filter(child_case__isnull=False).exists()


def test_a_no_is_kept_and_opens_nothing(case: Case, with_ebba: Case, vera: Actor) -> None:
    link = say(offered(with_ebba, vera), vera, yes=False)

    assert (link.state, link.consent, link.child_case) == (JointState.DECLINED, None, None)


def test_a_yes_is_a_consent_and_each_side_sees_the_summary_and_nothing_else(
    together: JointHandling, case: Case, with_ebba: Case, her: Client, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")

    adult_side = her.get(f"/arenden/{with_ebba.pk}/samrad/").content.decode()
    child_side = astrid.get(f"/arenden/{case.pk}/samrad/").content.decode()

    assert together.consent is not None
    assert together.consent.in_writing
    assert "Astrid" in adult_side
    assert "blåmärken" not in adult_side
    assert "Marika Lund" in child_side
    assert "Skadligt bruk" in child_side
    assert "frukosten" not in child_side
    for path in ("", "handelser/", "barn-i-hemmet/", "vuxenplan/", "anmal-barn/", "samrad/"):
        assert astrid.get(f"/arenden/{with_ebba.pk}/{path}").status_code == 404, path
    for path in ("", "handelser/", "utredning/", "skyddsbedomning/", "samrad/", "delat/"):
        assert her.get(f"/arenden/{case.pk}/{path}").status_code == 404, path


def test_the_summary_is_logged_with_its_ground(
    together: JointHandling, case: Case, with_ebba: Case, her: Client
) -> None:
    her.get(f"/arenden/{with_ebba.pk}/samrad/")

    row = AccessLogEntry.rows.filter(resource="family_work_link", action="read").latest("number")
    assert case.subject_id in row.subject_ids
    assert row.basis == "LINK"


def test_a_worker_without_the_link_sees_neither_side(
    together: JointHandling, case: Case, with_ebba: Case
) -> None:
    for role, unit in (("caseworker", "Utredning 2"), ("adult_worker", "Utredning 1")):
        client = client_of_membership(newcomer(f"Annan {role}", role, unit=unit))
        for about in (case, with_ebba):
            assert client.get(f"/arenden/{about.pk}/samrad/").status_code in (302, 404)
        assert client.get(f"/arenden/samrad/{together.pk}/plan/").status_code == 404


def test_elin_in_another_municipality_finds_nothing(
    together: JointHandling, case: Case, with_ebba: Case, logged_in: LogIn
) -> None:
    elin = logged_in("Elin")

    for about in (case, with_ebba):
        for path in (
            "samrad/",
            "samrad/erbjud/",
            "barn-i-hemmet/",
            "anmal-barn/",
            "moten/",
            "sip/",
        ):
            assert elin.get(f"/arenden/{about.pk}/{path}").status_code == 404, path
    for path in ("svar/", "plan/", "avsluta/"):
        assert elin.get(f"/arenden/samrad/{together.pk}/{path}").status_code == 404, path


def test_who_is_set_aside_from_the_child_sees_no_summary_of_it(
    together: JointHandling, case: Case, with_ebba: Case, vera: Actor, her: Client
) -> None:
    assert vera.human
    ConflictBlock.rows.create(
        authority_id=GRANBY, case=case, human=vera.human, declared_by=vera.membership_id,
        declared_at=NOON,
    )  # fmt: skip

    page = her.get(f"/arenden/{with_ebba.pk}/samrad/").content.decode()

    assert "Astrid" not in page
    assert her.get(f"/arenden/samrad/{together.pk}/plan/").status_code == 404


def test_a_protected_child_is_not_shown_across_the_link(
    together: JointHandling, case: Case, with_ebba: Case, her: Client
) -> None:
    Person.rows.filter(pk=case.subject_id).update(is_protected=True)
    Case.rows.filter(pk=case.pk).update(is_protected=True)

    page = her.get(f"/arenden/{with_ebba.pk}/samrad/").content.decode()

    assert "Astrid" not in page


def test_either_side_ends_it_and_the_summary_shuts_at_once(
    together: JointHandling, case: Case, with_ebba: Case, her: Client, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")

    response = astrid.post(f"/arenden/samrad/{together.pk}/avsluta/", {"because": "Vi är klara."})

    assert response.status_code == 302
    assert "Astrid" not in her.get(f"/arenden/{with_ebba.pk}/samrad/").content.decode()
    assert "Skadligt bruk" not in astrid.get(f"/arenden/{case.pk}/samrad/").content.decode()


def test_a_consent_that_is_taken_back_shuts_the_link(
    together: JointHandling, with_ebba: Case, her: Client
) -> None:
    assert together.consent is not None

    response = her.post(f"/arenden/samtycke/{together.consent.pk}/ta-tillbaka/")

    assert response.status_code == 302
    assert fresh(together).state == JointState.ENDED
    assert "Astrid" not in her.get(f"/arenden/{with_ebba.pk}/samrad/").content.decode()


def test_the_link_is_by_todays_assignment_and_not_by_yesterdays(
    together: JointHandling, case: Case, with_ebba: Case, vera: Actor
) -> None:
    other = newcomer("Vilma", "adult_worker", unit="Utredning 2")
    assert Case.rows.visible_to(vera, "read_summary", at=replace(AT, basis="LINK")).count() == 1

    assignments.assign(case=with_ebba, to=other, by=vera, at=NOON + timedelta(days=1))

    later = Circumstances(now=NOON + timedelta(days=2), basis="LINK")
    assert not Case.rows.visible_to(vera, "read_summary", at=later).exists()
    assert Case.rows.visible_to(actor_of_membership(other), "read_summary", at=later).count() == 1


def test_the_plan_is_shared_and_its_day_is_a_clock_in_both_cases(
    together: JointHandling, case: Case, with_ebba: Case, her: Client, logged_in: LogIn
) -> None:
    row = fresh(together)
    data = {"version": row.version, "plan": "Hembesök tillsammans.", "follow_up_on": "2027-01-15"}

    assert her.post(f"/arenden/samrad/{row.pk}/plan/", data).status_code == 302

    astrid = logged_in("Astrid")
    assert "Hembesök tillsammans." in astrid.get(f"/arenden/{case.pk}/samrad/").content.decode()
    clocks = Deadline.rows.filter(code="joint_follow_up_due", done_at=None, cancelled_at=None)
    assert {each.case_id for each in clocks} == {case.pk, with_ebba.pk}
    stale = astrid.post(f"/arenden/samrad/{row.pk}/plan/", {**data, "plan": "Annat."})
    assert stale.status_code == 409
    assert "Hembesök tillsammans." in stale.content.decode()


def test_a_case_that_closes_takes_its_link_with_it(
    together: JointHandling, with_ebba: Case, vera: Actor
) -> None:
    close_case(case=with_ebba, by=vera, at=NOON, because="Klart.")

    assert fresh(together).state == JointState.ENDED


# -- substance use noticed in a child's case -------------------------------------------------------


def test_a_parents_yes_in_a_childs_case_opens_an_adults_case_that_waits_for_a_worker(
    register: Register, astrid: Actor, bodil: Actor, vera: Actor
) -> None:
    report = register(custodians=[PersonFacts("Marika", "Lund")])[0]
    parent = CasePerson.rows.get(case=report.case, part=InParty.CUSTODIAN)
    link = joint.offer(
        case=report.case, by=astrid, at=NOON, key=uuid4(), about=parent, offered_on=TODAY,
        noticed_on=TODAY - timedelta(days=3), reason=ReasonClass.SUBSTANCES,
    )  # fmt: skip

    link = say(link, astrid)

    assert link.adult_case is not None
    opened = link.adult_case
    assert (opened.kind, opened.responsible, opened.unit.name) == ("ADULT", None, "Utredning 2")
    assert opened.adult.children == Household.YES
    assert the_child(opened).person_id == report.case.subject_id
    found = adult_in_child_case(link.noticed_on, link.offered_on, TODAY)
    assert (found.until_asked, found.until_known) == (3, 3)
    assert figures.noticed_adult_days(HERE, MARCH).value == 3  # type: ignore[union-attr]


# -- a crisis ------------------------------------------------------------------------------------


def test_a_crisis_never_suspends_joint_handling(
    together: JointHandling, with_ebba: Case, her: Client
) -> None:
    with pytest.raises(NeverPutOff):
        ensure_may_be_put_off(Work.JOINT_HANDLING)
    assert Work.JOINT_HANDLING in NEVER_PUT_OFF
    ensure_may_be_put_off(Work.FOLLOW_UP)
    # Nor is there any state in which it rests, and what is least urgent keeps its link.
    assert set(JOINT_STEPS[JointState.OPEN]) == {JointState.ENDED}
    assert not [each for each in JointState if "SUSPEND" in each or "PAUS" in each]
    Case.rows.filter(pk=with_ebba.pk).update(urgency="CAN_WAIT")
    page = her.get(f"/arenden/{with_ebba.pk}/samrad/").content.decode()
    assert "En kris pausar aldrig gemensam handläggning." in page
    assert "Astrid" in page


# -- figures -------------------------------------------------------------------------------------


def test_the_days_of_early_detection_are_never_negative() -> None:
    found = child_in_adult_case(TODAY, TODAY - timedelta(days=1), [TODAY + timedelta(days=4)])

    assert (found.until_asked, found.until_known) == (0, 4)
    assert child_in_adult_case(TODAY, None, []) == child_in_adult_case(TODAY, None, ())


def test_the_figures_of_family_work_agree_with_the_raw_rows(
    together: JointHandling, case: Case, vera: Actor
) -> None:
    assert figures.child_question(HERE, MARCH) == Share(1, 1)
    assert figures.joint_adult(HERE, MARCH) == Share(1, 1)
    assert figures.noticed_child_days(HERE, MARCH).value == 2  # type: ignore[union-attr]

    recompute_changed(GRANBY, at=NOON)

    assert compare_with_raw_rows(GRANBY, at=NOON) == []


# -- opening -------------------------------------------------------------------------------------


def test_an_adult_comes_and_the_case_is_opened_once(her: Client, vera: Actor) -> None:
    data = {
        "idempotency_key": str(uuid4()), "given_name": "Marika", "surname": "Lund",
        "number": "19850709-9805", "reason": "GAMBLING", "plan": "Samtal varje vecka.",
    }  # fmt: skip

    for _twice in range(2):
        assert her.post("/arenden/vuxen/ny/", data).status_code == 302
    again = her.post("/arenden/vuxen/ny/", {**data, "idempotency_key": str(uuid4())})

    case = Case.rows.get(kind=CaseKind.ADULT)
    assert case.responsible_id == vera.membership_id
    assert again.status_code == 422
    assert "redan ett öppet ärende" in again.content.decode()
    page = her.get(f"/arenden/{case.pk}/").content.decode()
    assert "Spel om pengar" in page
    assert "Samtal varje vecka." in page
    listed = her.get("/arenden/").content.decode()
    assert "M.L." in listed
    assert "Marika" not in listed
    assert "Spel om pengar" not in listed


def test_only_adult_workers_open_adults_cases(granby: None, logged_in: LogIn) -> None:
    for name in ("Astrid", "Bodil", "Elin"):
        assert logged_in(name).get("/arenden/vuxen/ny/").status_code == 404, name


def test_a_declared_conflict_shuts_the_adults_case_too(
    adult: Case, vera: Actor, her: Client
) -> None:
    declare_conflict(case=adult, by=vera, at=NOON)

    assert her.get(f"/arenden/{adult.pk}/").status_code == 404
    assert her.get(f"/arenden/{adult.pk}/samrad/").status_code == 404


def test_what_a_withdrawn_consent_opened_stays_shut_for_a_new_try(
    together: JointHandling, vera: Actor
) -> None:
    assert together.consent is not None
    sharing.withdraw_consent(consent=together.consent, by=vera, at=NOON)

    with pytest.raises(Exception, match="ENDED"):
        joint.open_with(fresh(together), by=vera, at=NOON)
