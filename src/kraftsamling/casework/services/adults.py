"""An adult's case: opened, planned, and the question whether there are children in the household."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import (
    AdultCase,
    Case,
    CasePerson,
    JointHandling,
    Person,
    ReportedChild,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.selectors.adults import adult_unit, household_children, reception_unit
from kraftsamling.casework.services import deadlines, joint
from kraftsamling.casework.services.assignments import assign
from kraftsamling.casework.services.persons import (
    PersonFacts,
    find_or_add_person,
    person_with,
    put_in_case,
)
from kraftsamling.casework.services.reports import (
    Reporter,
    ReportFacts,
    next_case_number,
    register_report,
)
from kraftsamling.casework.services.trail import (
    FAMILY_WORK,
    ReasonMissing,
    changed,
    id_once,
    locked,
    step,
)
from kraftsamling.casework.statuses import (
    CaseKind,
    Channel,
    Household,
    InParty,
    JointState,
    Phase,
    ReasonClass,
)
from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Membership


class AlreadyOpen(Exception):
    """Raised when the adult has an open case already."""


class NobodyKnown(Exception):
    """Raised when there are said to be children and neither a name nor a number of them is given."""


@transaction.atomic
def open_for_worker(
    *, person: PersonFacts, reason: ReasonClass, by: Actor, at: datetime, key: UUID, plan: str = ""
) -> Case:
    """An adult comes to the adult unit: the case begins with whoever opens it.

    Posted twice it is opened once. Raises AlreadyOpen, NotAvailable.
    """
    assert by.authority_id is not None
    assert by.unit_id is not None
    assert by.membership_id is not None
    if again := Case.rows.of_authority(by.authority_id).filter(pk=id_once(key, "case")).first():
        return again
    adult = find_or_add_person(
        findable(person, by=by, at=at), authority_id=by.authority_id, pk=id_once(key, "adult")
    )
    if open_case_of_adult(adult):
        raise AlreadyOpen(adult.pk)
    case = begin_case(
        adult, reason, unit_id=by.unit_id, by=by, at=at, pk=id_once(key, "case"), plan=plan
    )
    assign(case=case, to=Membership.rows.get(pk=by.membership_id), by=by, at=at)
    return case


def open_case_of_adult(adult: Person) -> Case | None:
    """The adult's open case at the adult unit, kept for this transaction. It asks nobody's rights."""
    rows = Case.rows.select_for_update(of=("self",)).select_related("subject")
    return rows.filter(subject=adult, kind=CaseKind.ADULT, closed_on=None).first()


def begin_case(
    adult: Person,
    reason: ReasonClass,
    *,
    unit_id: UUID,
    by: Actor,
    at: datetime,
    pk: UUID,
    plan: str = "",
) -> Case:
    """A new case of an adult. Whether there are children is to be asked within fourteen days."""
    case = Case.rows.create(
        pk=pk,
        authority_id=adult.authority_id,
        unit_id=unit_id,
        number=next_case_number(at),
        kind=CaseKind.ADULT,
        phase=Phase.INVESTIGATION,
        subject=adult,
        opened_at=at,
        waiting_since=at,
        is_protected=adult.is_protected,
    )
    put_in_case(case, [(adult, InParty.SUBJECT)])
    row = AdultCase.rows.create(
        authority_id=case.authority_id, case=case, reason=reason, plan=plan.strip()
    )
    deadlines.start_clock(case, clocks.CHILD_QUESTION, about=row.pk, start=at)
    deadlines.refresh_next(case)
    step(case, "phase", "", Phase.INVESTIGATION, by=by, at=at)
    changed(FAMILY_WORK, case, of=at, at=at)
    return case


@transaction.atomic
def write_plan(
    *, adult: AdultCase, by: Actor, at: datetime, seen_version: int, reason: ReasonClass, plan: str
) -> None:
    """What is to be done, and the class of reasons. Raises CaseClosed, StaleVersion."""
    locked(adult.case)
    adult.reason, adult.plan = reason, plan.strip()
    save_if_unchanged(adult, seen_version=seen_version, fields=["reason", "plan"])


@transaction.atomic
def answer_household(
    *,
    adult: AdultCase,
    by: Actor,
    at: datetime,
    seen_version: int,
    answer: Household,
    children: Sequence[PersonFacts] = (),
    children_count: int | None = None,
    noticed: str = "",
) -> None:
    """Are there children in the household? Asked once it is answered, and can be answered anew.

    Raises NobodyKnown, CaseClosed, StaleVersion.
    """
    case = locked(adult.case)
    known = household_children(case)
    if answer == Household.YES and not (children or children_count or known):
        raise NobodyKnown(case.pk)
    if answer == Household.YES:
        _put_in_household(case, children, by=by, at=at)
    first_answer = adult.children == Household.NOT_ASKED
    adult.children, adult.noticed = answer, noticed.strip()
    adult.children_count = children_count if answer == Household.YES else None
    if first_answer:
        adult.asked_on = day_of(at)
    save_if_unchanged(
        adult,
        seen_version=seen_version,
        fields=["children", "children_count", "asked_on", "noticed"],
    )
    deadlines.stop_clock(case, clocks.CHILD_QUESTION, about=adult.pk, at=at)
    deadlines.refresh_next(case)
    step(case, "household", "", answer, by=by, at=at, about=adult.pk)
    assert adult.asked_on is not None
    changed(FAMILY_WORK, case, of=deadlines.noon_of(adult.asked_on), at=at)


def _put_in_household(
    case: Case, children: Sequence[PersonFacts], *, by: Actor, at: datetime
) -> None:
    people = [
        find_or_add_person(
            findable(each, by=by, at=at),
            authority_id=case.authority_id,
            pk=id_once(case.pk, f"child {each.given_name} {each.surname} {each.birth_year}"),
        )
        for each in children
    ]
    put_in_case(case, [(each, InParty.CHILD) for each in people])


def findable(facts: PersonFacts, *, by: Actor, at: datetime) -> PersonFacts:
    """The same, without a number that belongs to somebody whom this worker may not find.

    Somebody protected or in a conflict of interest is then written down by name, as if nobody had the number:
    the answer must not tell that there is such a person.
    """
    if facts.number is None or by.authority_id is None:
        return facts
    known = person_with(facts.number, authority_id=by.authority_id)
    mine = Person.rows.visible_to(by, "search", at=Circumstances(now=at))
    if known is None or mine.filter(pk=known.pk).exists():
        return facts
    return replace(facts, number=None, birth_on=facts.birth_on or facts.number.birth_on)


@transaction.atomic
def report_children(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    children: Sequence[CasePerson],
    what: str,
    is_acute: bool,
    reporter: Reporter,
) -> int:
    """The duty to report (SoL 19 kap. 1 §): a report to the reception, of what the adult's case holds.

    Where a parent has agreed to joint handling and the child had no case, it opens with the child's. Gives
    how many children were reported. Raises ReasonMissing, CaseClosed.
    """
    case = locked(case)
    if not what.strip() or not children:
        raise ReasonMissing("report")
    assert by.membership_id is not None
    reports = register_report(
        ReportFacts(
            received_at=at,
            channel=Channel.ADULT_UNIT,
            reporter=reporter,
            what=what,
            is_acute=is_acute,
            children=[PersonFacts(known=each.person) for each in children],
            custodians=[PersonFacts(known=case.subject)],
        ),
        unit_id=reception_unit(case, today=day_of(at)),
        by=by,
        at=at,
        key=key,
    )
    for report in reports:
        ReportedChild.rows.get_or_create(
            report=report,
            defaults={
                "authority_id": case.authority_id,
                "case": case,
                "child_id": report.case.subject_id,
                "at": at,
                "by_membership": by.membership_id,
            },
        )
        for agreed in JointHandling.rows.filter(
            adult_case=case, about_id=report.case.subject_id, state=JointState.AGREED
        ):
            joint.open_with(agreed, child_case=report.case, by=by, at=at)
    step(case, "reported", "", str(len(reports)), by=by, at=at)
    changed(FAMILY_WORK, case, of=at, at=at)
    return len(reports)


@transaction.atomic
def answer_offer(
    *,
    offered: JointHandling,
    by: Actor,
    at: datetime,
    seen_version: int,
    wants: bool,
    answered_on: date,
    in_writing: bool,
) -> None:
    """The parent's answer. A yes in a child's case gives the adult unit a case of the parent, if it has none.

    Raises CaseClosed, StaleVersion.
    """
    other = None
    if wants and offered.began_with == CaseKind.CHILD:
        assert offered.child_case is not None
        other = _case_for_parent(offered, offered.child_case.subject, by=by, at=at)
    joint.answer(
        joint=offered,
        by=by,
        at=at,
        seen_version=seen_version,
        wants=wants,
        answered_on=answered_on,
        in_writing=in_writing,
        other=other,
    )


def _case_for_parent(offered: JointHandling, child: Person, *, by: Actor, at: datetime) -> Case:
    """The parent's case: the open one, or a new one that waits for a worker."""
    case = open_case_of_adult(offered.about) or begin_case(
        offered.about,
        ReasonClass(offered.reason),
        unit_id=adult_unit(offered.authority_id, today=day_of(at)),
        by=by,
        at=at,
        pk=id_once(offered.pk, "adult case"),
    )
    # Somebody protected would shut the case for a worker who is not on that list; the link says enough.
    if not child.is_protected:
        put_in_case(case, [(child, InParty.CHILD)])
    adult = AdultCase.rows.get(case=case)
    if adult.children == Household.NOT_ASKED:
        adult.children, adult.asked_on = Household.YES, day_of(at)
        save_if_unchanged(adult, seen_version=adult.version, fields=["children", "asked_on"])
        deadlines.stop_clock(case, clocks.CHILD_QUESTION, about=adult.pk, at=at)
        deadlines.refresh_next(case)
    return case
