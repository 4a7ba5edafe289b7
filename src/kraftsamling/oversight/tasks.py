"""The clockwork: what the worker runs by itself. Arguments are ids; every task may run twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import procrastinate
from procrastinate.contrib.django import app

from kraftsamling.common import clock
from kraftsamling.confidentiality import access_log
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.notifications import services as notices
from kraftsamling.oversight.morning import lay_out_deadlines
from kraftsamling.oversight.night import every_authority, run_night

ONCE_MORE = procrastinate.RetryStrategy(max_attempts=3, wait=60)
STALLED_AFTER_SECONDS = 600


@app.periodic(cron="0 2 * * *")
@app.task(queueing_lock="nights", retry=ONCE_MORE)
def nights(timestamp: int) -> None:
    """Every night, one job per authority, so that one failure stops nobody else."""
    every_authority(lambda authority_id: night.defer(authority_id=str(authority_id)))


@app.task(retry=ONCE_MORE)
def night(authority_id: str) -> None:
    """One authority's night."""
    run_night(UUID(authority_id), at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="minute")
def minute(timestamp: int) -> None:
    """Every minute: mail that waits, and a seal over the access log."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)

    def tend(authority_id: UUID) -> None:
        with acting_for(authority_id):
            notices.send_outbox(authority_id, at=at)
        with acting_for(authority_id):
            access_log.seal(authority_id, at=at)

    every_authority(tend)


@app.periodic(cron="30 4 * * *")
@app.task(queueing_lock="mornings", retry=ONCE_MORE)
def mornings(timestamp: int) -> None:
    """Every morning before anybody is at work (UTC), one job per authority."""
    every_authority(lambda authority_id: morning.defer(authority_id=str(authority_id)))


@app.task(retry=ONCE_MORE)
def morning(authority_id: str) -> None:
    """One authority's paper of deadlines."""
    lay_out_deadlines(UUID(authority_id), at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="stalled", pass_context=True)
async def retry_stalled(context: procrastinate.JobContext, timestamp: int) -> None:
    """A worker that died leaves its job 'doing' for ever: find those and let them run again."""
    manager: Any = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(job)
