"""The co-ordinated individual plan (SIP): the need, the consent, the parties, and the plan made in time."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import Case, CasePerson, Consent, CoordinatedPlan
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.services import deadlines, sharing
from kraftsamling.casework.services.trail import SIPS, ReasonMissing, changed, id_once, locked, step
from kraftsamling.casework.statuses import ConsentTo
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.confidentiality.actor import Actor


class ConsentMissing(Exception):
    """Raised when the plan would be made although nobody has consented to it."""


@transaction.atomic
def find_need(
    *, case: Case, by: Actor, at: datetime, key: UUID, need: str, need_found_on: date
) -> CoordinatedPlan:
    """Both social services and health care are needed. Raises ReasonMissing, CaseClosed."""
    case = locked(case)
    if not need.strip():
        raise ReasonMissing("sip")
    row, is_new = CoordinatedPlan.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "need": need.strip(),
            "need_found_on": need_found_on,
        },
    )
    if is_new:
        step(case, "sip", "", "NEED", by=by, at=at, about=row.pk)
    return row


@transaction.atomic
def consent_to(
    *, plan: CoordinatedPlan, by: Actor, at: datetime, seen_version: int, who: CasePerson,
    on: date, in_writing: bool,
) -> Consent:  # fmt: skip
    """The family says yes: the ten days begin, from the later of need and consent. Raises StaleVersion."""
    case = locked(plan.case)
    plan.consent = sharing.give_consent(
        case=case, by=by, at=at, key=plan.pk, given_by=who, to=ConsentTo.SIP, words=plan.need[:500],
        in_writing=in_writing, given_on=on,
    )  # fmt: skip
    save_if_unchanged(plan, seen_version=seen_version, fields=["consent"])
    deadlines.start_clock(
        case,
        clocks.SIP,
        about=plan.pk,
        start=deadlines.noon_of(max(on, plan.need_found_on)),
    )
    deadlines.refresh_next(case)
    step(case, "sip", "NEED", "CONSENT", by=by, at=at, about=plan.pk)
    return plan.consent


@transaction.atomic
def make_plan(
    *,
    plan: CoordinatedPlan,
    by: Actor,
    at: datetime,
    seen_version: int,
    parties: str,
    responsible: str,
    made_on: date,
) -> None:
    """The plan is made: with whom, and who sees to it. Raises ConsentMissing, StaleVersion."""
    case = locked(plan.case)
    if plan.consent is None or plan.consent.withdrawn_at is not None:
        raise ConsentMissing(plan.pk)
    plan.parties, plan.responsible, plan.made_on = parties.strip(), responsible.strip(), made_on
    save_if_unchanged(plan, seen_version=seen_version, fields=["parties", "responsible", "made_on"])
    made = deadlines.noon_of(made_on)
    deadlines.stop_clock(case, clocks.SIP, about=plan.pk, at=made)
    deadlines.refresh_next(case)
    step(case, "sip", "CONSENT", "MADE", by=by, at=at, about=plan.pk)
    changed(SIPS, case, of=made, at=at)
