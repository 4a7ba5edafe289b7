"""How a row of a case meets the conditions of the matrix. Each is a pair: one row, and the database.

`path` leads from the row to its case: "" for the case itself, "case" for what lies in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import reduce
from operator import and_
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kraftsamling.casework.models import (
    Assignment,
    BrokenGlass,
    Case,
    CasePerson,
    CaseRead,
    ConflictBlock,
    Consult,
    Decision,
    JointHandling,
    Person,
    who_it_is,
)
from kraftsamling.casework.statuses import AssignmentRole, JointState
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import EVERY_ROW, NO_ROW, Circumstances, Pair
from kraftsamling.organisations.selectors import current

READING: Final = frozenset({"list", "read", "read_own", "search"})
READ_AFTER_END: Final = timedelta(days=30)  # access-and-secrecy 6.1, ASSIGNED
AGENDA_OPEN_AFTER: Final = timedelta(days=30)  # access-and-secrecy 6.1, AGENDA
NOBODY: Final = "-"

Cases = Callable[[Actor, Circumstances], "QuerySet[Any] | None"]
"""A query of the one column `case_id`; None when there can be none."""


def case_of(row: Any, path: str) -> Case:
    """The case a row lies in."""
    case: Case = reduce(getattr, path.split("__"), row) if path else row
    return case


def _to_case(path: str) -> str:
    return f"{path}_id" if path else "pk"


def among(cases: Cases, path: str) -> Pair:
    """The row's case is one of these."""

    def holds(actor: Actor, row: Any, at: Circumstances) -> bool:
        found = cases(actor, at)
        return found is not None and found.filter(case_id=case_of(row, path).pk).exists()

    def q(actor: Actor, at: Circumstances) -> Q:
        found = cases(actor, at)
        return NO_ROW if found is None else Q(**{f"{_to_case(path)}__in": found})

    return Pair(holds, q)


def none_of(cases: Cases, path: str) -> Pair:
    """The row's case is not one of these."""
    inside = among(cases, path)

    def q(actor: Actor, at: Circumstances) -> Q:
        found = cases(actor, at)
        return EVERY_ROW if found is None else ~Q(**{f"{_to_case(path)}__in": found})

    return Pair(lambda actor, row, at: not inside.holds(actor, row, at), q)


def either(*pairs: Pair) -> Pair:
    """One of them holds."""
    return Pair(
        lambda actor, row, at: any(pair.holds(actor, row, at) for pair in pairs),
        lambda actor, at: reduce(lambda a, b: a | b, (pair.q(actor, at) for pair in pairs)),
    )


def own_assignments(actor: Actor, at: Circumstances) -> QuerySet[Assignment]:
    """The assignments by which an actor may do `at.action` now. Ended ones let read for thirty days, and as
    long write the letter about what has closed the case."""
    today = day_of(at.now)
    last_day: date = today - READ_AFTER_END if at.action in READING else today
    holds = Q(ends_on__isnull=True) | Q(ends_on__gte=last_day)
    if at.action == "send":
        holds |= Q(ends_on__gte=today - READ_AFTER_END, case__closed_on__isnull=False)
    assert actor.membership_id is not None
    return Assignment.rows.filter(holds, membership_id=actor.membership_id, starts_on__lte=today)


