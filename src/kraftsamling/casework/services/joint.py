"""Joint handling: offered to a parent, opened by the parent's consent, planned, followed up, ended.

Either side ends it, the parent ends it by withdrawing the consent, and it ends with either case. Nothing else
does: no crisis and no list of priorities (rules/crisis).
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from kraftsamling.casework.models import Case, CasePerson, Consent, JointHandling
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.selectors.adults import joint_of, open_child_case
from kraftsamling.casework.services import deadlines
from kraftsamling.casework.services.trail import (
    FAMILY_WORK,
    ReasonMissing,
    changed,
    id_once,
    locked,
    step,
)
from kraftsamling.casework.statuses import (
    JOINT_STEPS,
    CaseKind,
    ConsentTo,
    InParty,
    JointState,
    ReasonClass,
)
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor


@transaction.atomic
def offer(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    about: CasePerson,
    offered_on: date,
    noticed_on: date,
    reason: ReasonClass,
) -> JointHandling:
    """Ask a parent whether the two units may work together. Nothing is opened by the offer itself."""
    case = locked(case)
    assert by.membership_id is not None
    side = "adult_case" if case.kind == CaseKind.ADULT else "child_case"
    row, is_new = JointHandling.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "began_with": case.kind,
            side: case,
            "about": about.person,
            "reason": reason,
            "noticed_on": noticed_on,
            "offered_on": offered_on,
            "offered_by": by.membership_id,
        },
    )
    if is_new:
        step(case, "joint", "", JointState.OFFERED, by=by, at=at, about=row.pk)
    return row


@transaction.atomic
def answer(
    *,
    joint: JointHandling,
    by: Actor,
    at: datetime,
    seen_version: int,
    wants: bool,
    answered_on: date,
    in_writing: bool,
    other: Case | None = None,
) -> None:
    """The parent's answer. A yes is kept as a consent, and opens the link when the other unit has a case.

    `other` is the adult's case when the offer was made in a child's. Raises CaseClosed, StaleVersion.
    """
    own = locked(_own(joint))
    joint.answered_on = answered_on
    if not wants:
        _step(joint, JointState.DECLINED)
        _save(joint, seen_version, "answered_on", "state")
        step(own, "joint", JointState.OFFERED, joint.state, by=by, at=at, about=joint.pk)
        return
    joint.consent = _consent(joint, own, by=by, at=answered_on, in_writing=in_writing)
    if own.kind == CaseKind.ADULT:
        other = open_child_case(joint.about)
    if other is None:
        _step(joint, JointState.AGREED)
        _save(joint, seen_version, "answered_on", "state", "consent")
        step(own, "joint", JointState.OFFERED, joint.state, by=by, at=at, about=joint.pk)
        return
    _save(joint, seen_version, "answered_on", "consent")
    open_with(
        joint,
        adult_case=other if own.kind == CaseKind.CHILD else None,
        child_case=other if own.kind == CaseKind.ADULT else None,
        by=by,
        at=at,
    )


def _own(joint: JointHandling) -> Case:
    """The case in which it was offered."""
    case = joint.adult_case if joint.began_with == CaseKind.ADULT else joint.child_case
    assert case is not None
    return case


def _consent(joint: JointHandling, own: Case, *, by: Actor, at: date, in_writing: bool) -> Consent:
    """The yes of the adult: the subject of the adult's case, or the parent in the child's."""
    assert by.membership_id is not None
    who = CasePerson.rows.filter(case=own, part=InParty.SUBJECT)
    if own.kind == CaseKind.CHILD:
        who = CasePerson.rows.filter(case=own, person=joint.about)
    with override("sv"):
        words = _(
            "The other unit may see: name, who has the case, where it stands, the class of reasons, the"
            " joint plan and its meetings. Nothing else."
        )
    return Consent.rows.create(
        authority_id=own.authority_id,
        case=own,
        given_by=who.get(),
        to=ConsentTo.JOINT_HANDLING,
        words=words,
        in_writing=in_writing,
        given_on=at,
        written_by=by.membership_id,
    )


def open_with(
    joint: JointHandling,
    *,
    by: Actor,
    at: datetime,
    adult_case: Case | None = None,
    child_case: Case | None = None,
) -> None:
    """Both units have a case and the parent has said yes: from now on each sees the other's summary."""
    before = joint.state
    _step(joint, JointState.OPEN)
    joint.adult_case = adult_case or joint.adult_case
    joint.child_case = child_case or joint.child_case
    joint.opened_at = at
    joint.version += 1
    joint.save(update_fields=["state", "adult_case", "child_case", "opened_at", "version"])
    for case in _sides(joint):
        step(case, "joint", before, JointState.OPEN, by=by, at=at, about=joint.pk)
        changed(FAMILY_WORK, case, of=at, at=at)
    assert joint.adult_case is not None
    asked_on = joint.adult_case.adult.asked_on
    if asked_on:
        changed(FAMILY_WORK, joint.adult_case, of=deadlines.noon_of(asked_on), at=at)


