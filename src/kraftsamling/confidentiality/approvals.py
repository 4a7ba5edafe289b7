"""Acts that take two people: one asks, another human being confirms, within seven days.

An app registers a kind of act: which cell of the matrix lets somebody ask, which roles may be second, what
happens when it is confirmed, and a sentence that says what changes. The second is of the same role, a
dated deputy, or the next level up, as the kind's table says; never oneself, also not by another account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.matrix import matrix
from kraftsamling.confidentiality.models import Approval, ApprovalStatus
from kraftsamling.confidentiality.models.approvals import DECIDED

VALID_FOR: Final = timedelta(days=7)  # docs/rules.md: two-person acts


@dataclass(frozen=True)
class Kind:
    """One kind of two-person act.

    `execute` runs the act inside the confirmation's transaction. `describe` gives one sentence on what
    changes. `may_be_alone` lets the very first people of an authority be added before there is a second.
    `concerns` names the human being the act is about, who cannot be second either.
    """

    code: str
    seconds: frozenset[str]
    execute: Callable[[Approval, Actor, datetime], None]
    describe: Callable[[Mapping[str, Any]], str]
    may_be_alone: bool = False
    concerns: Callable[[Mapping[str, Any]], str] | None = None


KINDS: Final[dict[str, Kind]] = {}

# Apps above this one know who holds which role, and how to reach them.
HumansSource = Callable[[UUID, frozenset[str], datetime], frozenset[str]]
Listener = Callable[["Approval", datetime], None]
_humans_source: list[HumansSource] = []
_listeners: list[Listener] = []


def humans_come_from(source: HumansSource) -> None:
    """Called once by the app that knows memberships: who holds one of these roles now, as human beings."""
    _humans_source[:] = [source]


def tell(listener: Listener) -> None:
    """Have a function called when an act starts to wait, and again when it is decided."""
    if listener not in _listeners:
        _listeners.append(listener)


def register(kind: Kind) -> Kind:
    """Make a kind of act known. Called at start by the app that owns the act."""
    KINDS[kind.code] = kind
    return kind


@cache
def two_person_roles() -> frozenset[str]:
    """The roles that may be second in some act, or that may not do a thing to their own work. Of whoever has
    one we must know which human being it is."""
    of_cells = {
        cell.role
        for cell in matrix().live_cells()
        if {"FOUR_EYES", "NOT_SELF"} & set(cell.conditions)
    }
    return frozenset(of_cells.union(*(kind.seconds for kind in KINDS.values())))


class NotASecondPerson(Exception):
    """Raised when somebody confirms who asked, or whose role the act's table does not name."""


class SecondExists(Exception):
    """Raised when somebody would act alone although there is another who could confirm."""


class NoLongerPossible(Exception):
    """Raised by an act that cannot run any more, with a sentence for the person who confirmed it."""


class NotWaiting(Exception):
    """Raised when the act was already decided, or its seven days have passed."""


@transaction.atomic
def ask(
    kind: str,
    *,
    by: Actor,
    at: datetime,
    payload: Mapping[str, Any],
    object_id: UUID | None = None,
    reason: str = "",
    alone_because: str = "",
) -> Approval:
    """Ask for a two-person act. With `alone_because` it runs at once, and the reason stays on record."""
    assert by.membership_id is not None
    assert by.authority_id is not None
    approval = Approval.rows.create(
        authority_id=by.authority_id,
        kind=KINDS[kind].code,
        object_id=object_id,
        payload=dict(payload),
        reason=reason,
        requested_at=at,
        requested_by=by.membership_id,
        requested_by_human=by.human,
        requested_in_unit=by.unit_id,
        requested_as=by.role,
        expires_at=at + VALID_FOR,
    )
    if alone_because:
        if not may_act_alone(kind, by, at=at):
            raise SecondExists(kind)
        approval.decided_alone_because = alone_because
        _decide(approval, ApprovalStatus.APPROVED, by=by, at=at)
    else:
        _announce(approval, at)
    return approval


def _announce(approval: Approval, at: datetime) -> None:
    for listener in _listeners:
        listener(approval, at)


def could_be_second(kind: str, authority_id: UUID, *, but: str, at: datetime) -> frozenset[str]:
    """The human beings who may confirm such an act, all but the one who asks. Inside the authority."""
    source = _humans_source[0]
    return source(authority_id, KINDS[kind].seconds, at) - {but}


