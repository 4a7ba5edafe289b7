"""The process that stores a file is killed in the middle: the next one goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import Any, Final

import psycopg
import pytest

from tests.support import template
from tests.support.database import stay_owner, switch_to_app
from tests.support.server import build_demo, day_stamp, url_of

ROWS: Final = 12_000
PREPARE: Final = f"""
from hashlib import sha256
from django.db import transaction
from kraftsamling.casework.importing.known import known_at
from kraftsamling.casework.importing.packing import packed
from kraftsamling.casework.importing.profile import profile
from kraftsamling.casework.importing.reading import read
from kraftsamling.casework.importing.storing import AT_A_TIME, Source, keep
from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.world.casework_ekhamra import HEADINGS, _row
from kraftsamling.demo.world.places import fixed
from kraftsamling.documents.tables import read_table
from kraftsamling.documents.tables.writing import as_csv
now, ekhamra, system = clock.now(), fixed("ekhamra"), profile("treserva")
lines = [_row(number % 40, now.date()) for number in range({ROWS})]
for number, each in enumerate(lines):
    each[0], each[1] = f"K-{{number}}", f"R-{{number}}"
data = as_csv([HEADINGS, *lines]).encode()
with transaction.atomic(), acting_for(ekhamra):
    run = read(read_table(data).rows, system, known_at(ekhamra, today=now.date()))
    parts = [packed(run.cases[at : at + AT_A_TIME]) for at in range(0, {ROWS}, AT_A_TIME)]
    batch, _ = keep(run, parts, Source(ekhamra, system, sha256(data).digest(), now), at=now)
    batch.began_at = now
    batch.save()
print(batch.pk)
"""
GO_ON: Final = """
from uuid import UUID
from kraftsamling.casework.tasks import store_import
from kraftsamling.demo.world.places import fixed
store_import(str(fixed("ekhamra")), "{batch}")
"""


@pytest.mark.deep
def test_an_import_that_was_killed_goes_on_and_ends_with_every_case_once(
    django_db_setup: None, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        stay_owner()
        made = template.ensure(f"demo{day_stamp()}", build_demo)
        switch_to_app()
    with template.clone(made, f"killed_{os.getpid()}") as name:
        batch = shell(name, PREPARE).communicate()[0].split()[-1]
        worker = shell(name, GO_ON.format(batch=batch))
        deadline = time.monotonic() + 120
        while not 0 < done(name, batch) < ROWS and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(worker.pid, signal.SIGKILL)
        worker.communicate()
        at_the_kill = done(name, batch)
        assert 0 < at_the_kill < ROWS
        assert counted(name, batch) == (at_the_kill, at_the_kill)

        shell(name, GO_ON.format(batch=batch)).communicate()

        assert done(name, batch) == ROWS
        assert counted(name, batch) == (ROWS, ROWS)


def shell(name: str, code: str) -> subprocess.Popen[str]:
    """A process of its own, as the web's role."""
    environment = {**os.environ, "DATABASE_URL": url_of(name, "app")}
    environment |= {"DJANGO_SETTINGS_MODULE": "kraftsamling.config.settings"}
    environment["PYTHONPATH"] = str(template.ROOT / "src")
    environment.pop("KRAFTSAMLING_AS", None)
    return subprocess.Popen(
        [sys.executable, "-m", "django", "shell", "-v", "0", "-c", code],
        env=environment, cwd=template.ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def one(name: str, question: str, *values: str) -> tuple[int, ...]:
    with psycopg.connect(url_of(name, "owner")) as connection:
        row = connection.execute(question, values).fetchone()  # type: ignore[arg-type]
    assert row is not None
    return tuple(row)


def done(name: str, batch: str) -> int:
    return one(name, "SELECT rows_done FROM casework_importbatch WHERE id = %s", batch)[0]


def counted(name: str, batch: str) -> tuple[int, ...]:
    """Cases that came with the file, and rows that say so."""
    return one(
        name,
        "SELECT count(DISTINCT case_id), count(*) FROM casework_importedrow WHERE batch_id = %s",
        batch,
    )
