"""A guarded empty page against an unguarded one, on the same server, for the same logged-in person."""

from __future__ import annotations

from statistics import median
from typing import Final

from bench._server import Request, logged_in_as, requests_per_second, site
from bench.table import Row

BOUND: Final = 0.5
OK: Final = frozenset({200})


def run() -> list[Row]:
    """Three rounds, floor and page in turn."""
    with site() as where:
        headers = logged_in_as(where, "amina")
        floor, page = (
            lambda: Request("GET", "/bench/unguarded/", headers=headers),
            lambda: Request("GET", "/bench/guarded/", headers=headers),
        )
        for warm in (floor, page):
            requests_per_second(where, warm, seconds=1, expect=OK)
        rates = [
            tuple(requests_per_second(where, act, seconds=3, expect=OK) for act in (floor, page))
            for _ in range(3)
        ]
    bare, guarded = median(r[0] for r in rates), median(r[1] for r in rates)
    return [
        Row(
            "Guarded empty page",
            guarded,
            "requests/s",
            f"unguarded page, {bare:.0f}/s",
            guarded / bare,
            f"at least {BOUND}",
            guarded / bare >= BOUND,
        )
    ]
