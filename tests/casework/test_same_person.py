"""The same child in two registrations: seen, made one by two people, and parted again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from kraftsamling.casework.models import (
    Case,
    CasePerson,
    CaseStatusChange,
    Person,
    PersonMerge,
)
from kraftsamling.casework.rules.case_search import parse
from kraftsamling.casework.selectors.person_search import people_named
from kraftsamling.casework.services import assignments, merging, notes
from kraftsamling.casework.services.conflicts import is_set_aside
from kraftsamling.casework.services.persons import PersonFacts, index_of, person_with
from kraftsamling.casework.services.secrecy import declare_conflict, set_protection
from kraftsamling.casework.statuses import Hindrance, InParty, Protection, Since
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.models import AccessLogEntry, Approval
from tests.casework.conftest import NOON, NUMBER, TODAY, Register, fresh, number_of
from tests.support.database import as_owner
from tests.support.people import (
    actor_of_membership,
    membership_named,
    newcomer,
)
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
BORN = date(2017, 1, 10)
LATER = NOON + timedelta(hours=1)
WHY = "Samma skola, samma mormor."


@pytest.fixture
def greta(granby: None) -> Actor:
    """Another team leader, who may be the second person."""
    return actor_of_membership(newcomer("Greta", "team_lead"))


@pytest.fixture
def first(register: Register) -> Case:
    """Ebba's first case: nobody knew her number."""
    facts = PersonFacts("Ebba", "Lund", birth_on=BORN, phone="070-1740605")
    return register(facts, at=NOON - timedelta(days=40))[0].case


@pytest.fixture
def second(register: Register, first: Case) -> Case:
    """Ebba's second case, with her number: the same child, whom nobody recognised."""
    facts = PersonFacts("Ebba", "LUND", number=number_of(), address="Skolgatan 4")
    return register(facts)[0].case


def ask(first: Case, second: Case, by: Actor, **changes: Any) -> Approval:
    """Bodil asks that the second registration becomes the first, whose number then is the second's."""
    values: dict[str, Any] = {
        "kept": fresh(first.subject),
        "gone": fresh(second.subject),
        "takes": ["number", "address"],
        "goes_on": first.pk,
        "because": WHY,
        **changes,
    }
    return merging.ask_to_merge(by=by, at=NOON, **values)


def merged(first: Case, second: Case, by: Actor, other: Actor, **changes: Any) -> PersonMerge:
    """The two are one."""
    approval = ask(first, second, by, **changes)
    approvals.approve(approval.pk, by=other, at=LATER)
    return PersonMerge.rows.get(gone=second.subject_id, parted_at=None)


def test_a_child_with_the_same_name_and_day_of_birth_is_shown_to_who_leads_the_unit(
    first: Case, second: Case, logged_in: LogIn
) -> None:
    page = logged_in("Bodil").get(f"/arenden/{second.pk}/").content.decode()

    assert "Samma barn kan finnas två gånger." in page
    here = f"/arenden/personer/{second.subject_id}/samma-person/"
    assert here in page
    doubles = logged_in("Bodil").get(here)
    assert f"{here}{first.subject_id}/" in doubles.content.decode()
    row = AccessLogEntry.rows.filter(resource="person", action="merge").latest("number")
    assert {first.subject_id, second.subject_id} <= set(row.subject_ids)


@pytest.mark.parametrize("who", ["Astrid", "Cecilia", "Elin"])
def test_nobody_else_sees_the_hint_or_the_page(
    first: Case, second: Case, logged_in: LogIn, who: str
) -> None:
    here = f"/arenden/personer/{second.subject_id}/samma-person/"

    for path in (here, f"{here}{first.subject_id}/", f"{here}{uuid4()}/dela/"):
        assert logged_in(who).get(path).status_code in {403, 404}, path
        assert logged_in(who).post(path, {"because": WHY}).status_code in {403, 404}, path
    assert Approval.rows.filter(kind=merging.MERGE).count() == 0


