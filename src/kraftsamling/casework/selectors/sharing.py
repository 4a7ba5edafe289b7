"""Reading consents and what has left a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from kraftsamling.casework.models import Case, Consent, ShareRecord
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Membership


def shares_in(actor: Actor, case: Case, *, at: Circumstances) -> list[ShareRecord]:
    """What has left a case, the latest first."""
    rows = ShareRecord.rows.visible_to(actor, "read", at=at).filter(case=case)
    return list(rows.select_related("case").order_by("-shared_at", "pk"))


def consents_in(actor: Actor, case: Case, *, at: Circumstances) -> list[Consent]:
    """The consents of a case, the latest first."""
    rows = Consent.rows.visible_to(actor, "read", at=at).filter(case=case)
    return list(rows.select_related("given_by__person", "case").order_by("-given_on", "pk"))


def consents_that_hold(case: Case, *, today: date) -> list[Consent]:
    """Those by which something can be given out today."""
    rows = Consent.rows.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today), case=case, withdrawn_at=None
    )
    return list(rows.order_by("-given_on", "pk"))


def names_of(shares: Iterable[ShareRecord]) -> dict[UUID, str]:
    """Who gave it out and who confirmed, by membership."""
    who = {each for share in shares for each in (share.by_membership, share.confirmed_by) if each}
    rows = Membership.rows.filter(pk__in=who)
    return {each.pk: each.name for each in rows.select_related("user")}
