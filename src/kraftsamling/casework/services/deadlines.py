"""The clocks of a case: started and stopped by acts, never by anybody's hand.

A due date is stored when its clock starts and does not move when a rule changes. The nearest open one is
repeated on the case, so that a list of cases needs no other table.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet

from kraftsamling.casework.models import NOTHING_DUE, Case, Deadline, LegalRule
from kraftsamling.casework.rules.clocks import NOT_OURS
from kraftsamling.casework.rules.deadlines import ReasonIsMissing, due_at, extended_due
from kraftsamling.casework.rules.legal_rules import CATALOGUE, Counting, Rule
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.common.clock import STOCKHOLM, day_of


def rules_for(codes: Collection[str], authority_id: UUID, *, on: date) -> dict[str, Rule]:
    """The rules with these codes, asked for at once. Raises KeyError."""
    found = {code: CATALOGUE[code] for code in codes}
    own = LegalRule.rows.of_authority(authority_id).filter(code__in=codes, valid_from__lte=on)
    for each in own.order_by("valid_from"):
        found[each.code] = _as_decided(CATALOGUE[each.code], each)
    return found


def _as_decided(start: Rule, own: LegalRule) -> Rule:
    return replace(
        start,
        length=own.length,
        counting=Counting(own.counting),
        source=own.source,
        confidence="V" if own.verified_on else start.confidence,
    )


def noon_of(day: date) -> datetime:
    """A moment on a day, for a clock that is counted in days: the middle, far from both midnights."""
    return datetime.combine(day, time(12), tzinfo=STOCKHOLM)


def start_clock(case: Case, code: str, *, about: UUID, start: datetime) -> None:
    """Begin to count. The same clock twice is one clock. Call `refresh_next` when all have been started."""
    start_clocks(case, [code], about=about, start=start)


def start_clocks(case: Case, codes: Collection[str], *, about: UUID, start: datetime) -> None:
    """Begin to count all that one event starts, in two statements."""
    Deadline.rows.bulk_create(
        clocks_from(case, codes, about=about, start=start), ignore_conflicts=True
    )


def clocks_from(
    case: Case, codes: Collection[str], *, about: UUID, start: datetime
) -> list[Deadline]:
    """The clocks that one event starts, not stored yet."""
    rules = rules_for(codes, case.authority_id, on=day_of(start))
    clocks = []
    for code, rule in rules.items():
        due = due_at(rule, start=start)
        clocks.append(
            Deadline(
                authority_id=case.authority_id,
                case=case,
                code=code,
                about=about,
                starts_at=start,
                consequence=rule.consequence,
                due_at=due,
                first_due_at=due,
            )
        )
    return clocks


def repeat_nearest(case: Case, clocks: Collection[Deadline]) -> None:
    """What `refresh_next` would find for a case that is not stored yet, all of whose clocks these are."""
    ours = [(each.due_at, each.code) for each in clocks if each.consequence not in NOT_OURS]
    case.next_due_at, case.next_due_code = min(ours, default=(NOTHING_DUE, ""))


def start_until(case: Case, code: str, *, about: UUID, start: datetime, day: date) -> None:
    """Begin to count until the end of a day that somebody has chosen, instead of the one before."""
    rule = rules_for([code], case.authority_id, on=start.astimezone(STOCKHOLM).date())[code]
    _open(case).filter(code=code, about=about).update(cancelled_at=start)
    due = _end_of(day)
    Deadline.rows.update_or_create(
        code=code,
        about=about,
        starts_at=start,
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "consequence": rule.consequence,
            "due_at": due,
            "first_due_at": due,
            "cancelled_at": None,
        },
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=STOCKHOLM)


def cancel_clock(case: Case, code: str, *, about: UUID, at: datetime) -> None:
    """It is not due any more, and has not been done."""
    _open(case).filter(code=code, about=about).update(cancelled_at=at)


def stop_clock(case: Case, code: str, *, about: UUID, at: datetime) -> None:
    """What was due has been done."""
    _open(case).filter(code=code, about=about).update(done_at=at)


def cancel_clocks(case: Case, *, at: datetime, but: frozenset[str] = frozenset()) -> None:
    """Nothing more is due in the case, except these."""
    _open(case).exclude(code__in=but).update(cancelled_at=at)


def extend_clock(case: Case, code: str, *, about: UUID, to: date, because: str) -> None:
    """Move a due date to a named day, where the rule allows it; the first one stays beside it.

    Raises ReasonMissing, NotALaterDay, CannotBeExtended (rules/deadlines).
    """
    for clock in _open(case).filter(code=code, about=about):
        rule = rules_for([code], case.authority_id, on=day_of(clock.starts_at))[code]
        try:
            clock.due_at = extended_due(rule, due=clock.due_at, until=to, reason=because)
        except ReasonIsMissing as missing:
            raise ReasonMissing(code) from missing
        clock.extended_because = because.strip()[:500]
        clock.save(update_fields=["due_at", "extended_because"])


def refresh_next(case: Case) -> None:
    """Repeat the nearest open deadline on the case. The case is locked by the act that calls."""
    nearest = (
        _open(case)
        .exclude(consequence__in=NOT_OURS)
        .order_by("due_at", "code")
        .values_list("due_at", "code")
        .first()
    )
    case.next_due_at, case.next_due_code = nearest or (NOTHING_DUE, "")
    Case.rows.filter(pk=case.pk).update(
        next_due_at=case.next_due_at, next_due_code=case.next_due_code
    )


def open_duties(case: Case) -> list[Deadline]:
    """What the law still asks for in a case, nearest first: a case with open duties does not close."""
    duties = _open(case).exclude(consequence__in=NOT_OURS)
    return list(duties.order_by("due_at", "code"))


def _open(case: Case) -> QuerySet[Deadline]:
    return Deadline.rows.filter(Q(done_at=None) & Q(cancelled_at=None), case=case)