def test_a_worker_with_both_cases_is_not_told_either(
    first: Case, second: Case, bodil: Actor, logged_in: LogIn
) -> None:
    for case in (first, second):
        assignments.assign(case=case, to=membership_named("Astrid"), by=bodil, at=NOON)

    page = logged_in("Astrid").get(f"/arenden/{second.pk}/").content.decode()

    assert "Samma barn" not in page
    assert "samma-person" not in page


def test_side_by_side_the_facts_stand_and_the_form_asks_what_differs(
    first: Case, second: Case, logged_in: LogIn
) -> None:
    here = f"/arenden/personer/{first.subject_id}/samma-person/{second.subject_id}/"

    page = logged_in("Bodil").get(here).content.decode()

    assert first.number in page
    assert second.number in page
    assert "070-1740605" in page
    assert "Skolgatan 4" in page
    assert "Ebba LUND" in page
    assert NUMBER[-4:] not in page
    for asked, is_there in (("name", True), ("goes_on", True), ("address", False)):
        assert (f'name="{asked}"' in page) is is_there, asked


def test_what_the_reader_may_not_open_is_only_counted(
    first: Case, second: Case, register: Register, logged_in: LogIn
) -> None:
    with as_owner():
        Case.rows.filter(pk=second.pk).update(unit_id=fixed("granby Utredning 2"))
    register(
        PersonFacts("Sven", "Lund", birth_on=date(2019, 3, 3)),
        custodians=[PersonFacts(known=fresh(second.subject))],
    )
    here = f"/arenden/personer/{first.subject_id}/samma-person/{second.subject_id}/"

    page = logged_in("Bodil").get(here).content.decode()

    assert second.number not in page
    assert "1 ärende som du inte får öppna" in page
    assert "Det som du inte får öppna" in page


def test_a_form_without_a_reason_or_a_choice_keeps_what_was_typed_and_asks_nobody(
    first: Case, second: Case, logged_in: LogIn
) -> None:
    here = f"/arenden/personer/{first.subject_id}/samma-person/{second.subject_id}/"

    answer = logged_in("Bodil").post(here, {"name": "kept", "because": WHY, "is_same": "on"})

    assert answer.status_code == 422
    assert WHY in answer.content.decode()
    assert not Approval.rows.filter(kind=merging.MERGE).exists()


def test_the_form_asks_a_second_person_and_changes_nothing_yet(
    first: Case, second: Case, logged_in: LogIn, greta: Actor
) -> None:
    here = f"/arenden/personer/{first.subject_id}/samma-person/{second.subject_id}/"
    form = {"name": "kept", "goes_on": str(first.pk), "because": WHY, "is_same": "on"}

    answer = logged_in("Bodil").post(here, form)

    assert answer.status_code == 302
    (approval,) = Approval.rows.filter(kind=merging.MERGE)
    assert approval.payload["takes"] == ["address", "number"]
    assert fresh(second.subject).merged_into_id is None
    assert first.number in approvals.KINDS[merging.MERGE].describe(approval.payload)
    assert logged_in("Bodil").post(here, form).status_code == 302
    assert Approval.rows.filter(kind=merging.MERGE).count() == 1


def test_the_second_person_makes_all_cases_stand_on_one(
    first: Case, second: Case, bodil: Actor, greta: Actor, register: Register
) -> None:
    brother = register(
        PersonFacts("Nils", "Lund", birth_on=date(2019, 3, 3)),
        custodians=[PersonFacts(known=fresh(second.subject))],
    )[0].case
    notes_before = fresh(first.subject)

    merge = merged(first, second, bodil, greta)

    kept, gone = fresh(first.subject), fresh(second.subject)
    assert set(Case.rows.filter(subject=kept)) == {first, second}
    assert not Case.rows.filter(subject=gone).exists()
    assert not CasePerson.rows.filter(person=gone).exists()
    assert CasePerson.rows.filter(case=brother, person=kept).exists()
    assert gone.merged_into_id == kept.pk
    assert (kept.given_name, kept.surname) == ("Ebba", "Lund")
    assert (kept.address, kept.phone) == ("Skolgatan 4", "070-1740605")
    assert kept.identity_number == NUMBER
    assert (gone.given_name, gone.surname, gone.address) == ("Ebba", "LUND", "Skolgatan 4")
    assert merge.before["address"] == notes_before.address == ""
    assert (merge.asked_by, merge.made_by) == (bodil.membership_id, greta.membership_id)
    steps = CaseStatusChange.rows.filter(kind="person", after="MERGED")
    assert set(steps.values_list("case_id", flat=True)) == {first.pk, second.pk}
    assert set(steps.values_list("reason", flat=True)) == {WHY}


