"""A year of help: what Lindsjö's cases got, and what was open to all and only counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from kraftsamling.casework.models import (
    Case,
    Decision,
    Intervention,
    InterventionFollowUp,
    InterventionKind,
    PreventiveCount,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.services import deadlines
from kraftsamling.casework.services.setting_up import HOME_VISITS, kind_id
from kraftsamling.casework.statuses import (
    Counted,
    DecisionState,
    DecisionType,
    InterventionState,
    Provider,
    Result,
)
from kraftsamling.common.clock import day_of
from kraftsamling.demo.world.places import fixed

MONTHS: Final = 13
OFFERED: Final = (21, 18, 24, 19, 22, 25, 20, 17, 23, 26, 21, 24, 19)
OTHERS: Final = {
    "Föräldrakurs": (0, 5, 5, 0, 5, 5, 0, 0, 0, 5, 5, 5, 4),
    "Rådgivning utan ärende": (11, 14, 9, 16, 13, 15, 12, 7, 10, 17, 19, 18, 15),
    "Fältarbete på kvällar": (8, 9, 8, 9, 8, 9, 8, 8, 9, 8, 9, 8, 8),
}
GOALS: Final = "Lugnare kvällar och att barnet kommer till skolan varje dag."
SAYS: Final = "Det är lättare när vi har bestämt i förväg vad som ska hända."


def build(now: datetime) -> None:
    """Runs inside Lindsjö, when its year of cases is there."""
    _in_cases(now)
    _open_to_all(day_of(now))


def home_visits_id() -> UUID:
    """The id of the programme of home visits to first-time parents."""
    return kind_id(fixed("lindsjo"), HOME_VISITS)


def _in_cases(now: datetime) -> None:
    today = day_of(now)
    kinds = list(
        InterventionKind.rows.of_authority(fixed("lindsjo"))
        .filter(is_individual=True, needs_decision=True)
        .order_by("position")
    )
    decided = Decision.rows.of_authority(fixed("lindsjo")).filter(
        type=DecisionType.ASSISTANCE, state=DecisionState.DECIDED
    )
    rows = [
        _help(decision, kinds[(3 * place) % len(kinds)], place, today)
        for place, decision in enumerate(
            decided.select_related("case").order_by("decided_on", "pk")
        )
    ]
    Intervention.rows.bulk_create(rows)
    for place, each in enumerate(rows):
        if each.state == InterventionState.STARTED and each.started_on:
            _follow(each, place, now)


def _help(decision: Decision, kind: InterventionKind, place: int, today: date) -> Intervention:
    assert decision.decided_on is not None
    begins = decision.decided_on + timedelta(days=4 + place % 17)
    closed = decision.case.closed_on
    row = Intervention(
        pk=fixed(f"help {decision.pk}"),
        authority_id=decision.authority_id,
        case=decision.case,
        kind=kind,
        decision=decision,
        provider=Provider.BOUGHT if place % 7 == 0 else Provider.OWN,
        supplier="Familjebyrån Linden" if place % 7 == 0 else "",
        ordered_on=decision.decided_on,
        goals=GOALS,
        childs_view=SAYS,
    )
    if begins > today or (closed and closed < begins):
        return row
    row.state, row.started_on = InterventionState.STARTED, begins
    if closed:
        row.state, row.ended_on = InterventionState.ENDED, max(closed, begins)
        row.result = (Result.REACHED, Result.PARTLY, Result.REACHED, Result.STOPPED)[place % 4]
        row.result_words = "Familjen och vi är överens om hur det gick."
    return row


def _follow(row: Intervention, place: int, now: datetime) -> None:
    """One follow-up done, when there has been time for it, and the day of the next."""
    assert row.started_on is not None
    today = day_of(now)
    first = row.started_on + timedelta(days=60)
    if first < today:
        InterventionFollowUp.rows.create(
            authority_id=row.authority_id, intervention=row, planned_on=first, done_on=first,
            words="Kvällarna är lugnare. Skolan ringer mer sällan.", childs_view=SAYS,
        )  # fmt: skip
    day = today + timedelta(days=3 + (11 * place) % 80)
    waiting = InterventionFollowUp.rows.create(
        authority_id=row.authority_id, intervention=row, planned_on=day
    )
    case = Case.rows.get(pk=row.case_id)
    deadlines.start_until(
        case,
        clocks.INTERVENTION_FOLLOW_UP,
        about=waiting.pk,
        start=now - timedelta(days=1),
        day=day,
    )
    deadlines.refresh_next(case)


def _open_to_all(today: date) -> None:
    programme = InterventionKind.rows.get(pk=home_visits_id())
    unit = fixed("lindsjo/Öppenvård")
    last = today.year * 12 + today.month - 1
    for place, offered in enumerate(OFFERED):
        number = last - MONTHS + 1 + place
        month = date(number // 12, number % 12 + 1, 1)
        # A month that has just begun has not had all its visits.
        share = today.day / 31 if place == MONTHS - 1 else 1.0
        begun = offered - 2 - place % 3
        visits = 4 * begun + place
        counts = {
            Counted.OFFERED: offered,
            Counted.BEGUN: begun,
            Counted.VISITS: visits,
            Counted.JOINT_VISITS: visits - 5 + place % 4,
            Counted.AT_15_MONTHS: begun - 3,
            Counted.ALL_VISITS: begun - 6 + place // 5,
        }
        for counted, so_many in counts.items():
            _count(programme, unit, counted, month, round(so_many * share))
        for name, numbers in OTHERS.items():
            kind = InterventionKind.rows.get(authority_id=programme.authority_id, name=name)
            _count(kind, unit, Counted.OCCASIONS, month, round(numbers[place] * share))


def _count(
    kind: InterventionKind, unit_id: UUID, counted: Counted, month: date, number: int
) -> None:
    PreventiveCount.rows.create(
        authority_id=kind.authority_id, unit_id=unit_id, kind=kind, counted=counted, month=month,
        number=max(0, number),
    )  # fmt: skip
