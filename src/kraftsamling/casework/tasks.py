"""What the worker does for casework. Arguments are ids; every task may run twice."""

from __future__ import annotations

from uuid import UUID

import procrastinate
from procrastinate.contrib.django import app

from kraftsamling.casework.importing.drafts import TASK, go_on
from kraftsamling.casework.presenters.extracts import extract_pdf
from kraftsamling.casework.services import allocation, exports, extracts
from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for

ONCE_MORE = procrastinate.RetryStrategy(max_attempts=5, wait=30)


@app.task(name=TASK, retry=ONCE_MORE)
def store_import(authority_id: str, batch_id: str) -> None:
    """The cases of a file that two have agreed on. Cut off, it goes on with the part where it was."""
    go_on(UUID(authority_id), UUID(batch_id), at=clock.now())


@app.task(retry=ONCE_MORE)
def make_export(authority_id: str, export_id: str) -> None:
    """A file of the list that two have agreed on."""
    with acting_for(UUID(authority_id)):
        exports.make(UUID(export_id), at=clock.now())


@app.task(retry=ONCE_MORE)
def make_extract(authority_id: str, extract_id: str) -> None:
    """The paper of an extract that a worker has read and given."""
    with acting_for(UUID(authority_id)):
        extracts.make(UUID(extract_id), at=clock.now(), draw=extract_pdf)


@app.task(retry=ONCE_MORE)
def allocate(authority_id: str, run_id: str) -> None:
    """A proposal for a unit where many cases wait."""
    with acting_for(UUID(authority_id)):
        allocation.make(UUID(run_id), at=clock.now())