@transaction.atomic
def make_plan(
    *,
    joint: JointHandling,
    by: Actor,
    at: datetime,
    seen_version: int,
    plan: str,
    follow_up_on: date | None,
) -> None:
    """The shared plan, and when both look at it again: a clock in each case. Raises StaleVersion."""
    cases = [locked(each) for each in _sides(joint)]
    joint.plan, joint.follow_up_on = plan.strip(), follow_up_on
    _save(joint, seen_version, "plan", "follow_up_on")
    for case in cases:
        about = clock_of(joint, case)
        if follow_up_on:
            deadlines.start_until(
                case, clocks.JOINT_FOLLOW_UP, about=about, start=at, day=follow_up_on
            )
        else:
            deadlines.cancel_clock(case, clocks.JOINT_FOLLOW_UP, about=about, at=at)
        deadlines.refresh_next(case)
        step(case, "joint", joint.state, "PLANNED", by=by, at=at, about=joint.pk)


@transaction.atomic
def followed_up(
    *,
    joint: JointHandling,
    by: Actor,
    at: datetime,
    seen_version: int,
    plan: str,
    follow_up_on: date | None,
) -> None:
    """Both have looked at it: the clocks stop, and a new day is chosen. Raises StaleVersion."""
    for case in _sides(joint):
        deadlines.stop_clock(
            locked(case), clocks.JOINT_FOLLOW_UP, about=clock_of(joint, case), at=at
        )
        step(case, "joint", joint.state, "FOLLOWED_UP", by=by, at=at, about=joint.pk)
    make_plan(
        joint=joint, by=by, at=at, seen_version=seen_version, plan=plan, follow_up_on=follow_up_on
    )


def clock_of(joint: JointHandling, case: Case) -> UUID:
    """What its follow-up is about in one of the two cases: each has a clock of its own."""
    return id_once(joint.pk, str(case.pk))


@transaction.atomic
def end(*, joint: JointHandling, by: Actor | None, at: datetime, because: str) -> None:
    """End it, from either side. The other's summary shuts with the next page. Raises ReasonMissing."""
    if not because.strip():
        raise ReasonMissing("joint")
    row = JointHandling.rows.select_for_update().get(pk=joint.pk)
    if row.state in (JointState.ENDED, JointState.DECLINED):
        return
    before = row.state
    _step(row, JointState.ENDED)
    row.ended_at, row.ended_by = at, by.membership_id if by else None
    row.ended_because = because.strip()[:300]
    row.version += 1
    row.save(update_fields=["state", "ended_at", "ended_by", "ended_because", "version"])
    for case in _sides(row):
        deadlines.cancel_clock(case, clocks.JOINT_FOLLOW_UP, about=clock_of(row, case), at=at)
        deadlines.refresh_next(case)
        step(case, "joint", before, JointState.ENDED, by=by, at=at, about=row.pk, reason=because)


def end_with_case(case: Case, *, by: Actor | None, at: datetime) -> None:
    """A case that closes takes its links with it."""
    with override("sv"):
        words = _("One of the two cases was closed.")
    for each in JointHandling.rows.filter(joint_of(case)).exclude(
        state__in=(JointState.ENDED, JointState.DECLINED)
    ):
        end(joint=each, by=by, at=at, because=words)


def end_with_consent(consent: Consent, *, by: Actor | None, at: datetime) -> None:
    """A consent that is withdrawn shuts what it opened."""
    with override("sv"):
        words = _("The consent was withdrawn.")
    for each in consent.joint_handlings.all():
        end(joint=each, by=by, at=at, because=words)


def _sides(joint: JointHandling) -> list[Case]:
    return [each for each in (joint.adult_case, joint.child_case) if each is not None]


def _step(joint: JointHandling, to: JointState) -> None:
    ensure_allowed(JOINT_STEPS, JointState(joint.state), to)
    joint.state = to


def _save(joint: JointHandling, seen_version: int, *fields: str) -> None:
    save_if_unchanged(joint, seen_version=seen_version, fields=list(fields))
