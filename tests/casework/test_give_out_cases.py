"""A manager gives out the cases that wait: by a proposal that says why, changed with a reason, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kraftsamling.casework.models import (
    AllocationLine,
    AllocationRun,
    Assignment,
    Case,
    ConflictBlock,
    RecordEntry,
)
from kraftsamling.casework.rules.allocation.problem import (
    NotAProblem,
    Priority,
    Problem,
    WaitingCase,
)
from kraftsamling.casework.rules.allocation.standing import Since
from kraftsamling.casework.selectors.allocation import situation
from kraftsamling.casework.services import allocation, assessments, assignments, secrecy
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.statuses import Competence, OtherBecause, Protection, Urgency
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.organisations.models import Authority, WayOfRunning
from kraftsamling.workforce.models import Absence, EmployeeSkill, OwnCeiling
from kraftsamling.workforce.statuses import AbsenceKind, EmploymentForm, Skill
from tests.casework.conftest import GRANBY, NOON, TODAY, Register, fresh
from tests.casework.test_points import employ
from tests.support.database import as_owner
from tests.support.people import (
    actor_of_membership,
    client_of,
    client_of_membership,
    membership_named,
    newcomer,
)

pytestmark = pytest.mark.django_db
AT = Circumstances(now=NOON)
PAGE = "/arenden/fordelning/"
Wait = Callable[..., Case]


@pytest.fixture
def karin(granby: None) -> Actor:
    """The unit manager of Utredning 1."""
    return actor_of_membership(newcomer("Karin", "unit_manager"))


@pytest.fixture
def wait(register: Register, bodil: Actor) -> Wait:
    """A child whose protection is assessed and who waits for a worker."""

    def make(given: str, surname: str = "", *, is_assessed: bool = True, **changes: Any) -> Case:
        report = register(PersonFacts(given, surname or given, birth_on=date(2018, 1, 1)))[0]
        if is_assessed:
            assessments.assess_protection(
                report=report, by=bodil, at=NOON, key="1", decided_at=NOON, needs_protection=False,
                reasons="Mormor är hemma i kväll.",
            )  # fmt: skip
        Case.rows.filter(pk=report.case_id).update(**changes)
        case: Case = fresh(report.case)
        return case

    return make


@pytest.fixture
def astrid_works(granby: None) -> Any:
    return employ(membership_named("Astrid"))


def lines(run: AllocationRun) -> dict[str, AllocationLine]:
    """By the child's name."""
    rows = AllocationLine.rows.filter(run=run).select_related("case__subject", "to__user")
    return {each.case.subject.given_name: each for each in rows}


def test_the_proposal_gives_each_case_to_whom_it_fits_and_says_why(
    wait: Wait, karin: Actor, astrid_works: Any
) -> None:
    beata = employ(newcomer("Beata", "caseworker"))
    with as_owner():
        for who, skill in ((beata, Skill.SMALL_CHILDREN), (astrid_works, Skill.TEENAGERS)):
            EmployeeSkill.rows.create(
                authority_id=GRANBY, employee=who, skill=skill, noted_on=TODAY
            )
    wait("Ebba", competence=Competence.SMALL_CHILDREN, urgency=Urgency.FIRST)
    wait("Max", competence=Competence.TEENAGERS)

    run = allocation.ask(by=karin, at=AT)

    found = lines(run)
    assert found["Ebba"].to == beata.membership
    assert found["Ebba"].reasons[0]["because"] == "ONE_OF_FEW"
    assert found["Ebba"].runner_up["loss"] == "NOBODY_ELSE"
    assert found["Max"].to_id == astrid_works.membership_id
    assert run.gap == 0


def test_nobody_in_conflict_unlisted_absent_or_trainee_is_proposed(
    wait: Wait, karin: Actor, astrid_works: Any
) -> None:
    case, shut = wait("Ebba"), wait("Max")
    employ(newcomer("Tove", "trainee"), form=EmploymentForm.TRAINEE)
    away = employ(newcomer("Beata", "caseworker"))
    with as_owner():
        Absence.rows.create(
            authority_id=GRANBY, employee=away, kind=AbsenceKind.SICK, starts_on=TODAY
        )
    secrecy.declare_conflict(case=case, by=actor_of_membership(membership_named("Astrid")), at=NOON)
    secrecy.set_protection(
        person=shut.subject, level=Protection.FLAGGED, by=karin, at=NOON, allowed=[]
    )

    found = lines(allocation.ask(by=karin, at=AT))

    assert found["Ebba"].to is None
    assert found["Ebba"].waits["why"] == "NOBODY_MAY"
    assert found["Max"].to is None


