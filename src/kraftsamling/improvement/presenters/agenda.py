"""What is talked about at a visit: proposed by the page, or written by the two parties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from kraftsamling.common.parts import TimeRow
from kraftsamling.improvement.presenters.facts import VisitFacts
from kraftsamling.improvement.presenters.words import isolated
from kraftsamling.improvement.statuses import RequestState

_TIMED: Final = re.compile(r"^(?:kl\.? ?)?([01]?\d|2[0-3])[.:]([0-5]\d)\s+(.+)$")


def agenda_rows(facts: VisitFacts) -> Sequence[TimeRow]:
    """The agenda as it is shown. A line that begins with a time gets it beside it."""
    if not facts.visit.agenda:
        return _proposed(facts)
    return [_row(line.strip()) for line in facts.visit.agenda.splitlines() if line.strip()]


def agenda_lines(facts: VisitFacts) -> Sequence[str]:
    """The proposed agenda as text to change."""
    return [row.label for row in _proposed(facts)]


def _row(line: str) -> TimeRow:
    if timed := _TIMED.match(line):
        hour, minute, words = timed.groups()
        return TimeRow(isolated(words), f"{hour}.{minute}", f"{hour:0>2}:{minute}")
    return TimeRow(isolated(line))


def _proposed(facts: VisitFacts) -> Sequence[TimeRow]:
    rows = []
    if facts.former_requests:
        waiting = sum(r.state == RequestState.ASKED for r in facts.former_requests)
        detail = _("%(n)s not answered yet") % {"n": waiting} if waiting else _("All are answered")
        rows.append(TimeRow(_("What was asked for last time"), detail=detail))
    rows += [
        TimeRow(
            f"{area.position}. {isolated(area.name)}",
            detail=_("You can read what has been learnt") if area.learnt else "",
        )
        for area in facts.areas
    ]
    open_ones = [isolated(q.question) for q in facts.questions if q.taken_by_id is None]
    if open_ones:
        rows.append(TimeRow(_("Questions without an owner"), detail=" ".join(open_ones)))
    rows.append(TimeRow(_("What we ask of each other until next time")))
    return rows
