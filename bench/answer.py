"""One answer to the three questions, against a view that does one durable INSERT and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from typing import Final
from urllib.parse import urlencode

import django
import psycopg

from bench._server import Request, Site, requests_per_second, site
from bench.table import Row

BOUND: Final = 0.4
CODES: Final = 20_000
SECONDS: Final = 3
OK: Final = frozenset({200, 302})  # the floor says stored, an answer is sent on to the thanks
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


def run() -> list[Row]:
    """Three rounds, floor and answer in turn; every answer with a code of its own."""
    _django()
    with site() as where:
        slips = _handed_out(where)
        stored_before, used = _stored(where), 0

        def floor() -> Request:
            return Request("POST", "/bench/insert/")

        def answer() -> Request:
            nonlocal used
            used += 1
            return next(slips)

        for warm in (floor, answer):
            requests_per_second(where, warm, seconds=1, expect=OK)
        rates = [
            tuple(
                requests_per_second(where, act, seconds=SECONDS, expect=OK)
                for act in (floor, answer)
            )
            for _ in range(3)
        ]
        stored = _stored(where) - stored_before
    if stored != used:
        raise RuntimeError(f"{used} answers were sent and {stored} were stored")
    bare, whole = median(r[0] for r in rates), median(r[1] for r in rates)
    return [
        Row(
            "One answer to the three questions",
            whole,
            "answers/s",
            f"one durable INSERT, {bare:.0f}/s",
            whole / bare,
            f"at least {BOUND}",
            whole / bare >= BOUND,
        )
    ]


def _handed_out(where: Site) -> Iterator[Request]:
    """Codes that have never been anywhere but here, as the last request of somebody who has one."""
    from django.conf import settings

    from kraftsamling.common.clock import day_of, now
    from kraftsamling.demo.world.places import fixed
    from kraftsamling.demo.world.voices import survey_id
    from kraftsamling.participation.codes import digest_of, new_code
    from kraftsamling.participation.questions import KEYS, Series
    from kraftsamling.participation.walk import REVIEW, Walk, sealed

    codes = [new_code() for _ in range(CODES)]
    with psycopg.connect(where.owner_url) as owner, owner.cursor() as cursor:
        cursor.execute("SELECT set_config('app.authority', %s, true)", [str(fixed("lindsjo"))])
        cursor.execute(
            "SELECT survey_issue(%s, %s, %s, %s, %s)",
            [
                survey_id("lindsjo"),
                fixed("lindsjo/Utredning 1"),
                Series.PARENT.value,
                [digest_of(code, key=settings.FIELD_INDEX_KEY) for code in codes],
                day_of(now()) + timedelta(days=30),
            ],
        )
    answers = dict.fromkeys(KEYS, 3)
    bodies = [
        urlencode(
            {"svar_sa_langt": sealed(Walk(code, Series.PARENT, REVIEW, answers)), "till": "klar"}
        )
        for code in codes
    ]
    return iter([Request("POST", "/tre-fragor/svara/", body, FORM) for body in bodies])


def _stored(where: Site) -> int:
    with psycopg.connect(where.owner_url) as owner:
        row = owner.execute("SELECT count(*) FROM participation_waitinganswer").fetchone()
    assert row is not None
    return int(row[0])


def _django() -> None:
    """The settings of the server: the hidden field is signed with the same key."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench._settings")
    django.setup()
