"""Hiding more than the small cells, so that nobody can find them by subtraction.

A total and all parts but one tell the last part. Parts that are hidden are therefore hidden at least two
together, and stand together for enough people. What the extra cells hold is not small; they look the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from kraftsamling.indicators.rules.figures import NOTHING, Figure, Hidden, Share, Shown

K = TypeVar("K")
FEWEST_TOGETHER = 2


def protect(parts: Mapping[K, Figure], total: Figure, *, least: int) -> dict[K, Figure]:
    """The parts of a total, with as many more hidden as it takes; `least` people behind the hidden ones.

    A hidden total protects by itself. Where the shown parts already make up the whole total, the hidden ones
    hold nobody, and nothing more is hidden.
    """
    answer = dict(parts)
    if not isinstance(total, Shown):
        return answer
    while not _is_safe(answer, total.share, least):
        shown = {key: each.share for key, each in answer.items() if isinstance(each, Shown)}
        if not shown:
            break
        answer[min(shown, key=lambda key: shown[key].denominator)] = Hidden()
    return answer


def _is_safe(parts: Mapping[K, Figure], total: Share, least: int) -> bool:
    hidden = sum(isinstance(each, Hidden) for each in parts.values())
    shown = sum((each.share for each in parts.values() if isinstance(each, Shown)), NOTHING)
    left = total.denominator - shown.denominator
    return not hidden or left <= 0 or (hidden >= FEWEST_TOGETHER and left >= least)
