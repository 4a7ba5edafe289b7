"""Does a web process grow with what it serves? 10,000 requests, after a warm-up."""

from __future__ import annotations

from itertools import cycle
from typing import Final

from bench._server import Request, logged_in_as, requests_per_second, resident_kib, site
from bench.table import Row

REQUESTS: Final = 10_000
BOUND: Final = 0.05
PATHS: Final = ("/idag/", "/planer/", "/delaktighet/", "/", "/besok/tyreso/")


def run() -> list[Row]:
    """Memory after 1,000 requests against memory after 10,000 more."""
    with site() as where:
        headers = logged_in_as(where, "leila")
        paths = cycle(PATHS)

        def make() -> Request:
            return Request("GET", next(paths), headers=headers)

        def serve(count: int) -> None:
            served = 0.0
            while served < count:
                served += 5 * requests_per_second(
                    where, make, seconds=5, expect=frozenset({200, 302})
                )

        serve(1_000)
        before = resident_kib(where)
        serve(REQUESTS)
        after = resident_kib(where)
    grown = after / before - 1
    return [
        Row(
            "Memory of the web after 10,000 requests",
            after / 1024,
            "MiB",
            f"after 1,000: {before / 1024:.0f} MiB",
            after / before,
            f"grows under {BOUND:.0%}",
            grown < BOUND,
        )
    ]
