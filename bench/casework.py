"""The case list among a million cases, a long file, and reports that come all at once.

The list is asked for as the least privileged who has one, a social secretary with 400 open cases, and
as the manager, in a world of ten thousand cases and in one of a million.
"""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from statistics import quantiles
from time import perf_counter
from typing import Final

import psycopg

from bench._server import Request, Site, as_owner, logged_in_as, manage, requests_per_second, site
from bench.table import Row
from kraftsamling.common.clock import STOCKHOLM

OK: Final = frozenset({200})
SMALL: Final = ("--cases=10000", "--authorities=1")
BIG: Final = ("--cases=1000000", "--authorities=40")
CASES_A_SECOND: Final = 20_000
TIMES: Final = 120
USERS: Final = 16
NOTES: Final = 872
REPORTS: Final = 600
REPORTERS: Final = 40

# Four hundred of Lindsjö's open cases become Amina's, in her unit, as if her manager had given her them.
GIVE: Final = """
    WITH her AS (SELECT id, unit_id, authority_id FROM organisations_membership m WHERE role = 'caseworker'
            AND user_id = (SELECT id FROM organisations_user WHERE email LIKE 'amina@%')),
        given AS (SELECT c.id FROM casework_case c, her WHERE c.authority_id = her.authority_id
            AND c.closed_on IS NULL AND c.responsible_id IS NOT NULL AND c.responsible_id <> her.id
            ORDER BY c.id DESC LIMIT 400),
        ended AS (UPDATE casework_assignment a SET membership_id = her.id FROM her, given
            WHERE a.case_id = given.id AND a.ends_on IS NULL RETURNING a.id)
    UPDATE casework_case c SET responsible_id = her.id, unit_id = her.unit_id FROM her, given
    WHERE c.id = given.id"""
WRITE: Final = f"""
from datetime import timedelta
from kraftsamling.casework.models import Case
from kraftsamling.casework.services.notes import write_note
from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.world.casework import actor, case_id
from kraftsamling.demo.world.places import fixed
with acting_for(fixed("lindsjo")):
    case, by, now = Case.rows.get(pk=case_id("noor")), actor("amina", "caseworker"), clock.now()
    for number in range({NOTES} - case.notes.count()):
        at = now - timedelta(hours=number)
        write_note(case=case, by=by, at=at, key=fixed(f"bench note {{number}}"), kind="TALK",
            happened_on=at.date(), text="Samtal om hur veckan har varit och vad som ska ske nu. " * 6)
    print(case.pk)
"""
PREPARE: Final = f"""
import json
from uuid import uuid4
from kraftsamling.casework.services.notes import save_draft
from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.world.casework import actor
from kraftsamling.demo.world.places import fixed
from bench.casework import answers
keys = [str(uuid4()) for _ in range({REPORTS})]
with acting_for(fixed("lindsjo")):
    by, now = actor("rut", "reception"), clock.now()
    for number, key in enumerate(keys):
        save_draft(by=by, at=now, form="report", about=key, data=answers(number, now))
print(json.dumps(keys))
"""


def run() -> list[Row]:
    """Both worlds, one after the other."""
    with _world(*SMALL) as (small, _rate):
        few = _times(small, *_secretary(small))
    with _world(*BIG) as (big, made):
        return [_made(made), *_list(big, few), *_long_file(big)]


@contextmanager
def _world(*size: str) -> Iterator[tuple[Site, float]]:
    """A site with so many cases, and how many a second were made."""
    with site() as where:
        said = manage(
            as_owner(where), "generate_world", *size, "--years=5", "--thin", "--first=lindsjo"
        )
        with psycopg.connect(where.owner_url, autocommit=True) as owner:
            owner.execute(GIVE)
            owner.execute("VACUUM ANALYZE casework_case, casework_assignment")
        found = re.search(r"([\d,]+) cases a second", said)
        assert found is not None
        yield where, float(found[1].replace(",", ""))


def _made(rate: float) -> Row:
    return Row("A million cases made and stored", rate, "cases/s", "none", 1,
               f"at least {CASES_A_SECOND} cases/s", rate >= CASES_A_SECOND)  # fmt: skip


def _secretary(where: Site) -> tuple[str, dict[str, str]]:
    return _of_unit(where, "amina")


def _of_unit(where: Site, key: str) -> tuple[str, dict[str, str]]:
    """The address of the unit's list, and the cookies of who asks."""
    with psycopg.connect(where.owner_url) as owner:
        row = owner.execute(
            "SELECT unit_id FROM organisations_membership m JOIN organisations_user u ON u.id = user_id"
            " WHERE role = 'caseworker' AND email LIKE 'amina@%'"
        ).fetchone()
    assert row is not None
    return f"/arenden/?vy=gruppens&enhet={row[0]}", logged_in_as(where, key)


