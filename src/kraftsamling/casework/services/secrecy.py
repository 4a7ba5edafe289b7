"""Guarding one case: conflicts of interest, protected identity, broken glass, reasons, consults."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from kraftsamling.casework.models import (
    BrokenGlass,
    Case,
    CasePerson,
    CaseRead,
    ConflictBlock,
    Consult,
    GlassReason,
    Person,
    ProtectedAllowed,
    ProtectedIdentity,
)
from kraftsamling.casework.services.conflicts import is_set_aside
from kraftsamling.casework.services.glass import AlreadyReviewed, tell_at_once
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.statuses import Protection
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Membership

GLASS_OPEN: Final = timedelta(minutes=60)
GLASS_A_DAY: Final = 3
SHORTEST_REASON: Final = 20
REASON_HOLDS: Final = timedelta(hours=10)
LONGEST_CONSULT: Final = timedelta(days=14)


class GlassSpent(Exception):
    """Raised for a fourth emergency opening in a day: then a manager must open."""


class ConsultTooLong(Exception):
    """Raised for a consult of more than fourteen days."""


class NotForThisCase(Exception):
    """Raised for a method supporter who may not come near the case (jäv), or not near a protected person."""


@transaction.atomic
def declare_conflict(*, case: Case, by: Actor, at: datetime, words: str = "") -> ConflictBlock:
    """I may not come near this case (jäv). It holds at once, in every list and search."""
    assert by.membership_id is not None
    row, _new = ConflictBlock.rows.get_or_create(
        authority_id=case.authority_id,
        case=case,
        human=by.human,
        lifted_at=None,
        defaults={
            "declared_by": by.membership_id,
            "declared_at": at,
            "words": words.strip() or None,
        },
    )
    return row


@transaction.atomic
def set_protection(
    *, person: Person, level: Protection, by: Actor, at: datetime, allowed: list[Membership]
) -> None:
    """Raise a person's protection: one click, at once, in every case. Lowering takes two (approvals).

    Whoever sets it is on the list, so that the case is not lost to everybody. The address leaves the open
    part of the file: with a secrecy marking it is kept sealed, above that it is thrown away.
    """
    assert by.membership_id is not None
    values = {"level": level, "set_at": at, "set_by": by.membership_id}
    row, is_new = ProtectedIdentity.rows.get_or_create(
        authority_id=person.authority_id, person=person, defaults=values
    )
    before = Protection.NONE if is_new else Protection(row.level)
    if level > before and not is_new:
        row.level, row.set_at, row.set_by = level, at, by.membership_id
        row.save(update_fields=["level", "set_at", "set_by"])
    for membership_id in {by.membership_id, *(each.pk for each in allowed)}:
        ProtectedAllowed.rows.get_or_create(
            authority_id=person.authority_id,
            person=person,
            membership_id=membership_id,
            defaults={"added_at": at, "added_by": by.membership_id},
        )
    if person.address and row.level == Protection.FLAGGED:
        row.address = person.address
        row.save(update_fields=["address"])
    elif row.level > Protection.FLAGGED and before <= Protection.FLAGGED:
        row.address = None  # only the Tax Agency's forwarding address may be kept from here on
        row.save(update_fields=["address"])
    person.is_protected, person.address, person.phone = True, "", ""
    person.save(update_fields=["is_protected", "address", "phone"])
    cases = CasePerson.rows.filter(person=person).values("case_id")
    Case.rows.filter(pk__in=cases).update(is_protected=True)


@transaction.atomic
def break_glass(
    *, case: Case, by: Actor, at: datetime, reason: GlassReason, words: str
) -> BrokenGlass:
    """Open one case for sixty minutes, read only. Raises GlassSpent, ReasonMissing (under twenty characters).

    Never opens what a conflict of interest or a protected identity shuts: those conditions stay.
    """
    if len(words.strip()) < SHORTEST_REASON:
        raise ReasonMissing("glass")
    assert by.membership_id is not None
    assert by.user_id is not None
    day_ago = at - timedelta(hours=24)
    mine = BrokenGlass.rows.of_authority(case.authority_id).filter(human=by.human)
    if mine.filter(opened_at__gt=day_ago).count() >= GLASS_A_DAY:
        raise GlassSpent(by.membership_id)
    glass = BrokenGlass.rows.create(
        authority_id=case.authority_id,
        case_id=case.pk,
        unit_id=case.unit_id,
        membership_id=by.membership_id,
        user=by.user_id,
        human=by.human,
        reason=reason,
        words=words.strip(),
        opened_at=at,
        ends_at=at + GLASS_OPEN,
    )
    tell_at_once(glass, at=at)
    return glass


def words_of_open_glass(case: Case, by: Actor, *, now: datetime) -> str:
    """Why the actor has the case open: each page of it is logged with that."""
    rows = BrokenGlass.rows.of_authority(case.authority_id).filter(
        membership=by.membership_id, case_id=case.pk, ends_at__gt=now
    )
    return rows.order_by("-opened_at").values_list("words", flat=True).first() or ""


@transaction.atomic
def review_glass(*, glass: BrokenGlass, by: Actor, at: datetime, outcome: str, words: str) -> None:
    """Somebody else says whether it was right, once. Raises ReasonMissing, AlreadyReviewed."""
    if not words.strip():
        raise ReasonMissing("review")
    glass = BrokenGlass.rows.select_for_update().get(pk=glass.pk)
    if glass.reviewed_at is not None:
        raise AlreadyReviewed(glass.pk)
    glass.reviewed_at, glass.reviewed_by = at, by.membership_id
    glass.outcome, glass.reviewer_words = outcome, words.strip()
    glass.save(update_fields=["reviewed_at", "reviewed_by", "outcome", "reviewer_words"])


@transaction.atomic
def give_reason(*, case: Case, by: Actor, at: datetime, reason: str) -> CaseRead:
    """Why I open a case that is not mine: kept in the log, holds for a working day. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing("purpose")
    assert by.membership_id is not None
    return CaseRead.rows.create(
        authority_id=case.authority_id,
        case=case,
        membership_id=by.membership_id,
        reason=reason.strip(),
        at=at,
        until=at + REASON_HOLDS,
    )


@transaction.atomic
def invite_consult(
    *, case: Case, by: Actor, at: datetime, who: Membership, until: date, question: str
) -> Consult:
    """Ask a method supporter to read the case and think along. Raises ConsultTooLong, NotForThisCase."""
    if until > day_of(at) + LONGEST_CONSULT:
        raise ConsultTooLong(until)
    listed = ProtectedAllowed.rows.filter(membership=who).values("person_id")
    protected = CasePerson.rows.filter(case=case, person__is_protected=True)
    if is_set_aside(who.user.human, case) or protected.exclude(person__in=listed).exists():
        raise NotForThisCase(who.pk)
    assert by.membership_id is not None
    return Consult.rows.create(
        authority_id=case.authority_id,
        case=case,
        membership=who,
        invited_by=by.membership_id,
        invited_at=at,
        until=until,
        question=question.strip(),
    )


@transaction.atomic
def end_consult(*, consult: Consult, by: Actor, at: datetime) -> None:
    """It is over, at once: said by whoever has the case, or by the method supporter."""
    Consult.rows.filter(pk=consult.pk, ended_at=None).update(ended_at=at, ended_by=by.membership_id)
