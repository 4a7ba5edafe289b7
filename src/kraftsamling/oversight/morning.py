"""What happens before the working day: the deadlines are laid out on paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from kraftsamling.casework.presenters.deadline_sheet import deadline_sheet_pdf
from kraftsamling.casework.selectors.due import due_in
from kraftsamling.casework.services.morning import lay_out
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import Authority
from kraftsamling.organisations.selectors import open_units


def lay_out_deadlines(authority_id: UUID, *, at: datetime) -> Path | None:
    """The paper of every unit of one authority in one file; None when it has no deadlines at all."""
    with acting_for(authority_id), override("sv"):
        units = open_units(authority_id, today=day_of(at))
        found = due_in(authority_id, [unit.pk for unit in units], now=at)
        if not found:
            return None
        authority = Authority.objects.get(pk=authority_id)
        return lay_out(
            settings.DEADLINE_SHEETS,
            authority_id,
            now=at,
            pdf=lambda: deadline_sheet_pdf(
                found, units=[unit.name for unit in units], whose=authority.short_name, now=at
            ),
        )