def test_one_who_asked_does_not_confirm(first: Case, second: Case, bodil: Actor) -> None:
    approval = ask(first, second, bodil)

    with pytest.raises(approvals.NotASecondPerson):
        approvals.approve(approval.pk, by=bodil, at=LATER)

    assert fresh(second.subject).merged_into_id is None


def test_of_two_open_cases_one_goes_on_and_the_other_keeps_its_duties(
    first: Case,
    second: Case,
    bodil: Actor,
    greta: Actor,
    register: Register,
    logged_in: LogIn,
) -> None:
    merge = merged(first, second, bodil, greta, goes_on=second.pk)

    assert merge.ends_id == first.pk
    assert fresh(first).is_open, "its preliminary assessment is still to be decided"
    words = f"Nya anmälningar kommer till ärende {second.number}."
    assert words in logged_in("Bodil").get(f"/arenden/{first.pk}/").content.decode()
    assert words not in logged_in("Bodil").get(f"/arenden/{second.pk}/").content.decode()
    again = register(PersonFacts("Ebba", "Lund", number=number_of()), at=LATER)[0]
    assert again.case_id == second.pk


def test_a_case_with_nothing_left_to_do_is_closed_with_the_words_why(
    first: Case, second: Case, bodil: Actor, greta: Actor
) -> None:
    with as_owner():
        first.deadlines.update(done_at=NOON)

    merged(first, second, bodil, greta, goes_on=second.pk)

    assert fresh(first).closed_on == TODAY
    assert second.number in fresh(first).closed_because


@pytest.mark.parametrize("goes_on", [None, uuid4()])
def test_two_open_cases_of_the_same_kind_need_the_word_which_goes_on(
    first: Case, second: Case, bodil: Actor, goes_on: UUID | None
) -> None:
    with pytest.raises(merging.CannotMerge) as refused:
        ask(first, second, bodil, goes_on=goes_on)

    assert refused.value.why is Hindrance.WHICH_CASE


@pytest.mark.parametrize("level", [each for each in Protection if each])
@pytest.mark.parametrize("whose", ["kept", "gone"])
def test_somebody_protected_is_no_double_and_is_never_made_one(
    first: Case, second: Case, bodil: Actor, logged_in: LogIn, level: Protection, whose: str
) -> None:
    shut = first if whose == "kept" else second
    set_protection(person=fresh(shut.subject), level=level, by=bodil, at=NOON, allowed=[])

    with pytest.raises(merging.CannotMerge) as refused:
        ask(first, second, bodil)

    assert refused.value.why is Hindrance.PROTECTED
    for one, other in ((first, second), (second, first)):
        here = f"/arenden/personer/{one.subject_id}/samma-person/"
        page = logged_in("Bodil").get(here)
        assert page.status_code == 200
        assert str(other.subject_id) not in page.content.decode()
        assert logged_in("Bodil").get(f"{here}{other.subject_id}/").status_code == 404
        assert "finnas två" not in logged_in("Bodil").get(f"/arenden/{one.pk}/").content.decode()


def test_protected_while_it_waited_nothing_is_made_one_and_the_second_learns_nothing(
    first: Case, second: Case, bodil: Actor, greta: Actor
) -> None:
    approval = ask(first, second, bodil)
    set_protection(
        person=fresh(second.subject), level=Protection.FLAGGED, by=bodil, at=NOON, allowed=[]
    )

    with pytest.raises(approvals.NoLongerPossible) as refused:
        approvals.approve(approval.pk, by=greta, at=LATER)

    assert "kydd" not in str(refused.value)
    assert fresh(second.subject).merged_into_id is None