def test_a_protected_child_is_not_in_the_proposal_of_who_may_not_see_it(
    wait: Wait, karin: Actor, bodil: Actor, astrid_works: Any
) -> None:
    case = wait("Ebba")
    secrecy.set_protection(
        person=case.subject, level=Protection.FLAGGED, by=karin, at=NOON, allowed=[]
    )

    assert not situation(bodil, at=AT).cases
    assert set(situation(karin, at=AT).cases) == {str(case.pk)}


def test_siblings_stay_together_with_whoever_knows_the_family(
    register: Register, wait: Wait, karin: Actor, bodil: Actor, astrid_works: Any
) -> None:
    beata = employ(newcomer("Beata", "caseworker"))
    reports = register(
        PersonFacts("Ebba", "Lund", birth_on=date(2018, 1, 1)),
        PersonFacts("Bo", "Lund", birth_on=date(2016, 1, 1)),
        PersonFacts("Siv", "Lund", birth_on=date(2015, 1, 1)),
        custodians=[PersonFacts("Kim", "Lund")],
    )
    for each in reports:
        assessments.assess_protection(
            report=each, by=bodil, at=NOON, key="1", decided_at=NOON, needs_protection=False,
            reasons="Mormor är hemma i kväll.",
        )  # fmt: skip
    assert beata.membership is not None
    assignments.assign(case=reports[0].case, to=beata.membership, by=bodil, at=NOON)

    found = lines(allocation.ask(by=karin, at=AT))

    assert {each.to_id for each in found.values()} == {beata.membership_id}
    assert found["Bo"].reasons[0]["because"] == "KNOWS_THE_FAMILY"


def test_accepting_gives_out_everything_at_once_and_undoing_takes_it_back_as_if_never(
    wait: Wait, karin: Actor, astrid_works: Any
) -> None:
    first, second = wait("Ebba"), wait("Max")
    run = allocation.ask(by=karin, at=AT)

    given = allocation.accept(run_id=run.pk, by=karin, at=AT)

    assert {each.case_id for each in given} == {first.pk, second.pk}
    assert fresh(first).responsible_id == astrid_works.membership_id
    assert given[0].together is not None
    late = Circumstances(now=NOON + timedelta(minutes=30))
    with pytest.raises(allocation.CannotBeUndone):
        allocation.undo(together=given[0].together, by=karin, at=late)
    assert allocation.undo(together=given[0].together, by=karin, at=AT) == 2
    after = fresh(first)
    assert (after.responsible_id, after.waiting_since, after.unit_id) == (
        None, first.waiting_since, first.unit_id,
    )  # fmt: skip
    assert not Assignment.rows.filter(case=first).exists()
    assert list(first.steps.filter(kind="assignment").values_list("before", "after")) == [
        ("", "MAIN"), ("MAIN", ""),
    ]  # fmt: skip


def test_what_has_gone_on_since_is_not_taken_back(
    wait: Wait, karin: Actor, bodil: Actor, astrid_works: Any
) -> None:
    case = wait("Ebba")
    given = allocation.accept(run_id=allocation.ask(by=karin, at=AT).pk, by=karin, at=AT)
    assignments.assign(case=case, to=membership_named("Bodil"), by=bodil, at=NOON)

    assert given[0].together is not None
    with pytest.raises(allocation.CannotBeUndone):
        allocation.undo(together=given[0].together, by=karin, at=AT)


def test_of_two_who_accept_one_wins_and_the_other_is_told_who(
    wait: Wait, karin: Actor, bodil: Actor, astrid_works: Any
) -> None:
    wait("Ebba")
    run = allocation.ask(by=bodil, at=AT)

    allocation.accept(run_id=run.pk, by=bodil, at=AT)

    with pytest.raises(allocation.AlreadyGiven) as told:
        allocation.accept(run_id=run.pk, by=karin, at=AT)
    assert told.value.by == "Bodil"


