"""Why a case goes where it is proposed, and why it waits: in codes that a page puts into words.

A conflict of interest is never a reason: what blocks somebody is for the manager to know elsewhere, and a
page that named it would tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from kraftsamling.casework.rules.allocation import costs
from kraftsamling.casework.rules.allocation.changing import Change
from kraftsamling.casework.rules.allocation.problem import Problem, Worker, may_be_given
from kraftsamling.casework.rules.allocation.proposing import Proposal

REASONS: Final = 3


class Because(StrEnum):
    """Why somebody is proposed."""

    KNOWS_THE_FAMILY = "KNOWS_THE_FAMILY"
    SIBLINGS_TOGETHER = "SIBLINGS_TOGETHER"
    ONE_OF_FEW = "ONE_OF_FEW"
    BEGINS_TODAY = "BEGINS_TODAY"
    MOST_ROOM = "MOST_ROOM"
    HAS_ROOM = "HAS_ROOM"
    SAME_KIND = "SAME_KIND"
    BEGINS_IN = "BEGINS_IN"
    WITHIN_CEILING = "WITHIN_CEILING"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code, with what its sentence names: a need, a number, and of how many."""

    because: Because
    what: str = ""
    number: int = 0
    of: int = 0


class Loss(StrEnum):
    """What the next best would lose."""

    NOBODY_ELSE = "NOBODY_ELSE"
    BEGINS_LATER = "BEGINS_LATER"
    UNKNOWN_TO_FAMILY = "UNKNOWN_TO_FAMILY"
    ANOTHER_WAITS = "ANOTHER_WAITS"
    OTHERS_MOVE = "OTHERS_MOVE"
    SIBLINGS_APART = "SIBLINGS_APART"
    LESS_EVEN = "LESS_EVEN"
    NOTHING = "NOTHING"


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """Who is next, and the first thing that would be lost; no worker when the case would wait."""

    worker: str
    loss: Loss
    number: int = 0


def reasons(problem: Problem, proposal: Proposal, case: str) -> tuple[Reason, ...]:
    """The three that weigh most."""
    return tuple(islice(_all_reasons(problem, proposal, case), REASONS))


def _all_reasons(problem: Problem, proposal: Proposal, case: str) -> Iterator[Reason]:
    here, worker = problem.case[case], problem.worker[proposal.given[case]]
    if worker.key in here.known_by:
        yield Reason(Because.KNOWS_THE_FAMILY)
    together = [
        key
        for key in problem.families.get(here.family, ())
        if proposal.given.get(key) == worker.key
    ]
    if len(together) > 1:
        yield Reason(Because.SIBLINGS_TOGETHER, number=len(together))
    present = [each for each in problem.workers if may_be_given(each)]
    for need in sorted(here.needs):
        with_it = sum(need in each.has for each in present)
        if with_it < len(present):
            yield Reason(Because.ONE_OF_FEW, what=need, number=with_it, of=len(present))
    room = _room(problem, proposal, worker, case)
    others = [
        _room(problem, proposal, problem.worker[key], case)
        for key in problem.eligible[case]
        if key != worker.key
    ]
    most = not others or room > max(others)
    yield Reason(Because.MOST_ROOM if most else Because.HAS_ROOM, number=room, of=worker.ceiling)
    if worker.starts_in:
        yield Reason(Because.BEGINS_IN, number=worker.starts_in)
    else:
        yield Reason(Because.BEGINS_TODAY)
    if here.kind in worker.kinds:
        yield Reason(Because.SAME_KIND, what=here.kind)
    left = room - here.points_of(worker.key)
    yield Reason(Because.WITHIN_CEILING, number=worker.ceiling - left, of=worker.ceiling)


def _room(problem: Problem, proposal: Proposal, worker: Worker, case: str) -> int:
    """Points left when everything else in the proposal is given."""
    taken = sum(
        problem.case[key].points_of(worker.key)
        for key, who in proposal.given.items()
        if who == worker.key and key != case
    )
    return worker.ceiling - worker.load - taken


def runner_up(problem: Problem, proposal: Proposal, case: str, change: Change) -> RunnerUp:
    """Told from what changes when the proposed worker is not to be had (`changing.without`)."""
    here, first = problem.case[case], problem.worker[proposal.given[case]]
    next_one = change.proposal.given.get(case)
    if next_one is None:
        return RunnerUp("", Loss.NOBODY_ELSE)
    second = problem.worker[next_one]
    later = (second.starts_in or 0) - (first.starts_in or 0)
    if later > 0:
        return RunnerUp(next_one, Loss.BEGINS_LATER, later)
    if change.waits:
        return RunnerUp(next_one, Loss.ANOTHER_WAITS, len(change.waits))
    if costs.of_stranger(here, next_one) > costs.of_stranger(here, first.key):
        return RunnerUp(next_one, Loss.UNKNOWN_TO_FAMILY)
    if change.dearer.continuity > 0:
        return RunnerUp(next_one, Loss.SIBLINGS_APART)
    if change.moved:
        return RunnerUp(next_one, Loss.OTHERS_MOVE, len(change.moved))
    if change.dearer.evenness > 0:
        return RunnerUp(next_one, Loss.LESS_EVEN, change.dearer.evenness)
    return RunnerUp(next_one, Loss.NOTHING)


class Why(StrEnum):
    """Why a case waits."""

    NOBODY_HERE = "NOBODY_HERE"
    NOBODY_HAS = "NOBODY_HAS"
    TOO_HEAVY = "TOO_HEAVY"
    NOBODY_MAY = "NOBODY_MAY"
    FULL = "FULL"


@dataclass(frozen=True, slots=True)
class Waits:
    """Why, and the need that nobody has or how many could have taken it."""

    why: Why
    what: str = ""
    number: int = 0


def why_waiting(problem: Problem, case: str) -> Waits:
    """The first thing that stands in the way of a case that got nobody."""
    here = problem.case[case]
    present = [each for each in problem.workers if may_be_given(each)]
    if not present:
        return Waits(Why.NOBODY_HERE)
    for need in sorted(here.needs):
        if not any(need in each.has for each in present):
            return Waits(Why.NOBODY_HAS, what=need)
    able = problem.eligible[case]
    if not able:
        return Waits(Why.NOBODY_MAY)
    if all(here.points_of(key) > problem.worker[key].ceiling for key in able):
        return Waits(Why.TOO_HEAVY, number=here.points)
    return Waits(Why.FULL, number=len(able))