def test_the_same_row_and_one_that_is_not_alike_are_refused(
    first: Case, second: Case, bodil: Actor, register: Register
) -> None:
    other = register(PersonFacts("Ebba", "Lind", birth_on=BORN))[0].case
    for case, why in ((first, Hindrance.SAME_ROW), (other, Hindrance.NOT_ALIKE)):
        with pytest.raises(merging.CannotMerge) as refused:
            ask(first, case, bodil)
        assert refused.value.why is why


def test_another_authoritys_row_is_refused(first: Case, second: Case, elin: Actor) -> None:
    with pytest.raises(merging.CannotMerge) as refused:
        ask(first, second, elin)

    assert refused.value.why is Hindrance.ELSEWHERE


def test_a_person_of_another_unit_only_is_no_double(
    first: Case, second: Case, logged_in: LogIn
) -> None:
    with as_owner():
        Case.rows.filter(pk=second.pk).update(unit_id=fixed("granby Utredning 2"))

    here = f"/arenden/personer/{first.subject_id}/samma-person/"

    assert str(second.subject_id) not in logged_in("Bodil").get(here).content.decode()
    assert logged_in("Bodil").get(f"{here}{second.subject_id}/").status_code == 404


def test_who_is_set_aside_from_a_case_of_either_neither_asks_nor_confirms(
    first: Case, second: Case, bodil: Actor, greta: Actor, logged_in: LogIn
) -> None:
    approval = ask(first, second, bodil)
    declare_conflict(case=second, by=greta, at=NOON)
    with pytest.raises(approvals.NoLongerPossible):
        approvals.approve(approval.pk, by=greta, at=LATER)

    declare_conflict(case=second, by=bodil, at=NOON)

    with pytest.raises(merging.CannotMerge) as refused:
        ask(first, second, bodil)
    assert refused.value.why is Hindrance.SET_ASIDE
    here = f"/arenden/personer/{first.subject_id}/samma-person/"
    assert str(second.subject_id) not in logged_in("Bodil").get(here).content.decode()


def test_of_merges_that_wait_at_the_same_time_one_wins(
    first: Case, second: Case, bodil: Actor, greta: Actor, register: Register
) -> None:
    third = register(PersonFacts("Ebba", "Lund", birth_on=BORN))[0].case
    with as_owner():
        third.deadlines.update(done_at=NOON)
        Case.rows.filter(pk=third.pk).update(phase="CLOSED", closed_on=TODAY)
    here = ask(first, second, bodil)
    there = ask(second, first, bodil)
    elsewhere = ask(third, second, bodil, goes_on=None, takes=[])

    approvals.approve(here.pk, by=greta, at=LATER)

    for other in (there, elsewhere):
        with pytest.raises(approvals.NoLongerPossible):
            approvals.approve(other.pk, by=greta, at=LATER)
    assert fresh(second.subject).merged_into_id == first.subject_id
    assert PersonMerge.rows.count() == 1


def test_by_the_old_number_and_the_old_name_the_one_who_is_left_is_found(
    first: Case, second: Case, bodil: Actor, greta: Actor, astrid: Actor, register: Register
) -> None:
    merged(first, second, bodil, greta, takes=[])
    assert fresh(second.subject).identity_number == NUMBER, "it stands where it stood"

    found = people_named(
        parse(NUMBER, TODAY),
        bodil,
        at=Circumstances(now=LATER),  # type: ignore[arg-type]
    )

    assert found.persons == {first.subject_id}
    assert person_with(number_of(), authority_id=first.authority_id) == first.subject
    report = register(PersonFacts("Ebba", "Lund", number=number_of()), at=LATER)[0]
    assert report.case.subject_id == first.subject_id
    named = people_named(
        parse("Ebba Lund", TODAY),
        bodil,
        at=Circumstances(now=LATER),  # type: ignore[arg-type]
    )
    assert named.persons == {first.subject_id}


