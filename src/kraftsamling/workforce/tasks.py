"""What the worker does for staff. Arguments are ids; every task may run twice."""

from __future__ import annotations

from uuid import UUID

import procrastinate
from procrastinate.contrib.django import app

from kraftsamling.common import clock
from kraftsamling.workforce.importing.drafts import TASK, go_on

ONCE_MORE = procrastinate.RetryStrategy(max_attempts=5, wait=30)


@app.task(name=TASK, retry=ONCE_MORE)
def store_payroll(authority_id: str, batch_id: str) -> None:
    """A payroll file that two have agreed on. Cut off, it goes on with the part where it was."""
    go_on(UUID(authority_id), UUID(batch_id), at=clock.now())
