"""A file of the list: asked for with a reason, confirmed by a second person, made by a job, kept seven days.

The columns are those that an import reads (importing/profile), so that the file can be read in elsewhere:
dates, types, unit and worker, and nothing in free text. Somebody with protected identity is in no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from csv import reader
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app

from kraftsamling.casework.importing.profile import COLUMNS
from kraftsamling.casework.models import (
    Case,
    ConcernReport,
    ExportJob,
    Investigation,
    Person,
    PreliminaryAssessment,
)
from kraftsamling.casework.rules.initials import initials
from kraftsamling.casework.selectors.worklist import Choice, every_case
from kraftsamling.casework.services.jobs import at_work
from kraftsamling.casework.services.trail import ReasonMissing, id_once
from kraftsamling.casework.statuses import ExportState, PreliminaryOutcome
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality import access_log, approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.policy import decide
from kraftsamling.documents.tables.writing import as_csv
from kraftsamling.organisations.roles import Role

EXPORT: Final = "export_job.create"
SECONDS: Final[frozenset[str]] = frozenset({Role.UNIT_MANAGER, Role.DEPT_MANAGER})
SHORTEST_PURPOSE: Final = 20
KEPT: Final = timedelta(days=7)
AT_A_TIME: Final = 500
TASK: Final = "kraftsamling.casework.tasks.make_export"


class NotThereAnyMore(Exception):
    """Raised for a file that is not made, is gone after its days, or holds somebody who is protected now."""


@transaction.atomic
def ask_for_export(*, by: Actor, at: datetime, key: UUID, purpose: str, query: str) -> ExportJob:
    """Ask for the list as a file. A second person confirms; who needs none gets it made at once.

    Posted twice it is asked for once. Raises ReasonMissing.
    """
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise ReasonMissing("export")
    assert by.membership_id is not None
    assert by.authority_id is not None
    pk = id_once(by.membership_id, key)
    if asked := ExportJob.rows.filter(pk=pk).first():
        return asked
    at_now = Circumstances(now=at)
    job = ExportJob.rows.create(
        pk=pk,
        authority_id=by.authority_id,
        membership_id=by.membership_id,
        purpose=purpose.strip(),
        query=Choice.kept(query, default_view="gruppens").query,
        asked_at=at,
    )
    if decide(by, "create", "export_job", at=at_now).needs_second:
        count = every_case(by, _choice(job), at=at_now).count()
        approvals.ask(
            EXPORT, by=by, at=at, object_id=job.pk, payload={"count": count}, reason=job.purpose
        )
    else:
        _start(job)
    return job


def _choice(job: ExportJob) -> Choice:
    return Choice.kept(job.query, default_view="gruppens")


def _start(job: ExportJob) -> None:
    job.state = ExportState.MAKING
    job.save(update_fields=["state"])
    app.configure_task(TASK).defer(authority_id=str(job.authority_id), export_id=str(job.pk))


def _confirmed(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    job = ExportJob.rows.filter(pk=approval.object_id, state=ExportState.ASKED).first()
    if job is None:
        raise approvals.NoLongerPossible(_("The file is not asked for any more."))
    _start(job)


def _describe(payload: Mapping[str, Any]) -> str:
    return ngettext(
        "A file with %(count)s case from the list is handed out.",
        "A file with %(count)s cases from the list is handed out.",
        payload["count"],
    ) % {"count": payload["count"]}


approvals.register(approvals.Kind(EXPORT, seconds=SECONDS, execute=_confirmed, describe=_describe))


def make(export_id: UUID, *, at: datetime) -> None:
    """The job: read the asker's list as it is now, some hundred rows at a time. Twice makes it once."""
    job = ExportJob.rows.select_related("membership__user").get(pk=export_id)
    if job.state != ExportState.MAKING:
        return
    asker = at_work(job.membership)
    every = every_case(asker, _choice(job), at=Circumstances(now=at))
    ids = list(every.filter(is_protected=False).order_by("number").values_list("pk", flat=True))
    job.rows_in_all, job.left_out = len(ids), every.filter(is_protected=True).count()
    job.save(update_fields=["rows_in_all", "left_out"])
    rows: list[Sequence[str]] = [COLUMNS]
    subjects: list[str] = []
    for start in range(0, len(ids), AT_A_TIME):
        part = ids[start : start + AT_A_TIME]
        for subject, row in _rows(part):
            subjects.append(str(subject))
            rows.append(row)
        ExportJob.rows.filter(pk=job.pk).update(rows_done=start + len(part))
    with transaction.atomic():
        access_log.write(
            actor=asker,
            at=at,
            trace_id=uuid4(),
            action="export",
            resource="export_job",
            object_id=job.pk,
            subject_ids=[UUID(each) for each in subjects],
            basis=job.purpose,
        )
        job.subject_ids, job.content = subjects, as_csv(rows)
        job.state, job.ready_at, job.rows_done = ExportState.READY, at, len(ids)
        job.save(update_fields=["subject_ids", "content", "state", "ready_at", "rows_done"])


