"""Deadlines of an authority that the paper of the morning shows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from kraftsamling.casework.models import Deadline
from kraftsamling.casework.rules.clocks import NOT_OURS
from kraftsamling.casework.rules.deadlines import SOON_DAYS
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances


def due_to(actor: Actor, *, at: Circumstances) -> list[Deadline]:
    """What is late, due today or within seven days, in the cases that the actor may list."""
    return _soon(Deadline.rows.visible_to(actor, "list", at=at), at.now)


def due_in(authority_id: UUID, unit_ids: Collection[UUID], *, now: datetime) -> list[Deadline]:
    """The same for units, for the paper that is made each morning."""
    rows = Deadline.rows.of_authority(authority_id).filter(case__unit_id__in=unit_ids)
    return _soon(rows, now)


def _soon(rows: QuerySet[Deadline], now: datetime) -> list[Deadline]:
    open_rows = rows.filter(
        done_at=None, cancelled_at=None, due_at__lt=now + timedelta(days=SOON_DAYS + 1)
    ).exclude(consequence__in=NOT_OURS)
    found = open_rows.select_related("case__subject", "case__responsible__user", "case__unit")
    return list(found.order_by("due_at", "pk"))
