"""The page of a plan with 40 goals and 400 activities of 12 organisations, against an empty guarded page."""

from __future__ import annotations

from statistics import median
from typing import Final

from bench._server import Request, Site, as_owner, logged_in_as, manage, requests_per_second, site
from bench.table import Row

BOUND: Final = 20
OK: Final = frozenset({200})
# The demo's own space, so that somebody there may read it.
BUILD: Final = """
from kraftsamling.common import clock
from kraftsamling.demo.world.places import PLAN_SPACE, fixed
from tests.support.big_plan import big_plan, organisations
space, today = fixed(PLAN_SPACE), clock.today()
there = organisations(space, 12, since=today.replace(year=today.year - 1, day=1))
print(big_plan(space_id=space, owner_id=fixed("lindsjo"), organisations=there, today=today).pk)
"""


def run() -> list[Row]:
    """Three rounds, floor and page in turn."""
    with site() as where:
        plan_id = _built(where)
        headers = logged_in_as(where, "amina")
        floor, page = (
            lambda: Request("GET", "/bench/guarded/", headers=headers),
            lambda: Request("GET", f"/planer/{plan_id}/", headers=headers),
        )
        for warm in (floor, page):
            requests_per_second(where, warm, seconds=1, expect=OK)
        rates = [
            tuple(requests_per_second(where, act, seconds=3, expect=OK) for act in (floor, page))
            for _ in range(3)
        ]
    empty, full = median(r[0] for r in rates), median(r[1] for r in rates)
    return [
        Row(
            "Page of a big plan",
            full,
            "requests/s",
            f"empty guarded page, {empty:.0f}/s",
            empty / full,
            f"at most {BOUND}",
            empty / full <= BOUND,
        )
    ]


def _built(where: Site) -> str:
    return manage(as_owner(where), "shell", "-c", BUILD).split()[-1]
