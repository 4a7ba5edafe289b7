"""The jobs of casework. Arguments are ids; each may run twice."""

from __future__ import annotations

from uuid import UUID

import procrastinate
from procrastinate.contrib.django import app

from kraftsamling.casework.services import exports
from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for


@app.task(retry=procrastinate.RetryStrategy(max_attempts=3, wait=60))
def make_export(authority_id: str, export_id: str) -> None:
    """A file of the list that two have agreed on."""
    with acting_for(UUID(authority_id)):
        exports.make(UUID(export_id), at=clock.now())
