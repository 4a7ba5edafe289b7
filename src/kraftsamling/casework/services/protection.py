"""Protected identity after it has been set: who is on the list, where post goes, and how it is lowered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case, CasePerson, ProtectedAllowed, ProtectedIdentity
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.statuses import Protection
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role

LOWER: Final = "protected_identity.lower"
SECONDS: Final[frozenset[str]] = frozenset({Role.UNIT_MANAGER, Role.DEPT_MANAGER})


class LastOnTheList(Exception):
    """Raised when the last one who may see somebody would be taken off the list."""


class NotLower(Exception):
    """Raised when the level asked for is not lower than the one that holds."""


@transaction.atomic
def allow(*, protected: ProtectedIdentity, who: Membership, by: Actor, at: datetime) -> None:
    """Put somebody on the list."""
    assert by.membership_id is not None
    ProtectedAllowed.rows.get_or_create(
        authority_id=protected.authority_id,
        person_id=protected.person_id,
        membership=who,
        defaults={"added_at": at, "added_by": by.membership_id},
    )


@transaction.atomic
def disallow(*, protected: ProtectedIdentity, who: Membership, by: Actor, at: datetime) -> None:
    """Take somebody off the list: nothing is seen from the next request on. Raises LastOnTheList."""
    rows = ProtectedAllowed.rows.select_for_update().filter(person_id=protected.person_id)
    listed = list(rows)
    if {each.membership_id for each in listed} == {who.pk}:
        raise LastOnTheList(protected.pk)
    rows.filter(membership=who).delete()


@transaction.atomic
def keep_address(*, protected: ProtectedIdentity, by: Actor, at: datetime, address: str) -> None:
    """Where post may go: sealed, and shown only on click. From level 2 the Tax Agency forwards it."""
    protected.address = address.strip() or None
    protected.save(update_fields=["address"])


@transaction.atomic
def ask_to_lower(
    *, protected: ProtectedIdentity, by: Actor, at: datetime, level: Protection, because: str
) -> Approval:
    """Ask that the protection becomes less. Takes two. Raises NotLower, ReasonMissing."""
    if not because.strip():
        raise ReasonMissing("lower")
    if level >= protected.level:
        raise NotLower(level)
    waiting = approvals.waiting_about(
        LOWER, protected.pk, authority_id=protected.authority_id, at=at
    )
    return waiting or approvals.ask(
        LOWER,
        by=by,
        at=at,
        object_id=protected.pk,
        payload={"to": int(level), "from": protected.level},
        reason=because.strip(),
    )


def _lower(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    rows = ProtectedIdentity.rows.of_authority(approval.authority_id).select_for_update(
        of=("self",)
    )
    protected = rows.select_related("person").get(pk=approval.object_id)
    if protected.level != approval.payload["from"]:
        raise approvals.NoLongerPossible(_("The protection has been changed meanwhile. Ask anew."))
    assert by.membership_id is not None
    protected.level = approval.payload["to"]
    protected.set_at, protected.set_by = at, by.membership_id
    protected.save(update_fields=["level", "set_at", "set_by"])
    if protected.level == Protection.NONE:
        protected.person.is_protected = False
        protected.person.save(update_fields=["is_protected"])
        _open_cases_again(protected)


def _open_cases_again(protected: ProtectedIdentity) -> None:
    """Those of the person's cases in which nobody else is protected."""
    still = CasePerson.rows.filter(person__is_protected=True).values("case_id")
    mine = CasePerson.rows.filter(person_id=protected.person_id).values("case_id")
    Case.rows.filter(pk__in=mine).exclude(pk__in=still).update(is_protected=False)


def _describe(payload: Mapping[str, Any]) -> str:
    """Of whom is not said: whoever may know finds the case."""
    return _("A protected identity goes from “%(from)s” to “%(to)s”.") % {
        "from": Protection(payload["from"]).label,
        "to": Protection(payload["to"]).label,
    }


approvals.register(approvals.Kind(LOWER, seconds=SECONDS, execute=_lower, describe=_describe))