def test_the_other_is_told_also_when_a_case_of_the_proposal_must_wait(
    wait: Wait, karin: Actor, bodil: Actor, astrid_works: Any
) -> None:
    wait("Ebba")
    wait("Max", competence=Competence.TEENAGERS)  # nobody is used to teenagers
    run = allocation.ask(by=bodil, at=AT)
    allocation.accept(run_id=run.pk, by=bodil, at=AT)

    with pytest.raises(allocation.AlreadyGiven) as told:
        allocation.accept(run_id=run.pk, by=karin, at=AT)

    assert told.value.by == "Bodil"


def test_an_unassessed_child_stops_everything(wait: Wait, karin: Actor, astrid_works: Any) -> None:
    wait("Ebba")
    wait("Max", is_assessed=False)
    run = allocation.ask(by=karin, at=AT)

    with pytest.raises(allocation.ProtectionFirst) as told:
        allocation.accept(run_id=run.pk, by=karin, at=AT)

    assert told.value.count == 1
    assert not Assignment.rows.filter(role="MAIN").exists()


def lower_the_ceiling(employee: Any) -> None:
    with as_owner():
        OwnCeiling.rows.create(
            authority_id=GRANBY, employee=employee, points=5, starts_on=TODAY, at=NOON
        )


def leave(employee: Any) -> None:
    with as_owner():
        employee.ends_on = TODAY - timedelta(days=1)
        employee.save(update_fields=["ends_on"])


@pytest.mark.parametrize(
    ("change", "told"), [(lower_the_ceiling, Since.ABOVE_CEILING), (leave, Since.WORKER_GONE)]
)
def test_a_proposal_does_not_outlive_what_it_was_made_of(
    wait: Wait, karin: Actor, astrid_works: Any, change: Any, told: Since
) -> None:
    wait("Ebba")
    run = allocation.ask(by=karin, at=AT)
    change(astrid_works)

    with pytest.raises(allocation.NoLongerStands) as refused:
        allocation.accept(run_id=run.pk, by=karin, at=AT)

    assert told in refused.value.since


def test_a_case_closed_meanwhile_stops_the_proposal_in_words(
    wait: Wait, karin: Actor, astrid_works: Any
) -> None:
    case = wait("Ebba")
    wait("Max")
    run = allocation.ask(by=karin, at=AT)
    Case.rows.filter(pk=case.pk).update(phase="CLOSED", closed_on=TODAY)
    client = client_of_membership(membership_named("Karin"))

    client.post(f"{PAGE}{run.pk}/godkann/")
    page = client.get(PAGE).content.decode()

    assert "ett ärende inte väntar längre" in page
    set_local(AUTHORITY, GRANBY)
    assert not Assignment.rows.filter(role="MAIN").exists()


def test_another_worker_is_shown_with_what_changes_and_stored_with_a_reason(
    wait: Wait, karin: Actor, astrid_works: Any
) -> None:
    case = wait("Ebba")
    beata = employ(newcomer("Beata", "caseworker"), years=2)
    client = client_of_membership(membership_named("Karin"))
    client.get(PAGE)
    set_local(AUTHORITY, GRANBY)
    line = AllocationLine.rows.get(case=case)
    other = beata if line.to_id == astrid_works.membership_id else astrid_works
    path = f"{PAGE}{line.pk}/andra/"

    shown = client.post(path, {"to": str(other.membership_id)})
    without_reason = client.post(
        path, {"to": str(other.membership_id), "seen": str(other.membership_id)}
    )
    assert "Lika många får vänta" in shown.content.decode()
    assert without_reason.status_code == 422
    saved = client.post(
        path,
        {"to": str(other.membership_id), "seen": str(other.membership_id), "because": "LANGUAGE"},
    )

    assert saved.status_code == 302
    set_local(AUTHORITY, GRANBY)
    line.refresh_from_db()
    assert (line.given_to_id, line.other_because) == (other.membership_id, OtherBecause.LANGUAGE)
    assert fresh(case).responsible_id == other.membership_id