def _times(
    where: Site, path: str, headers: dict[str, str], *, times: int = TIMES
) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, one request at a time."""
    connection = http.client.HTTPConnection("127.0.0.1", where.port, timeout=20)
    took = []
    for number in range(times + 10):
        start = perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        if number >= 10:
            took.append(1000 * (perf_counter() - start))
    cuts = quantiles(took, n=20)
    return cuts[9], cuts[18]


def _list(big: Site, few: tuple[float, float]) -> Iterator[Row]:
    path, amina = _secretary(big)
    _, karin = _of_unit(big, "karin")
    p50, p95 = _times(big, path, amina)
    yield _at_most("The case list, 25 rows", p50, 40, "ms")
    yield _at_most("The case list, 25 rows, 95 of 100", p95, 120, "ms")
    ratio = p50 / few[0]
    yield Row("The case list, a million cases", p50, "ms", f"ten thousand, {few[0]:.1f} ms", ratio,
              "at most 1.3", ratio <= 1.3)  # fmt: skip
    hundred, _ = _times(big, f"{path}&antal=100", amina)
    yield _at_most("The case list, 100 rows", hundred, 80, "ms")
    deep, _ = _times(big, _deep(big, path, amina), amina)
    yield Row("The case list, its thirteenth page", deep, "ms", f"the first, {p50:.1f} ms", deep / p50,
              "at most 1.2", deep / p50 <= 1.2)  # fmt: skip
    managers, _ = _times(big, path, karin)
    yield Row("The secretary's list", p50, "ms", f"the manager's, {managers:.1f} ms", p50 / managers,
              "at most 1.1", p50 / managers <= 1.1)  # fmt: skip
    rate = requests_per_second(
        big, lambda: Request("GET", path, headers=amina), seconds=5, expect=OK, users=USERS
    )
    yield Row(
        f"The case list, {USERS} users", rate, "pages/s", "none", 1, "at least 60", rate >= 60
    )


def _at_most(name: str, value: float, bound: float, unit: str) -> Row:
    return Row(name, value, unit, "none", 1, f"at most {bound:g} {unit}", value <= bound)


def _deep(where: Site, path: str, headers: dict[str, str]) -> str:
    """The address of the thirteenth page, found as a person finds it."""
    connection = http.client.HTTPConnection("127.0.0.1", where.port, timeout=20)
    for _ in range(12):
        connection.request("GET", path, headers=headers)
        page = connection.getresponse().read().decode()
        found = re.search(r'class="visa-fler".*?href="([^"]+)"', page)
        assert found is not None, "the list is shorter than it should be"
        path = found[1].replace("&amp;", "&")
    return path


def _long_file(where: Site) -> Iterator[Row]:
    case_id = manage(as_owner(where), "shell", "-c", WRITE).split()[-1]
    amina = logged_in_as(where, "amina")
    path = f"/arenden/{case_id}/handelser/"
    first, _ = _times(where, path, amina, times=40)
    yield _at_most(f"{NOTES} notes of one child, the first page", first, 150, "ms")
    everything, _ = _times(where, f"{path}?antal=alla", amina, times=20)
    yield _at_most(f"{NOTES} notes of one child, all of them", everything, 1000, "ms")
    yield _reports(where)


def answers(number: int, now: datetime) -> dict[str, str]:
    """A report about one child without a number, filled in on all six pages."""
    local = now.astimezone(STOCKHOLM)
    sent = {f"sent_{step}": "1" for step in ("anmalare", "barnet", "vad", "fara", "familj", "hur")}
    return sent | {
        "anmalare-kind": "SCHOOL",
        "anmalare-name": "Kerstin Blom",
        "anmalare-organisation": "Granby skola",
        "barnet-given_name": f"Barn {number}",
        "barnet-surname": "Mätdal",
        "barnet-birth_on": "2019-05-04",
        "vad-what": "Barnet är trött och ofta borta.",
        "fara-acute": "nej",
        "familj-vuxen1_given_name": f"Vuxen {number}",
        "familj-vuxen1_surname": "Mätdal",
        "hur-channel": "PHONE",
        "hur-received_on": (local - timedelta(days=1)).date().isoformat(),
        "hur-received_time": "12.00",
    }


def _reports(where: Site) -> Row:
    """Saved by forty at once from the page that shows everything once more; one that fails is an error."""
    keys = json.loads(manage(as_owner(where), "shell", "-c", PREPARE).splitlines()[-1])
    rut = logged_in_as(where, "rut")
    connection = http.client.HTTPConnection("127.0.0.1", where.port, timeout=20)
    connection.request("GET", f"/arenden/anmalan/{keys[0]}/granska/", headers=rut)
    page = connection.getresponse().read().decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    headers = rut | {"Content-Type": "application/x-www-form-urlencoded"}
    body = f"csrfmiddlewaretoken={token}&samma=ja"

    def save(some: list[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", where.port, timeout=60)
        for key in some:
            connection.request("POST", f"/arenden/anmalan/{key}/granska/", body, headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 302:
                raise RuntimeError(f"A report answered {answer.status}")

    bare = requests_per_second(
        where, lambda: Request("POST", "/bench/insert/"), seconds=3, expect=OK, users=REPORTERS
    )
    began = perf_counter()
    with ThreadPoolExecutor(REPORTERS) as threads:
        for done in [threads.submit(save, keys[n::REPORTERS]) for n in range(REPORTERS)]:
            done.result()
    rate = len(keys) / (perf_counter() - began)
    return Row(f"Reports registered, {REPORTERS} users", rate, "reports/s", f"one INSERT, {bare:.0f}/s",
               bare / rate, "at least 100/s, or a quarter of the floor",
               rate >= 100 or rate >= bare / 4)  # fmt: skip