def may_act_alone(kind: str, by: Actor, *, at: datetime) -> bool:
    """Whether the act may run without a second: its kind allows it, and there is nobody else to ask."""
    assert by.authority_id is not None
    return KINDS[kind].may_be_alone and not could_be_second(
        kind, by.authority_id, but=by.human, at=at
    )


def may_be_second(actor: Actor, approval: Approval) -> bool:
    """Whether this person may confirm: right authority, right role, two factors, another human being."""
    kind = KINDS[approval.kind]
    return (
        actor.authority_id == approval.authority_id
        and actor.second_factor
        and actor.role in kind.seconds
        and bool(actor.human)
        and actor.human != approval.requested_by_human
        and (kind.concerns is None or kind.concerns(approval.payload) != actor.human)
    )


def may_see(approval_id: UUID, actor: Actor) -> bool:
    """Whether there is such an act, at the actor's authority, that the actor may confirm or decline."""
    if actor.authority_id is None:
        return False
    approval = Approval.rows.of_authority(actor.authority_id).filter(pk=approval_id).first()
    return approval is not None and may_be_second(actor, approval)


def waiting_for(actor: Actor, *, at: datetime) -> list[Approval]:
    """What this person may confirm now, oldest first."""
    if actor.authority_id is None:
        return []
    waiting: QuerySet[Approval] = Approval.rows.of_authority(actor.authority_id).filter(
        status=ApprovalStatus.WAITING, expires_at__gt=at
    )
    return [each for each in waiting.order_by("requested_at", "pk") if may_be_second(actor, each)]


def waiting_about(
    kind: str, object_id: UUID, *, authority_id: UUID, at: datetime
) -> Approval | None:
    """Such an act about this object that has been asked for, and that nobody has decided yet."""
    rows = Approval.rows.of_authority(authority_id).filter(kind=kind, object_id=object_id)
    return rows.filter(status=ApprovalStatus.WAITING, expires_at__gt=at).first()


def latest_about(
    kind: str, object_ids: Iterable[UUID], *, authority_id: UUID
) -> dict[UUID, Approval]:
    """What became of such acts: the latest about each of these objects that has ever been asked for."""
    rows = Approval.rows.of_authority(authority_id).filter(kind=kind, object_id__in=set(object_ids))
    return {each.object_id: each for each in rows.order_by("requested_at", "pk") if each.object_id}


def asked_by(actor: Actor) -> list[Approval]:
    """What this person has asked for, newest first; also in another role of the same person."""
    if actor.authority_id is None:
        return []
    mine = Approval.rows.of_authority(actor.authority_id).filter(requested_by_human=actor.human)
    return list(mine.order_by("-requested_at", "pk")[:20])


def state_of(approval: Approval, *, at: datetime) -> ApprovalStatus:
    """Where it stands now: what has waited for seven days has lapsed, though nobody has written so."""
    if approval.status == ApprovalStatus.WAITING and at >= approval.expires_at:
        return ApprovalStatus.LAPSED
    return ApprovalStatus(approval.status)


@transaction.atomic
def approve(approval_id: UUID, *, by: Actor, at: datetime) -> Approval:
    """Confirm, and run the act in the same transaction. Twice is refused, not repeated."""
    return _by_second(approval_id, ApprovalStatus.APPROVED, by=by, at=at)


@transaction.atomic
def decline(approval_id: UUID, *, by: Actor, at: datetime) -> Approval:
    """Say no; nothing changes."""
    return _by_second(approval_id, ApprovalStatus.DECLINED, by=by, at=at)


def _by_second(approval_id: UUID, answer: ApprovalStatus, *, by: Actor, at: datetime) -> Approval:
    approval = Approval.rows.select_for_update().get(pk=approval_id)
    if not may_be_second(by, approval):
        raise NotASecondPerson(approval.kind)
    _decide(approval, answer, by=by, at=at)
    _announce(approval, at)
    return approval


def _decide(approval: Approval, answer: ApprovalStatus, *, by: Actor, at: datetime) -> None:
    if approval.status in DECIDED or at >= approval.expires_at:
        raise NotWaiting(approval.kind)
    approval.status = answer
    approval.decided_at = at
    approval.decided_by = by.membership_id
    approval.decided_by_human = by.human
    approval.save(
        update_fields=[
            "status", "decided_at", "decided_by", "decided_by_human", "decided_alone_because",
        ]
    )  # fmt: skip
    if answer is ApprovalStatus.APPROVED:
        KINDS[approval.kind].execute(approval, by, at)