def _rows(ids: Sequence[UUID]) -> Iterator[tuple[UUID, Sequence[str]]]:
    cases = Case.rows.filter(pk__in=ids).select_related("subject", "unit", "responsible__user")
    first: dict[UUID, ConcernReport] = {}
    for report in ConcernReport.rows.filter(case__in=ids).order_by("-received_at"):
        first[report.case_id] = report
    assessed = {
        each.case_id: each
        for each in PreliminaryAssessment.rows.filter(
            case__in=ids, decided_on__isnull=False
        ).order_by("decided_on")
    }
    investigated = {
        each.case_id: each for each in Investigation.rows.filter(case__in=ids).order_by("opened_on")
    }
    for case in cases.order_by("number"):
        yield (
            case.subject_id,
            _row(case, first.get(case.pk), assessed.get(case.pk), investigated.get(case.pk)),
        )


def _row(
    case: Case,
    report: ConcernReport | None,
    assessed: PreliminaryAssessment | None,
    investigated: Investigation | None,
) -> Sequence[str]:
    outcome = assessed.outcome if assessed else ""
    values = {
        "case_id": case.number,
        "child_ref": str(case.subject_id),
        "child_initials": initials(case.subject.given_name, case.subject.surname),
        "birth_date": _day(case.subject.birth_on),
        "received_date": _day(day_of(report.received_at if report else case.opened_at)),
        "reporter_type": report.reporter_kind if report else "",
        "prelim_decision": "" if outcome == PreliminaryOutcome.ALREADY_OPEN else outcome,
        "prelim_date": _day(assessed.decided_on if assessed else None),
        "investigation_open": _day(investigated.opened_on if investigated else None),
        "investigation_close": _day(investigated.closed_on if investigated else None),
        "extension_until": _day(investigated.extended_to if investigated else None),
        "closed_date": _day(case.closed_on),
        "unit": case.unit.name,
        "handler_ref": case.responsible.name if case.responsible else "",
    }
    return [values.get(column, "") for column in COLUMNS]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def hand_out(*, job: ExportJob, at: datetime) -> str:
    """The file's text. A file that holds somebody who is protected now is taken away.

    Raises NotThereAnyMore.
    """
    if job.state != ExportState.READY or job.ready_at is None or job.content is None:
        raise NotThereAnyMore(job.pk)
    protected = Person.rows.filter(pk__in=job.subject_ids, is_protected=True).exists()
    if protected or at - job.ready_at >= KEPT:
        _take_away(job.pk)
        raise NotThereAnyMore(job.pk)
    return str(job.content)


def rows_of(text: str) -> list[list[str]]:
    """The rows of a file that has been handed out, for another form of it. No cell is a formula."""
    return list(reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def _take_away(*ids: UUID) -> None:
    ExportJob.rows.filter(pk__in=ids).update(state=ExportState.GONE, content=None, subject_ids=[])


def forget_old(authority_id: UUID, *, at: datetime) -> None:
    """The night's work: files older than seven days go; that they were asked for stays."""
    old = ExportJob.rows.of_authority(authority_id).filter(
        state=ExportState.READY, ready_at__lte=at - KEPT
    )
    _take_away(*old.values_list("pk", flat=True))
