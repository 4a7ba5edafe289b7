"""A concern report is registered: its case, its clocks, and the open cases it belongs to, at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from kraftsamling.casework.models import (
    Case,
    CasePerson,
    CaseStatusChange,
    ConcernReport,
    Deadline,
    Investigation,
    Person,
    PersonMerge,
    PreliminaryAssessment,
    ReporterIdentity,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.services import deadlines
from kraftsamling.casework.services.persons import PersonFacts, find_or_add_people, put_in_case
from kraftsamling.casework.services.trail import REPORTS, changed, id_once, taken
from kraftsamling.casework.statuses import (
    OFFICIAL_REPORTERS,
    CaseKind,
    Channel,
    InParty,
    Phase,
    ReporterKind,
    Urgency,
)
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor

CASE_NUMBERS: Final = "casework_case_number"


class NotAnonymous(Exception):
    """Raised when somebody who must report by law would do so without saying who it is."""


class InTheFuture(Exception):
    """Raised when a report would have come later than now."""


@dataclass(frozen=True)
class Reporter:
    """Who reports. A private person may leave all of it empty."""

    kind: ReporterKind
    name: str = ""
    organisation: str = ""
    contact: str = ""

    @property
    def is_official(self) -> bool:
        """Whether the law tells this one to report, and us to answer."""
        return self.kind in OFFICIAL_REPORTERS


@dataclass(frozen=True)
class ReportFacts:
    """What a report says. `children` are all children it is about, each in its own file."""

    received_at: datetime
    channel: Channel
    reporter: Reporter
    what: str
    is_acute: bool
    children: Sequence[PersonFacts]
    custodians: Sequence[PersonFacts] = field(default_factory=tuple)


@transaction.atomic(savepoint=False)
def register_report(
    facts: ReportFacts, *, unit_id: UUID, by: Actor, at: datetime, key: UUID
) -> list[ConcernReport]:
    """Store a report: one row, one open case and its clocks for each child. Posted twice it is stored once.

    A child with an open case gets the report there; else a new case begins. Raises NotAnonymous, InTheFuture.
    """
    assert by.authority_id is not None
    if facts.received_at > at:
        raise InTheFuture
    if facts.reporter.is_official and not facts.reporter.name.strip():
        raise NotAnonymous
    stored = ConcernReport.rows.of_authority(by.authority_id).filter(together_with=key)
    if stored.exists():
        return list(stored.select_related("case__subject").order_by("pk"))
    people = find_or_add_people(
        {
            **{id_once(key, f"child {place}"): each for place, each in enumerate(facts.children)},
            **{id_once(key, f"adult {place}"): each for place, each in enumerate(facts.custodians)},
        },
        authority_id=by.authority_id,
    )
    children, custodians = people[: len(facts.children)], people[len(facts.children) :]
    family = [
        *((each, InParty.SIBLING) for each in children),
        *((each, InParty.CUSTODIAN) for each in custodians),
    ]
    reports = []
    unknown = {id_once(key, f"child {place}") for place, _ in enumerate(facts.children)}
    for child in children:
        # Whom this report has made known has no case yet; named twice, the child has it the second time.
        running = None if child.pk in unknown else open_case_of(child)
        unknown.discard(child.pk)
        reports.append(
            report_about(
                child, facts, unit_id, by=by, at=at, key=key, running=running, family=family
            )
        )
    return reports


def report_about(
    child: Person,
    facts: ReportFacts,
    unit_id: UUID,
    *,
    by: Actor,
    at: datetime,
    key: UUID,
    running: Case | None,
    family: Sequence[tuple[Person, InParty]] = (),
) -> ConcernReport:
    """A report about one child whom we know: in its open case, else in a new one. Services only.

    `running` is what `open_case_of` the child says. `family` is put in the case with the child, who may be
    among them.
    """
    case = running or _new_case(child, facts, unit_id, at=at, key=key)
    report = ConcernReport(
        pk=id_once(key, str(child.pk)),
        authority_id=case.authority_id,
        case=case,
        together_with=key,
        received_at=facts.received_at,
        registered_at=at,
        registered_by=by.membership_id,
        channel=facts.channel,
        reporter_kind=facts.reporter.kind,
        what=facts.what.strip(),
        is_acute=facts.is_acute,
        already_open=(
            running is not None and Investigation.rows.filter(case=running, closed_on=None).exists()
        ),
    )
    begins = deadlines.clocks_from(
        case, _clocks_of(report, facts.reporter), about=report.pk, start=report.received_at
    )
    steps = [taken(case, "report", "", facts.channel, by=by, at=at, about=report.pk)]
    if running is None:
        deadlines.repeat_nearest(case, begins)
        case.save(force_insert=True)
        steps.insert(0, taken(case, "phase", "", Phase.RECEIVED, by=by, at=at))
    _put_in(case, child, family)
    report.save(force_insert=True)
    _keep_reporter(report, facts.reporter)
    if not report.already_open:
        PreliminaryAssessment.rows.create(
            authority_id=report.authority_id,
            case=case,
            report=report,
            started_at=report.registered_at,
        )
    Deadline.rows.bulk_create(begins, ignore_conflicts=True)
    if running is not None:
        deadlines.refresh_next(case)
    CaseStatusChange.rows.bulk_create(steps)
    changed(REPORTS, case, of=facts.received_at, at=at)
    return report


def _put_in(case: Case, child: Person, family: Sequence[tuple[Person, InParty]]) -> None:
    others = [(each, part) for each, part in family if each.pk != child.pk]
    put_in_case(case, [(child, InParty.SUBJECT), *others])


def open_case_of(child: Person) -> Case | None:
    """The child's open case, kept for this transaction. Services only: it asks nobody's rights.

    Of two cases of a child who was registered twice, the one that goes on.
    """
    rows = Case.rows.select_for_update(of=("self",)).select_related("subject")
    rows = rows.filter(subject=child, kind=CaseKind.CHILD, closed_on=None)
    ends = PersonMerge.rows.filter(ends=OuterRef("pk"), parted_at=None)
    return rows.order_by(Exists(ends), "opened_at", "pk").first()


def _new_case(child: Person, facts: ReportFacts, unit_id: UUID, *, at: datetime, key: UUID) -> Case:
    """A case that is not stored yet: its clocks come first."""
    return Case(
        pk=id_once(key, f"case {child.pk}"),
        authority_id=child.authority_id,
        unit_id=unit_id,
        number=next_case_number(at),
        subject=child,
        opened_at=facts.received_at,
        waiting_since=at,
        urgency=Urgency.FIRST if facts.is_acute else Urgency.THIS_WEEK,
        is_protected=child.is_protected,
    )


def next_case_number(at: datetime) -> str:
    """A number that no other case has ("2026-004711"). A sequence: nobody waits for another's number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [CASE_NUMBERS])
        row = cursor.fetchone()
    assert row is not None
    return f"{day_of(at).year}-{row[0]:06}"