def test_a_conflict_as_reason_shuts_the_proposed_out_and_tells_nobody(
    wait: Wait, karin: Actor, astrid_works: Any
) -> None:
    case = wait("Ebba")
    beata = employ(newcomer("Beata", "caseworker"))
    line = lines(allocation.ask(by=karin, at=AT))["Ebba"]
    other = beata if line.to_id == astrid_works.membership_id else astrid_works

    allocation.give_to_other(
        line=line, to=str(other.membership_id), because=OtherBecause.CONFLICT, by=karin, at=AT
    )

    assert line.to is not None
    assert ConflictBlock.rows.get(case=case).human == line.to.user.human
    page = client_of_membership(other.membership).get("/arenden/mina-nya/").content.decode()
    assert "Jäv" not in page


def test_a_worker_sees_only_what_was_given_to_her_with_the_reason(
    wait: Wait, karin: Actor, astrid_works: Any
) -> None:
    wait("Ebba", "Lund")
    employ(newcomer("Beata", "caseworker"))
    client = client_of_membership(membership_named("Karin"))
    client.get(PAGE)
    set_local(AUTHORITY, GRANBY)
    run = AllocationRun.rows.get()
    client.post(f"{PAGE}{run.pk}/godkann/")
    set_local(AUTHORITY, GRANBY)
    to = AllocationLine.rows.get().given_to

    pages = {
        name: client_of(name).get("/arenden/mina-nya/").content.decode()
        for name in ("Astrid", "Beata")
    }

    assert to is not None
    for name, page in pages.items():
        assert ("E.L." in page) is (to.name == name)
        assert client_of(name).get(PAGE).status_code in (403, 404)


def test_with_nobody_and_with_nothing_the_page_says_so(wait: Wait, karin: Actor) -> None:
    client = client_of_membership(membership_named("Karin"))

    assert "Alla ärenden har en handläggare" in client.get(PAGE).content.decode()
    set_local(AUTHORITY, GRANBY)
    wait("Ebba")
    assert "Ingen som tar ärenden är här nu" in client.get(PAGE).content.decode()


def test_a_case_heavier_than_every_ceiling_waits_and_says_why(
    wait: Wait, karin: Actor, astrid_works: Any
) -> None:
    lower_the_ceiling(astrid_works)
    wait("Ebba")

    assert lines(allocation.ask(by=karin, at=AT))["Ebba"].waits["why"] == "TOO_HEAVY"


def test_many_cases_are_computed_by_a_job(
    wait: Wait, karin: Actor, astrid_works: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allocation, "AT_ONCE", 0)
    wait("Ebba")
    run = allocation.ask(by=karin, at=AT)
    assert run.ready_at is None

    allocation.make(run.pk, at=NOON)
    allocation.make(run.pk, at=NOON)

    assert lines(fresh(run))["Ebba"].to_id == astrid_works.membership_id


def test_elin_sees_nothing_of_it(wait: Wait, karin: Actor, astrid_works: Any) -> None:
    wait("Ebba", "Lund")
    run = allocation.ask(by=karin, at=AT)
    line = lines(run)["Ebba"]
    elin = client_of("Elin")

    page = elin.get(PAGE)
    elin.post(f"{PAGE}{run.pk}/godkann/")

    assert "E.L." not in page.content.decode()
    assert elin.get(f"{PAGE}{line.pk}/andra/").status_code in (403, 404)
    set_local(AUTHORITY, GRANBY)
    assert fresh(line).state == "PROPOSED"


def test_no_points_is_no_problem_that_is_solved() -> None:
    with pytest.raises(NotAProblem):
        Problem.of([WaitingCase("a", -5, Priority.FIRST)], [])


def test_where_the_record_is_elsewhere_it_lands_on_the_list_and_undone_goes_off_it(
    wait: Wait, karin: Actor, astrid_works: Any
) -> None:
    wait("Ebba")
    with as_owner():
        Authority.objects.filter(pk=GRANBY).update(way_of_running=WayOfRunning.BESIDE_RECORD)

    given = allocation.accept(run_id=allocation.ask(by=karin, at=AT).pk, by=karin, at=AT)

    assert [each.words for each in RecordEntry.rows.all()] == ["Astrid"]
    assert given[0].together is not None
    allocation.undo(together=given[0].together, by=karin, at=AT)
    assert not RecordEntry.rows.exists()
