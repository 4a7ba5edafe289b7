"""Which method supporters are asked about a case, and which cases one is asked about."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kraftsamling.casework.models import Case, Consult
from kraftsamling.common.clock import day_of
from kraftsamling.common.sorting import swedish_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import holders


def _running(now: datetime) -> Q:
    return Q(ended_at__isnull=True) & Q(until__gte=day_of(now))


def consults_of(case: Case, *, now: datetime) -> list[Consult]:
    """Who is asked now, the latest first."""
    rows = Consult.rows.filter(_running(now), case=case).select_related("membership__user")
    return list(rows.order_by("-invited_at", "pk"))


def asked_of(actor: Actor, *, at: Circumstances) -> list[Consult]:
    """What the actor is asked about now, the one that ends first at the top."""
    rows = Consult.rows.visible_to(actor, "list", at=at, resource="consult")
    return list(
        rows.filter(_running(at.now)).select_related("case__subject").order_by("until", "pk")[:20]
    )


def method_supporters(authority_id: UUID, *, today: date) -> list[Membership]:
    """Those who can be asked, in Swedish order."""
    found = holders(authority_id, frozenset({Role.METHOD_SUPPORTER}), today=today)
    return sorted(found, key=lambda each: (swedish_key(each.name), str(each.pk)))