def _keep_reporter(report: ConcernReport, reporter: Reporter) -> None:
    """Nothing at all is kept about somebody who does not say who it is."""
    if reporter.kind == ReporterKind.ANONYMOUS:
        return
    ReporterIdentity.rows.create(
        authority_id=report.authority_id,
        report=report,
        name=reporter.name.strip() or None,
        organisation=reporter.organisation.strip() or None,
        contact=reporter.contact.strip() or None,
    )


def _clocks_of(report: ConcernReport, reporter: Reporter) -> list[str]:
    """What the law asks for when such a report has come."""
    codes = [clocks.PROTECTION]
    if not report.already_open:
        codes.append(clocks.PRELIMINARY)
    if reporter.is_official:
        codes.append(clocks.FEEDBACK)
    return codes


def related_open_cases(report: ConcernReport) -> list[Case]:
    """Open cases of the child's siblings and of adults in its family, which the report may concern too.

    A test case of its own: a new report is seen where the family already is, the moment it is registered.
    """
    family = CasePerson.rows.filter(case__subject_id=report.case.subject_id).values("person_id")
    rows = Case.rows.filter(subject__in=family, closed_on=None).exclude(pk=report.case_id)
    return list(rows.select_related("subject").order_by("opened_at", "pk"))


@transaction.atomic
def give_feedback(*, report: ConcernReport, by: Actor, at: datetime) -> None:
    """The reporter has been told: opened, not opened, or already open, and only that."""
    ReporterIdentity.rows.filter(report=report, feedback_given_at=None).update(
        feedback_given_at=at, feedback_given_by=by.membership_id
    )
    deadlines.stop_clock(report.case, clocks.FEEDBACK, about=report.pk, at=at)
    deadlines.refresh_next(report.case)
    changed(REPORTS, report.case, of=at, at=at)
