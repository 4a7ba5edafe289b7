"""Cases are given out by a proposal: made, looked at, accepted, changed, and taken back within half an hour.

A proposal stands as long as what it was made of does. Whoever accepts holds it meanwhile, so that of two who
accept at once one wins and the other is told. Nothing is given out while a child of the queue has no
protection assessment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from procrastinate.contrib.django import app

from kraftsamling.casework.models import (
    AllocationLine,
    AllocationRun,
    Assignment,
    Case,
    ConflictBlock,
    RecordEntry,
)
from kraftsamling.casework.rules.allocation.changing import Change, forced, without
from kraftsamling.casework.rules.allocation.explaining import reasons, runner_up, why_waiting
from kraftsamling.casework.rules.allocation.greedy import in_order
from kraftsamling.casework.rules.allocation.proposing import Proposal, as_proposal, propose
from kraftsamling.casework.rules.allocation.relaxing import for_all, for_case
from kraftsamling.casework.rules.allocation.standing import Since, since
from kraftsamling.casework.selectors.allocation import Situation, situation
from kraftsamling.casework.selectors.proposals import UNDO_WITHIN, latest_run, lines_of
from kraftsamling.casework.services import assignments
from kraftsamling.casework.services.jobs import at_work
from kraftsamling.casework.services.qualifications import NotQualified
from kraftsamling.casework.services.trail import ALLOCATION, CaseClosed, changed, locked, step
from kraftsamling.casework.statuses import AssignmentRole, GivenState, OtherBecause
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Membership

AT_ONCE: Final = 60
"""Cases that are computed while the manager waits; of more it is a job."""
SECONDS: Final = 5.0
SECONDS_IN_JOB: Final = 20.0
SECONDS_TO_EXPLAIN: Final = 1.0
TASK: Final = "kraftsamling.casework.tasks.allocate"


class NoLongerStands(Exception):
    """Raised when something has happened since the proposal was made; `since` says what."""

    def __init__(self, since: Sequence[Since] = ()) -> None:
        super().__init__(", ".join(since))
        self.since = tuple(since)


class AlreadyGiven(Exception):
    """Raised when somebody else was first; `by` is who."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class ProtectionFirst(Exception):
    """Raised while a child of the queue has no protection assessment; `count` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class CannotBeUndone(Exception):
    """Raised after half an hour, or when the case has gone on since."""


@transaction.atomic
def ask(*, by: Actor, at: Circumstances, because: Sequence[str] = ()) -> AllocationRun:
    """A new proposal for the manager's units: at once, or by a job when many wait."""
    assert by.authority_id is not None
    assert by.unit_id is not None
    assert by.membership_id is not None
    found = situation(by, at=at)
    run = AllocationRun.rows.create(
        authority_id=by.authority_id,
        unit_id=by.unit_id,
        asked_at=at.now,
        asked_by_id=by.membership_id,
        because=list(because),
    )
    if len(found.cases) > AT_ONCE:
        app.configure_task(TASK).defer(authority_id=str(by.authority_id), run_id=str(run.pk))
    else:
        _fill(run, found, at.now, seconds=SECONDS)
    return run


def make(run_id: UUID, *, at: datetime) -> None:
    """The job: what was asked for, seen as whoever asked sees it now. Twice makes it once."""
    run = AllocationRun.rows.select_related("asked_by__user").get(pk=run_id)
    if run.ready_at is None:
        found = situation(at_work(run.asked_by), at=Circumstances(now=at))
        with transaction.atomic():
            _fill(run, found, at, seconds=SECONDS_IN_JOB)


def _fill(run: AllocationRun, found: Situation, at: datetime, *, seconds: float) -> None:
    proposal = propose(found.problem, seconds=seconds)
    places = {case.key: place for place, case in enumerate(in_order(found.problem))}
    AllocationLine.rows.bulk_create(
        AllocationLine(
            authority_id=run.authority_id,
            run=run,
            case=found.cases[key],
            place=place,
            **_line(found, proposal, key),
        )
        for key, place in places.items()
    )
    run.ready_at, run.gap = at, proposal.gap
    run.all_ways = [asdict(each) for each in for_all(found.problem, proposal)]
    run.save(update_fields=["ready_at", "gap", "all_ways"])