def _assigned(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
    return own_assignments(actor, at).values("case_id") if actor.membership_id else None


def _supervised(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
    """A trainee's cases whose supervisor has the case too, today."""
    if actor.membership_id is None:
        return None
    supervisors = Assignment.rows.filter(
        current(day_of(at.now)),
        case_id=OuterRef("case_id"),
        membership_id=OuterRef("supervisor_id"),
    )
    mine = own_assignments(actor, at).filter(role=AssignmentRole.SUPERVISED)
    return mine.filter(Exists(supervisors)).values("case_id")


def _consulted(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
    if actor.membership_id is None:
        return None
    return Consult.rows.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=at.now),
        membership_id=actor.membership_id,
        until__gte=day_of(at.now),
        invited_at__lte=at.now,
    ).values("case_id")


def _across(mine: str, theirs: str) -> Cases:
    """The cases that open joint handling ties to a case which the actor has today: no thirty days more."""

    def found(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
        if actor.membership_id is None:
            return None
        own = Assignment.rows.filter(current(day_of(at.now)), membership_id=actor.membership_id)
        links = JointHandling.rows.filter(
            **{"state": JointState.OPEN, f"{mine}__in": own.values("case_id")}
        )
        return links.annotate(case_id=F(theirs)).values("case_id")

    return found


def _on_the_agenda(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
    """From the summons to thirty days after the meeting of the actor's own committee."""
    if actor.authority_id is None:
        return None
    today = day_of(at.now)
    return Decision.rows.filter(
        authority_id=actor.authority_id,
        meeting__summoned_on__lte=today,
        meeting__on__gte=today - AGENDA_OPEN_AFTER,
    ).values("case_id")


def _behind_broken_glass(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
    if actor.membership_id is None:
        return None
    return BrokenGlass.rows.filter(
        membership_id=actor.membership_id, opened_at__lte=at.now, ends_at__gt=at.now
    ).values("case_id")


def _reason_given(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
    if actor.membership_id is None:
        return None
    return CaseRead.rows.filter(
        membership_id=actor.membership_id, at__lte=at.now, until__gt=at.now
    ).values("case_id")


def _blocked(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
    """Cases that the human being has declared or been set aside from."""
    return ConflictBlock.rows.filter(human=actor.human or NOBODY, lifted_at__isnull=True).values(
        "case_id"
    )


def rows_of_human(humans: Collection[str]) -> QuerySet[Any]:
    """The ids of the people who are these human beings, by whichever number they are known."""
    return Person.rows.filter(identity_index__in=humans).values_list(who_it_is(), flat=True)


def _own_family(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
    """Cases in which the human being is a person: own file, own household."""
    return CasePerson.rows.filter(person__identity_index=actor.human or NOBODY).values("case_id")


def _own_family_by_a_merged_row(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
    """The same, where the number stands on a row that was made one with that person. Asked apart: of both at
    once the database would read every place in a case."""
    return CasePerson.rows.filter(person__merged_rows__identity_index=actor.human or NOBODY).values(
        "case_id"
    )


SET_ASIDE_FROM: Final[tuple[Cases, ...]] = (
    _blocked,
    _own_family,
    _own_family_by_a_merged_row,
)
"""Each gives cases that the human being may not come near. One by one, each by an index."""


def _protected_from(actor: Actor, at: Circumstances) -> QuerySet[Any] | None:
    """Cases with a protected person on whose list the actor is not."""
    shut = CasePerson.rows.filter(person__is_protected=True)
    if actor.membership_id is not None:
        shut = shut.exclude(person__allowed__membership_id=actor.membership_id)
    return shut.values("case_id")


def in_own_unit(path: str) -> Pair:
    """UNIT: the case lies in the subtree of the actor's unit."""
    column = f"{path}__unit_id__in" if path else "unit_id__in"
    return Pair(
        lambda actor, row, _: case_of(row, path).unit_id in actor.unit_ids,
        lambda actor, _: Q(**{column: actor.unit_ids}),
    )


def is_open(path: str) -> Pair:
    """OPENCASE: the case is not closed."""
    column = f"{path}__closed_on__isnull" if path else "closed_on__isnull"
    return Pair(
        lambda actor, row, _: case_of(row, path).closed_on is None,
        lambda actor, _: Q(**{column: True}),
    )


def assigned(path: str) -> Pair:
    """ASSIGNED: a current assignment binds the actor to the case."""
    return among(_assigned, path)


def linked(path: str) -> Pair:
    """LINK: joint handling that is open ties the actor's own case to this one. It opens the summary only."""
    return either(
        among(_across("adult_case", "child_case_id"), path),
        among(_across("child_case", "adult_case_id"), path),
    )


def no_conflict(path: str) -> Pair:
    """COI: nothing blocks this human being from the case."""
    each = [none_of(cases, path) for cases in SET_ASIDE_FROM]
    return Pair(
        lambda actor, row, at: all(pair.holds(actor, row, at) for pair in each),
        lambda actor, at: reduce(and_, (pair.q(actor, at) for pair in each)),
    )


def may_see_protected(path: str) -> Pair:
    """PROT: no person of the case is protected, or the actor is on the list of each who is."""
    column = f"{path}__is_protected" if path else "is_protected"
    listed = none_of(_protected_from, path)
    return Pair(
        lambda actor, row, at: not case_of(row, path).is_protected or listed.holds(actor, row, at),
        lambda actor, at: Q(**{column: False}) | listed.q(actor, at),
    )


def has_a_purpose(path: str, *enough: Pair) -> Pair:
    """PURPOSE: each of `enough` says it; otherwise a reason must have been given."""
    without = either(*enough, among(_reason_given, path))
    # Not one more of `either`: Django drops an empty Q from an "or", and every row would become none.
    return Pair(
        lambda actor, row, at: bool(at.basis) or without.holds(actor, row, at),
        lambda actor, at: EVERY_ROW if at.basis else without.q(actor, at),
        follows_from=enough,
    )


def conditions_of(path: str = "case") -> dict[str, Pair]:
    """Every condition that a row of a case can meet, by its code in the matrix."""
    # One's own case, one's unit's flow, joint work and an emergency say why by themselves.
    purposes = {
        "ASSIGNED": assigned(path),
        "UNIT": in_own_unit(path),
        "LINK": linked(path),
        "BTG": among(_behind_broken_glass, path),
    }
    return {
        **purposes,
        "SUPERVISED": among(_supervised, path),
        "OPENCASE": is_open(path),
        "CONSULT": among(_consulted, path),
        "AGENDA": among(_on_the_agenda, path),
        "COI": no_conflict(path),
        "PROT": may_see_protected(path),
        "PURPOSE": has_a_purpose(path, *purposes.values()),
    }


def of_both_sides(one: str, other: str) -> dict[str, Pair]:
    """The conditions of a row that lies in two cases, one of which may not be there yet.

    What lets somebody in must hold of one of them; what shuts somebody out must hold of both.
    """
    first, second = conditions_of(one), conditions_of(other)

    def sides(row: Any) -> list[tuple[dict[str, Pair], Any]]:
        found = ((first, one), (second, other))
        return [(pairs, row) for pairs, path in found if getattr(row, f"{path}_id") is not None]

    def of_one(code: str) -> Pair:
        return Pair(
            lambda actor, row, at: any(
                pairs[code].holds(actor, row, at) for pairs, row in sides(row)
            ),
            lambda actor, at: first[code].q(actor, at) | second[code].q(actor, at),
        )

    def of_both(code: str) -> Pair:
        return Pair(
            lambda actor, row, at: all(
                pairs[code].holds(actor, row, at) for pairs, row in sides(row)
            ),
            lambda actor, at: (
                (first[code].q(actor, at) | Q(**{f"{one}__isnull": True}))
                & (second[code].q(actor, at) | Q(**{f"{other}__isnull": True}))
            ),
        )

    purpose = of_one("PURPOSE")
    return {
        "ASSIGNED": of_one("ASSIGNED"),
        "UNIT": of_one("UNIT"),
        "COI": of_both("COI"),
        "PROT": of_both("PROT"),
        # An "or" drops an empty Q, and with it every row.
        "PURPOSE": Pair(
            purpose.holds, lambda actor, at: EVERY_ROW if at.basis else purpose.q(actor, at)
        ),
    }