def test_what_is_written_about_a_row_from_an_old_page_comes_to_the_one_who_is_left(
    first: Case, second: Case, bodil: Actor, greta: Actor, register: Register
) -> None:
    seen_before = fresh(second.subject)
    merged(first, second, bodil, greta)

    report = register(PersonFacts(known=seen_before), at=LATER)[0]

    assert report.case.subject_id == first.subject_id


def test_own_file_stays_shut_by_a_number_on_the_row_that_is_gone(
    first: Case, second: Case, bodil: Actor, greta: Actor, logged_in: LogIn
) -> None:
    merged(first, second, bodil, greta, takes=[])
    with as_owner():
        user = membership_named("Astrid").user
        user.human_index = index_of(number_of())
        user.save(update_fields=["human_index"])

    astrid = actor_of_membership(membership_named("Astrid"))

    assert is_set_aside(astrid.human, first)
    for case in (first, second):
        answer = logged_in("Astrid").get(f"/arenden/{case.pk}/skal/")
        assert answer.status_code == 404
    found = people_named(
        parse("Ebba Lund", TODAY),
        astrid,
        at=Circumstances(now=LATER),  # type: ignore[arg-type]
    )
    assert not found.persons


def test_the_row_that_is_gone_says_what_it_became(
    first: Case, second: Case, bodil: Actor, greta: Actor, logged_in: LogIn
) -> None:
    merged(first, second, bodil, greta)

    page = logged_in("Bodil").get(f"/arenden/personer/{second.subject_id}/samma-person/")

    assert page.status_code == 200
    assert f"/arenden/personer/{first.subject_id}/samma-person/" in page.content.decode()
    here = f"/arenden/personer/{second.subject_id}/samma-person/{first.subject_id}/"
    assert logged_in("Bodil").get(here).status_code == 404
    assert logged_in("Elin").get(page.request["PATH_INFO"]).status_code in {403, 404}


def test_parted_again_each_has_what_it_had(
    first: Case, second: Case, bodil: Actor, greta: Actor, logged_in: LogIn
) -> None:
    with as_owner():
        second.deadlines.update(done_at=NOON)
    before = {
        each.pk: (each.given_name, each.surname, each.address, each.phone, each.identity_number)
        for each in Person.rows.filter(pk__in=[first.subject_id, second.subject_id])
    }
    merge = merged(first, second, bodil, greta)
    assert not fresh(second).is_open
    here = f"/arenden/personer/{first.subject_id}/samma-person/{merge.pk}/dela/"

    assert logged_in("Bodil").post(here, {"because": "Kusiner."}).status_code == 302
    approval = Approval.rows.get(kind=merging.PART)
    approvals.approve(approval.pk, by=greta, at=LATER)

    after = {
        each.pk: (each.given_name, each.surname, each.address, each.phone, each.identity_number)
        for each in Person.rows.filter(pk__in=[first.subject_id, second.subject_id])
    }
    assert after == before
    assert fresh(second).subject_id == second.subject_id
    assert CasePerson.rows.get(case=second, part=InParty.SUBJECT).person_id == second.subject_id
    assert fresh(second.subject).merged_into_id is None
    assert fresh(second).is_open
    assert fresh(merge).parted_because == "Kusiner."
    assert CaseStatusChange.rows.filter(kind="person", after="PARTED").count() == 2
    with pytest.raises(approvals.NotWaiting):
        approvals.approve(approval.pk, by=greta, at=LATER)


def test_the_same_two_can_be_made_one_again_after_they_were_parted(
    first: Case, second: Case, bodil: Actor, greta: Actor
) -> None:
    merge = merged(first, second, bodil, greta)
    parting = merging.ask_to_part(merge=merge, because="Fel.", by=bodil, at=NOON)
    approvals.approve(parting.pk, by=greta, at=LATER)

    again = merged(first, second, bodil, greta)

    assert again.pk != merge.pk
    assert fresh(second.subject).merged_into_id == first.subject_id


def _report(first: Case, register: Register, **_: Any) -> None:
    register(
        PersonFacts("Nils", "Lund", birth_on=date(2019, 3, 3)),
        custodians=[PersonFacts(known=fresh(first.subject))],
    )


