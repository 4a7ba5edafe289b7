"""What else one can do in a case, as a short list or under a few headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kraftsamling.common.parts import Link

AT_ONE_LOOK: Final = 8
"""So many links are read as one list; more of them need headings."""


@dataclass(frozen=True)
class LinkGroup:
    """Links that belong together; without a title when they are few."""

    links: Sequence[Link]
    title: str = ""


def grouped(groups: Iterable[LinkGroup]) -> list[LinkGroup]:
    """The groups that hold something, or one list of it all when that can be read at one look."""
    filled = [each for each in groups if each.links]
    links = [link for each in filled for link in each.links]
    if len(links) > AT_ONE_LOOK:
        return filled
    return [LinkGroup(links)] if links else []