def _line(found: Situation, proposal: Proposal, key: str) -> dict[str, Any]:
    """What one line says of its case, whoever it goes to."""
    problem, case = found.problem, found.problem.case[key]
    told: dict[str, Any] = {
        "priority": case.priority,
        "waited_days": case.waited_days,
        "points": case.points,
    }
    who = proposal.given.get(key)
    if who is None:
        return {
            **told,
            "to": None,
            "waits": asdict(why_waiting(problem, key)),
            "ways": [asdict(each) for each in for_case(problem, proposal, key)],
            "reasons": [],
            "runner_up": {},
        }
    worker = problem.worker[who]
    change = without(problem, proposal, key, seconds=SECONDS_TO_EXPLAIN)
    return {
        **told,
        "to": found.members[who],
        "load_before": worker.load,
        "ceiling": worker.ceiling,
        "reasons": [asdict(each) for each in reasons(problem, proposal, key)],
        "runner_up": asdict(runner_up(problem, proposal, key, change)),
        "waits": {},
        "ways": [],
    }


def standing(found: Situation, lines: Iterable[AllocationLine]) -> tuple[Since, ...]:
    """What has happened since these lines were proposed: nothing, as long as they stand."""
    open_lines = [each for each in lines if each.state == GivenState.PROPOSED]
    return since(
        found.problem,
        {str(each.case_id) for each in open_lines},
        _given(open_lines),
    )


def _given(lines: Iterable[AllocationLine]) -> dict[str, str]:
    return {str(each.case_id): str(each.to_id) for each in lines if each.to_id}


def _held(
    run_id: UUID, wanted: Collection[UUID] | None, *, by: Actor, at: Circumstances
) -> tuple[Situation, list[AllocationLine]]:
    """The proposal, kept for this transaction, and all its open lines. `wanted` are those to be decided, None
    for all. Raises AlreadyGiven, NoLongerStands, ProtectionFirst."""
    run = AllocationRun.rows.select_for_update().get(pk=run_id)
    # Read, not decided: a case that was closed meanwhile must be missed, and cannot be decided.
    lines = list(lines_of(run, by, "read", at=at).select_related("given_by__user"))
    # Of all: those that were proposed to somebody. A case that waits can be nobody's gain.
    asked = [each for each in lines if (each.to_id if wanted is None else each.pk in wanted)]
    taken = [each for each in asked if each.state == GivenState.ACCEPTED]
    if taken and (wanted is not None or len(taken) == len(asked)):
        assert taken[0].given_by is not None
        raise AlreadyGiven(taken[0].given_by.name)
    latest = latest_run(run.unit_id)
    if latest is None or latest.pk != run.pk or (wanted and not asked):
        raise NoLongerStands
    found = situation(by, at=at)
    if changed := standing(found, lines):
        raise NoLongerStands(changed)
    if found.unassessed:
        raise ProtectionFirst(len(found.unassessed))
    return found, [each for each in lines if each.state == GivenState.PROPOSED]


@transaction.atomic
def accept(
    *, run_id: UUID, by: Actor, at: Circumstances, only: Collection[UUID] | None = None
) -> list[AllocationLine]:
    """Give out what is proposed: everything, or some lines. What it gave out can be undone together.

    Raises AlreadyGiven, NoLongerStands, ProtectionFirst.
    """
    _found, lines = _held(run_id, only, by=by, at=at)
    together = uuid4()
    given = [each for each in lines if each.to and (only is None or each.pk in only)]
    for line in given:
        assert line.to is not None
        _give(line, line.to, together, by=by, at=at.now)
    return given


def _give(line: AllocationLine, to: Membership, together: UUID, *, by: Actor, at: datetime) -> None:
    case = line.case
    line.waited_since, line.unit_before = case.waiting_since, case.unit_id
    try:
        row = assignments.assign(case=case, to=to, by=by, at=at)
    except CaseClosed as closed:
        raise NoLongerStands([Since.CASE_GONE]) from closed
    except (assignments.NotAvailable, assignments.NotOnTheList, NotQualified) as refused:
        raise NoLongerStands([Since.NO_LONGER_FITS]) from refused
    line.state, line.assignment, line.together = GivenState.ACCEPTED, row.pk, together
    line.given_to, line.given_at, line.given_by_id = to, at, by.membership_id
    changed(ALLOCATION, case, of=at, at=at)
    line.save()


