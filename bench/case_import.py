"""Cases from a record system: checked against the csv module reading the same rows, and stored as app.

The same file through the page, too: what the web process comes to hold at the most while it is checked.
"""

from __future__ import annotations

import http.client
import json
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

from bench._server import Site, as_owner, demo_database, logged_in_as, manage, site
from bench.table import Row

ROWS: Final = 50_000
STORED: Final = 10_000
CHECKED_A_SECOND: Final = 20_000
STORED_A_SECOND: Final = 5_000
GROWS_MIB: Final = 50
LINES: Final = f"""
from kraftsamling.common import clock
from kraftsamling.demo.world.casework_ekhamra import HEADINGS, _row
from kraftsamling.documents.tables.writing import as_csv
now = clock.now()
lines = [_row(number % 40, now.date()) for number in range({ROWS})]
for number, line in enumerate(lines):
    line[0], line[1] = f"M-{{number}}", f"R-{{number}}"
data = as_csv([HEADINGS, *lines]).encode()
"""
MEASURE: Final = f"""
{LINES}
import csv, io, json
from datetime import timedelta
from hashlib import sha256
from time import perf_counter
from kraftsamling.casework.importing.known import known_at
from kraftsamling.casework.importing.profile import profile
from kraftsamling.casework.importing.reading import read
from kraftsamling.casework.importing.storing import Source, store
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.world.places import fixed
from kraftsamling.documents.tables import read_table
from django.db import transaction
ekhamra, system = fixed("ekhamra"), profile("treserva")
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
BOUNDARY: Final = "kraftsamling-bench"


def run() -> list[Row]:
    """As the least privileged role, on a durable database."""
    with site() as where:
        held = _held_by_the_web(where)
    with demo_database() as (environment, _owner):
        said = manage(environment, "shell", "-c", MEASURE).splitlines()[-1]
    bare, checked, stored = json.loads(said)
    return [
        Row(f"Import of {ROWS} cases checked", checked, "rows/s", f"csv module, {bare:.0f} rows/s",
            bare / checked, f"at least {CHECKED_A_SECOND} rows/s", checked >= CHECKED_A_SECOND),
        Row(f"Import of {STORED} cases stored", stored, "rows/s", f"csv module, {bare:.0f} rows/s",
            bare / stored, f"at least {STORED_A_SECOND} rows/s", stored >= STORED_A_SECOND),
        Row(f"Memory of the web for a file of {ROWS} cases", held, "MiB", "none", 1,
            f"at most {GROWS_MIB} MiB more", held <= GROWS_MIB),
    ]  # fmt: skip


def _held_by_the_web(where: Site) -> float:
    """MiB that one web process comes to hold at the most, beyond what it held before, while the page checks
    the file. What the child process that opens the file holds is limited by itself."""
    import psutil

    headers = logged_in_as(where, "anders")
    connection = http.client.HTTPConnection("127.0.0.1", where.port, timeout=120)
    connection.request("GET", "/import/", headers=headers)
    page = connection.getresponse().read().decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        manage(as_owner(where), "shell", "-c", f"{LINES}\nopen({file.name!r}, 'wb').write(data)")
        body = _form(token, Path(file.name).read_bytes())
    headers |= {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    webs = psutil.Process(where.pid).children() or [psutil.Process(where.pid)]
    before = {web.pid: _peak_kib(web.pid, anew=True) for web in webs}
    connection.request("POST", "/import/", body, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 302:
        raise RuntimeError(f"The import answered {answer.status}")
    return max(_peak_kib(pid) - held for pid, held in before.items()) / 1024


def _form(token: str, data: bytes) -> bytes:
    today = datetime.now().astimezone().date()  # noqa: TID251
    fields = {
        "csrfmiddlewaretoken": token,
        "system": "treserva",
        "made_on": f"{today}",
        "made_time": "0.00",
    }
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="utdrag.csv"\r\n\r\n'
    return "".join([*parts, head]).encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()


def _peak_kib(pid: int, *, anew: bool = False) -> int:
    """The most that a process has held, as Linux counts it; `anew`: counted from what it holds now."""
    if anew:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])
