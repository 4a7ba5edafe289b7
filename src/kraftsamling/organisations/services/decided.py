"""An authority decides a value of its own; the change log keeps what it was before."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from kraftsamling.organisations.models import Setting
from kraftsamling.organisations.settings_catalogue import checked, definition


@transaction.atomic
def decide_value(
    code: str, value: Any, *, source: str, decided_on: date, authority_id: UUID
) -> Setting:
    """Raises RefusedValue for what the catalogue does not let an authority decide."""
    row, _created = Setting.rows.update_or_create(
        authority_id=authority_id,
        code=code,
        defaults={
            "value": checked(definition(code), value),
            "source": source,
            "decided_on": decided_on,
        },
    )
    return row