def consequences(
    *, line: AllocationLine, to: str, by: Actor, at: Circumstances
) -> tuple[Situation, Change]:
    """What changes when somebody else gets the case, before anything is stored.

    Raises NoRoom, NoLongerStands, KeyError for somebody who is not there.
    """
    found = situation(by, at=at)
    lines = list(lines_of(line.run, by, "read", at=at))
    if changed := standing(found, lines):
        raise NoLongerStands(changed)
    return found, _forced(found, lines, line, to)


def _forced(
    found: Situation, lines: Iterable[AllocationLine], line: AllocationLine, to: str
) -> Change:
    before = as_it_stands(found, line.run, lines)
    return forced(found.problem, before, str(line.case_id), to, seconds=SECONDS)


def as_it_stands(found: Situation, run: AllocationRun, lines: Iterable[AllocationLine]) -> Proposal:
    """What is left of a proposal, in the words of the solver."""
    open_lines = [each for each in lines if each.state == GivenState.PROPOSED]
    return as_proposal(found.problem, _given(open_lines), run.gap)


@transaction.atomic
def give_to_other(
    *, line: AllocationLine, to: str, because: OtherBecause, by: Actor, at: Circumstances
) -> AllocationLine:
    """Give the case to somebody else, with a reason; the rest of the proposal becomes what was shown.

    A conflict of interest shuts whoever was proposed out of the case, in every list, and nobody else is told.
    Raises NoRoom, AlreadyGiven, NoLongerStands, ProtectionFirst, KeyError.
    """
    found, lines = _held(line.run_id, [line.pk], by=by, at=at)
    change = _forced(found, lines, line, to)
    for each in lines:
        if each.pk != line.pk:
            told = _line(found, change.proposal, str(each.case_id))
            for name, value in told.items():
                setattr(each, name, value)
            each.save()
    mine = next(each for each in lines if each.pk == line.pk)
    if because == OtherBecause.CONFLICT and mine.to:
        _shut_out(mine.case, mine.to, by=by, at=at.now)
    mine.other_because = because
    _give(mine, found.members[to], uuid4(), by=by, at=at.now)
    return mine


def _shut_out(case: Case, who: Membership, *, by: Actor, at: datetime) -> None:
    assert by.membership_id is not None
    ConflictBlock.rows.get_or_create(
        authority_id=case.authority_id,
        case=case,
        human=who.user.human,
        lifted_at=None,
        defaults={"declared_by": by.membership_id, "declared_at": at},
    )


@transaction.atomic
def undo(*, together: UUID, by: Actor, at: Circumstances) -> int:
    """Take back what one click gave out: the cases wait again as if never given. The logs keep it.

    Gives back how many. Raises CannotBeUndone.
    """
    rows = AllocationLine.rows.visible_to(by, "decide", at=at).select_for_update(of=("self",))
    lines = list(rows.filter(together=together, state=GivenState.ACCEPTED).order_by("pk"))
    if not lines or any(
        not each.given_at or at.now - each.given_at >= UNDO_WITHIN for each in lines
    ):
        raise CannotBeUndone
    for line in lines:
        _take_back(line, by=by, at=at.now)
    return len(lines)


def _take_back(line: AllocationLine, *, by: Actor, at: datetime) -> None:
    assert line.assignment is not None
    try:
        case = locked(line.case)
    except CaseClosed as closed:
        raise CannotBeUndone from closed
    entered = RecordEntry.rows.filter(about=line.assignment, done_at__isnull=False).exists()
    if entered or case.responsible_id != line.given_to_id:
        raise CannotBeUndone
    RecordEntry.rows.filter(about=line.assignment).delete()
    Assignment.rows.filter(pk=line.assignment).delete()
    case.responsible, case.waiting_since = None, line.waited_since or at
    case.unit_id = line.unit_before or case.unit_id
    case.save(update_fields=["responsible", "waiting_since", "unit"])
    step(case, "assignment", AssignmentRole.MAIN, "", by=by, at=at, about=line.assignment)
    assert line.given_at is not None
    changed(ALLOCATION, case, of=line.given_at, at=at)
    line.state, line.given_to, line.given_at, line.given_by = GivenState.PROPOSED, None, None, None
    line.together, line.assignment, line.other_because = None, None, ""
    line.save()
