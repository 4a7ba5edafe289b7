"""The textbook's formulas for one queue and c equal places (M/M/c), to hold the runs against.

Source: L. Kleinrock, Queueing Systems vol. 1 (1975), §3.5; A. K. Erlang (1917).
"""

from __future__ import annotations


def erlang_b(offered: float, places: int) -> float:
    """The share of arrivals that find every place taken when nobody waits. offered: arrivals times length."""
    blocked = 1.0
    for place in range(1, places + 1):
        blocked = offered * blocked / (place + offered * blocked)
    return blocked


def erlang_c(offered: float, places: int) -> float:
    """The share of arrivals that have to wait. 1 when more is offered than there are places for."""
    if offered >= places:
        return 1.0
    blocked = erlang_b(offered, places)
    return places * blocked / (places - offered * (1 - blocked))


def mean_waiting(offered: float, places: int) -> float | None:
    """How many wait on average; None when the queue grows for ever."""
    if offered >= places:
        return None
    return erlang_c(offered, places) * offered / (places - offered)


def mean_wait(offered: float, places: int, length: float) -> float | None:
    """How long an arrival waits on average, in the unit of `length`; None when the queue grows for ever."""
    if offered >= places:
        return None
    return erlang_c(offered, places) * length / (places - offered)
