"""Cases from a record system: checked against the csv module reading the same rows, and stored as app."""

from __future__ import annotations

import json
from typing import Final

from bench._server import demo_database, manage
from bench.table import Row

ROWS: Final = 50_000
STORED: Final = 10_000
CHECKED_A_SECOND: Final = 20_000
STORED_A_SECOND: Final = 5_000
MEASURE: Final = f"""
import csv, io, json
from datetime import timedelta
from hashlib import sha256
from time import perf_counter
from kraftsamling.casework.importing.known import known_at
from kraftsamling.casework.importing.profile import profile
from kraftsamling.casework.importing.reading import read
from kraftsamling.casework.importing.storing import Source, store
from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.world.casework_ekhamra import HEADINGS, _row
from kraftsamling.demo.world.places import fixed
from kraftsamling.documents.tables import read_table
from kraftsamling.documents.tables.writing import as_csv
from django.db import transaction
now, ekhamra, system = clock.now(), fixed("ekhamra"), profile("treserva")
lines = [_row(number % 40, now.date()) for number in range({ROWS})]
for number, line in enumerate(lines):
    line[0], line[1] = f"M-{{number}}", f"R-{{number}}"
data = as_csv([HEADINGS, *lines]).encode()
few = as_csv([HEADINGS, *lines[:{STORED}]]).encode()
def rate(act, rows, times=3):
    took = []
    for _ in range(times):
        began = perf_counter(); act(); took.append(perf_counter() - began)
    return rows / min(took)
bare = rate(lambda: list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")), {ROWS})
with transaction.atomic(), acting_for(ekhamra):
    known = known_at(ekhamra, today=now.date())
def check():
    run = read(read_table(data).rows, system, known)
    assert len(run.cases) == {ROWS}, run.wrong[:3]
checked = rate(check, {ROWS})
run = read(read_table(few).rows, system, known)
source = Source(ekhamra, system, sha256(few).digest(), now)
began = perf_counter()
with transaction.atomic(), acting_for(ekhamra):
    store(run, source, at=now)
print(json.dumps([bare, checked, {STORED} / (perf_counter() - began)]))
"""


def run() -> list[Row]:
    """As the least privileged role, on a durable database."""
    with demo_database() as (environment, _owner):
        said = manage(environment, "shell", "-c", MEASURE).splitlines()[-1]
    bare, checked, stored = json.loads(said)
    return [
        Row(f"Import of {ROWS} cases checked", checked, "rows/s", f"csv module, {bare:.0f} rows/s",
            bare / checked, f"at least {CHECKED_A_SECOND} rows/s", checked >= CHECKED_A_SECOND),
        Row(f"Import of {STORED} cases stored", stored, "rows/s", f"csv module, {bare:.0f} rows/s",
            bare / stored, f"at least {STORED_A_SECOND} rows/s", stored >= STORED_A_SECOND),
    ]  # fmt: skip
