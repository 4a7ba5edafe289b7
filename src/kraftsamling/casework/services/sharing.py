"""Consents, and each time something of a case leaves the authority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case, CasePerson, Consent, ShareRecord
from kraftsamling.casework.services import joint
from kraftsamling.casework.services.trail import ReasonMissing, id_once, locked, step
from kraftsamling.casework.statuses import ConsentTo, ShareBasis
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.policy import decide
from kraftsamling.organisations.roles import Role

CONFIRM: Final = "share_record.confirm"
SECONDS: Final[frozenset[str]] = frozenset({Role.UNIT_MANAGER, Role.DEPT_MANAGER})
TAKES_TWO: Final = frozenset({ShareBasis.CHILD_CARE_26_9})  # docs/access-and-secrecy.md
SHORTEST_HARM_TEST: Final = 20  # docs/access-and-secrecy.md
NEEDS_WORDS: Final = frozenset(ShareBasis) - {ShareBasis.CONSENT}


class HarmTestTooShort(Exception):
    """Raised when a harm test does not say how it came to its answer."""


class ConsentDoesNotHold(Exception):
    """Raised when something would be given out by a consent that is withdrawn, or has ended."""


class FamilyNotTold(Exception):
    """Raised when it is not written when the family was told, nor why it was not."""


def holds(consent: Consent, *, on: date) -> bool:
    """Whether the yes is still a yes that day."""
    ended = consent.ends_on is not None and consent.ends_on < on
    return consent.withdrawn_at is None and not ended


@transaction.atomic
def give_consent(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    given_by: CasePerson,
    to: ConsentTo,
    words: str,
    in_writing: bool,
    given_on: date,
    ends_on: date | None = None,
) -> Consent:
    """Keep somebody's yes: who, to exactly what, when and until when. Raises ReasonMissing, CaseClosed."""
    case = locked(case)
    if not words.strip():
        raise ReasonMissing("consent")
    assert by.membership_id is not None
    row, is_new = Consent.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "given_by": given_by,
            "to": to,
            "words": words.strip(),
            "in_writing": in_writing,
            "given_on": given_on,
            "ends_on": ends_on,
            "written_by": by.membership_id,
        },
    )
    if is_new:
        step(case, "consent", "", to, by=by, at=at, about=row.pk)
    return row


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Actor, at: datetime) -> None:
    """Take it back: what it opened is shut at once. What was given out is marked, not recalled."""
    row = Consent.rows.select_for_update(of=("self",)).select_related("case").get(pk=consent.pk)
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at, row.withdrawn_by = at, by.membership_id
    row.version += 1
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "version"])
    step(row.case, "consent", row.to, "WITHDRAWN", by=by, at=at, about=row.pk)
    joint.end_with_consent(row, by=by, at=at)
    for each in row.share_records.filter(revoked_at=None):
        revoke_share(share=each, by=by, at=at)


@transaction.atomic
def write_share(*, case: Case, by: Actor, at: datetime, key: UUID, **facts: Any) -> ShareRecord:
    """Write down what leaves an open case, before it does (`keep_share`). Raises CaseClosed too."""
    return keep_share(case=locked(case), by=by, at=at, key=key, **facts)


def keep_share(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    basis: ShareBasis,
    what: str,
    receiver: str,
    ground: str = "",
    consent: Consent | None = None,
    told_family_on: date | None = None,
    not_told_because: str = "",
    ends_on: date | None = None,
) -> ShareRecord:
    """What leaves a case that the act which calls has locked. On a basis that takes two it waits.

    Raises HarmTestTooShort, ReasonMissing, ConsentDoesNotHold, FamilyNotTold.
    """
    _ensure_grounded(basis, ground, consent, on=day_of(at))
    if told_family_on is None and not not_told_because.strip():
        raise FamilyNotTold(case.pk)
    assert by.membership_id is not None
    row, is_new = ShareRecord.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "basis": basis,
            "consent": consent if basis == ShareBasis.CONSENT else None,
            "ground": ground.strip(),
            "what": what.strip(),
            "receiver": receiver.strip(),
            "shared_at": at,
            "by_membership": by.membership_id,
            "told_family_on": told_family_on,
            "not_told_because": not_told_because.strip(),
            "ends_on": ends_on,
            "needs_second": basis in TAKES_TWO,
        },
    )
    if is_new:
        step(case, "share", "", "WRITTEN", by=by, at=at, about=row.pk)
        if row.needs_second:
            approvals.ask(CONFIRM, by=by, at=at, object_id=row.pk, payload={"case": case.number})
    return row


def seconds_of(shares: Iterable[ShareRecord]) -> dict[UUID, Approval]:
    """What was asked of a second person about these shares, by share."""
    waited = [each for each in shares if each.needs_second]
    if not waited:
        return {}
    return approvals.latest_about(
        CONFIRM, [each.pk for each in waited], authority_id=waited[0].authority_id
    )


def _confirmed(approval: Approval, by: Actor, at: datetime) -> None:
    rows = ShareRecord.rows.of_authority(approval.authority_id).select_for_update(of=("self",))
    assert approval.object_id is not None
    row = rows.select_related("case").get(pk=approval.object_id)
    if row.revoked_at is not None:
        raise approvals.NoLongerPossible(_("It has been stopped meanwhile. Nothing is given out."))
    here = Circumstances(now=at, basis=CONFIRM)
    if not decide(by, "confirm", "share_record", row, at=here).allowed:
        raise approvals.NoLongerPossible(
            _("The case is not open to you. Somebody else must be the second person.")
        )
    row.confirmed_at, row.confirmed_by = at, by.membership_id
    row.version += 1
    row.save(update_fields=["confirmed_at", "confirmed_by", "version"])
    step(row.case, "share", "WRITTEN", "CONFIRMED", by=by, at=at, about=row.pk)


def _describe(payload: Mapping[str, Any]) -> str:
    """Of whom and what is not said: whoever may know finds it in the case."""
    return _(
        "Something in case %(case)s is given out for the care of somebody under 18 (OSL 26 kap. 9 §)."
    ) % {"case": payload["case"]}


approvals.register(approvals.Kind(CONFIRM, seconds=SECONDS, execute=_confirmed, describe=_describe))


def _ensure_grounded(basis: ShareBasis, ground: str, consent: Consent | None, *, on: date) -> None:
    if basis == ShareBasis.CONSENT:
        if consent is None or not holds(consent, on=on):
            raise ConsentDoesNotHold
        return
    if not ground.strip():
        raise ReasonMissing("share")
    if basis == ShareBasis.HARM_TEST and len(ground.strip()) < SHORTEST_HARM_TEST:
        raise HarmTestTooShort


@transaction.atomic
def revoke_share(*, share: ShareRecord, by: Actor, at: datetime) -> None:
    """Nothing more leaves by it. What has left is marked, not recalled."""
    row = ShareRecord.rows.select_for_update().get(pk=share.pk)
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = at, by.membership_id
        row.version += 1
        row.save(update_fields=["revoked_at", "revoked_by", "version"])
        step(share.case, "share", "WRITTEN", "REVOKED", by=by, at=at, about=row.pk)
