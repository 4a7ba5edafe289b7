"""The catalogue of figures. Each app registers its own, beside the rows that they count.

    @indicator("participation.q_propose", name=…, better="+", sources=["participation.answers"])
    def q_propose(where: Where, period: Period) -> Share | None: ...

`indicators` knows nobody: this is how figures flow up to the plans without a row following them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from kraftsamling.indicators.rules.control_charts import Better
from kraftsamling.indicators.rules.figures import Amount, Share
from kraftsamling.indicators.rules.periods import Period

Words = str | Promise


@dataclass(frozen=True)
class Where:
    """What is counted: one unit, or the whole authority when `unit_id` is None."""

    authority_id: UUID
    unit_id: UUID | None = None


Counter = Callable[[Where, Period], Share | Amount | None]
"""Counts one period from raw rows. None when too few for anybody to be told (the threshold is inside)."""


class Found(NamedTuple):
    """What a counter of many cells found in one of them."""

    code: str
    unit_id: UUID | None
    period: Period
    counted: Share | Amount


AllCounter = Callable[[date, date], Iterable[Found]]
"""Counts all periods between two days (or more) and all units at once, inside the authority.

It may count several indicators. It says the same as `Counter` cell by cell, and nothing where that says None.
"""


@dataclass(frozen=True)
class Indicator:
    """One figure (nyckeltal): what it is called, what it counts, from where, and which way is better.

    `sources` are the kinds of rows it reads; a service that changes such rows says so with
    `mark_changed`. `definition` is the sentence under "Varför?".
    """

    code: str
    name: Words
    definition: Words
    better: Better
    sources: frozenset[str]
    count: Counter
    benchmark: Words = ""
    per_unit: bool = True
    count_all: AllCounter | None = None
    unit: Words = ""

    @property
    def is_amount(self) -> bool:
        """Whether it counts so much of something (in its unit), and not a share."""
        return bool(self.unit)


REGISTRY: Final[dict[str, Indicator]] = {}


class UnknownIndicator(LookupError):
    """Raised for a code that no app has registered."""


def indicator(
    code: str,
    *,
    name: Words,
    definition: Words,
    better: str,
    sources: list[str],
    benchmark: Words = "",
    per_unit: bool = True,
    count_all: AllCounter | None = None,
    unit: Words = "",
) -> Callable[[Counter], Counter]:
    """Register a counting function under `app.id`. With a `unit` it counts amounts, else shares."""

    def register(count: Counter) -> Counter:
        if code in REGISTRY:
            raise ValueError(f"The indicator {code} is registered twice")
        REGISTRY[code] = Indicator(
            code,
            name,
            definition,
            Better(better),
            frozenset(sources),
            count,
            benchmark,
            per_unit,
            count_all,
            unit,
        )
        return count

    return register


def find(code: str) -> Indicator:
    """The indicator with this code. Raises UnknownIndicator."""
    try:
        return REGISTRY[code]
    except KeyError as unknown:
        raise UnknownIndicator(code) from unknown


def shares() -> dict[str, Indicator]:
    """The indicators that are shares, by code: those that are let out and that a goal can have."""
    return {code: each for code, each in REGISTRY.items() if not each.is_amount}


def reading(source: str) -> list[Indicator]:
    """The indicators that a change in this source touches."""
    return [each for each in REGISTRY.values() if source in each.sources]
