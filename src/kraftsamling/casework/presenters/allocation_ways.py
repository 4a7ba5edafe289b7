"""Why a case waits, and what would give it a worker, leading to where that is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kraftsamling.casework.models import AllocationLine
from kraftsamling.casework.presenters import allocation_words as words
from kraftsamling.casework.presenters.words import short_name
from kraftsamling.casework.rules.allocation.relaxing import Way
from kraftsamling.casework.selectors.allocation import Situation, needs_of
from kraftsamling.common.parts import Link


@dataclass(frozen=True)
class Waits:
    """Why one case waits, and what would give it a worker: each a link where it can be done from here."""

    told: str
    ways: Sequence[Link]

    @classmethod
    def of(cls, line: AllocationLine, found: Situation, today: date, *, may_raise: bool) -> Waits:
        return cls(
            f"{short_name(line.case.subject, today)}: {words.waits_words(line.waits)}",
            [_way_of(each, line, found, may_raise=may_raise) for each in line.ways],
        )


def _way_of(
    way: Mapping[str, Any], line: AllocationLine, found: Situation, *, may_raise: bool
) -> Link:
    """Of one case: help by somebody who knows what it needs, and a need that an interpreter makes good."""
    if way["way"] == Way.INTERPRETER:
        url = reverse("case_priority", args=[line.case_id])
        return Link(words.way_words(way, found.names), url)
    if way["way"] == Way.OTHER_UNIT:
        needs = sorted(needs_of(line.case))
        asked = {"points": way["number"], "what": needs[0] if needs else ""}
        return Link(words.way_words(way, found.names), f"{reverse('help_ask')}?{urlencode(asked)}")
    return way_link(way, found, may_raise=may_raise)


def way_link(way: Mapping[str, Any], found: Situation, *, may_raise: bool) -> Link:
    """What it would take, leading to where it is done: a ceiling is raised, help asked for, a post filled.
    `may_raise`: whoever reads leads the unit, and not a group of it."""
    label, url = words.way_words(way, found.names), ""
    member = found.members.get(way["worker"])
    if way["way"] == Way.ABOVE_CEILING and member is not None and may_raise:
        url = f"{reverse('raise_ceiling', args=[member.employee.pk])}?more={way['number']}"
    elif way["way"] == Way.OTHER_UNIT:
        url = f"{reverse('help_ask')}?points={way['number']}"
    elif way["way"] == Way.FILL_POST and way["worker"] in found.posts and may_raise:
        url = reverse("position", args=[way["worker"]])
    return Link(label, url)