def _address(first: Case, **_: Any) -> None:
    Person.rows.filter(pk=first.subject_id).update(phone="070-1740606")


def _protect(first: Case, bodil: Actor, **_: Any) -> None:
    set_protection(
        person=fresh(first.subject), level=Protection.FLAGGED, by=bodil, at=NOON, allowed=[]
    )


@pytest.mark.parametrize(
    ("happens", "what"),
    [(_report, Since.PARTY), (_address, Since.FACTS), (_protect, Since.PROTECTION)],
)
def test_what_cannot_be_told_apart_hinders_the_parting_and_is_named(
    first: Case,
    second: Case,
    bodil: Actor,
    greta: Actor,
    register: Register,
    logged_in: LogIn,
    happens: Callable[..., None],
    what: Since,
) -> None:
    merge = merged(first, second, bodil, greta)
    waiting = merging.ask_to_part(merge=merge, because="Fel.", by=bodil, at=NOON)
    happens(first=first, register=register, bodil=bodil)

    with pytest.raises(merging.CannotPart) as refused:
        merging.ask_to_part(merge=fresh(merge), because="Fel.", by=bodil, at=NOON)
    assert what in refused.value.since
    with pytest.raises(approvals.NoLongerPossible):
        approvals.approve(waiting.pk, by=greta, at=LATER)
    here = f"/arenden/personer/{first.subject_id}/samma-person/{merge.pk}/dela/"
    answer = logged_in("Bodil").post(here, {"because": "Fel."})
    assert answer.status_code == 422
    assert str(what.label) in answer.content.decode()


def test_a_new_note_in_one_of_the_cases_does_not_hinder_the_parting(
    first: Case, second: Case, bodil: Actor, greta: Actor
) -> None:
    merge = merged(first, second, bodil, greta)
    note = notes.write_note(
        case=fresh(second), by=bodil, at=LATER, key=uuid4(), kind="CONTACT",  # type: ignore[arg-type]
        happened_on=TODAY, text="Ringde skolan.",
    )  # fmt: skip

    parting = merging.ask_to_part(merge=merge, because="Fel.", by=bodil, at=LATER)
    approvals.approve(parting.pk, by=greta, at=LATER)

    assert note.case_id == second.pk
    assert fresh(second).subject_id == second.subject_id


def test_a_later_merge_is_parted_before_an_earlier_one(
    first: Case, second: Case, bodil: Actor, greta: Actor, register: Register
) -> None:
    merge = merged(first, second, bodil, greta)
    third = register(PersonFacts("Ebba", "Lund", birth_on=BORN))[0].case
    with as_owner():
        for each in (second, third):
            Case.rows.filter(pk=each.pk).update(phase="CLOSED", closed_on=TODAY)
    later = merged(third, first, bodil, greta, goes_on=None, takes=[])

    assert fresh(second.subject).merged_into_id == third.subject_id, "the pointer is one step long"
    assert Since.MERGED in merging.since(fresh(merge))
    parting = merging.ask_to_part(merge=later, because="Fel.", by=bodil, at=LATER)
    approvals.approve(parting.pk, by=greta, at=LATER)
    assert fresh(second.subject).merged_into_id == first.subject_id
    assert merging.since(fresh(merge)) == []


def test_a_child_who_stands_twice_in_one_case_stands_there_once(
    first: Case, second: Case, bodil: Actor, greta: Actor
) -> None:
    CasePerson.rows.create(
        authority_id=second.authority_id,
        case=second,
        person=first.subject,
        part=InParty.SIBLING,
    )

    merge = merged(first, second, bodil, greta)

    assert CasePerson.rows.get(case=second, part=InParty.SUBJECT).person_id == first.subject_id
    assert CasePerson.rows.filter(case=second, left_on=None).count() == 1
    parting = merging.ask_to_part(merge=merge, because="Fel.", by=bodil, at=LATER)
    approvals.approve(parting.pk, by=greta, at=LATER)
    assert CasePerson.rows.get(case=second, part=InParty.SUBJECT).person_id == second.subject_id
    assert CasePerson.rows.filter(case=second, left_on=None).count() == 2
