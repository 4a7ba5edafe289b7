"""Words of the mapping that its page, the family's page and the paper share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from kraftsamling.casework.models import MappingStatement, SafetyPlanStep, SafetyScore
from kraftsamling.casework.presenters.words import day_words
from kraftsamling.casework.rules.safety_mapping import Score, change_of, rows_of_dots
from kraftsamling.casework.statuses import Domain, Kept, Speaker
from kraftsamling.common.parts import Fact
from kraftsamling.organisations.filling_in import when

COLUMNS: Final[Sequence[tuple[str | Promise, tuple[Domain, ...]]]] = (
    (
        _lazy("What are we worried about?"),
        (Domain.HARM, Domain.DANGER, Domain.COMPLICATING),
    ),
    (_lazy("What works well?"), (Domain.STRENGTH, Domain.SAFETY)),
    (_lazy("What needs to happen?"), (Domain.GOAL, Domain.NEXT_STEP)),
)
"""The three columns, and what stands in each. The child's good things stand in the middle."""

LEFT, RIGHT, BOTTOM, STEP = 44, 318, 84, 6.4


def who_words(speaker: str, name: str) -> str:
    """ "Mother", or "Somebody else: Sara"."""
    label = str(Speaker(speaker).label)
    return _("%(who)s: %(name)s") % {"who": label, "name": name} if name else label


def said_words(statement: MappingStatement) -> str:
    """Who said it, and when."""
    return _("%(who)s, %(day)s") % {
        "who": who_words(statement.said_by, statement.said_by_name),
        "day": day_words(statement.said_on),
    }


@dataclass(frozen=True)
class Dot:
    """One mark: its place in the picture, its number and its day."""

    x: str
    y: str
    number: str
    day: str


@dataclass(frozen=True)
class DotRow:
    """One person's own marks over time. Never put together with anybody else's."""

    id: str
    who: str
    about: str
    sentence: str
    dots: Sequence[Dot]
    line: str


def dot_rows(scores: Sequence[SafetyScore], dangers: Sequence[MappingStatement]) -> list[DotRow]:
    """A row for each person and what the scale is about, in one common time."""
    if not scores:
        return []
    about: dict[object, str] = {each.pk: each.words for each in dangers}
    rows = rows_of_dots(
        ((each.danger_id, each.who, each.who_name), Score(each.on, each.value)) for each in scores
    )
    days = [score.on for own in rows.values() for score in own]
    first, last = min(days), max(days)
    return [
        _dot_row(
            f"skala-{place}",
            who_words(who, name),
            about.get(danger, ""),
            own,
            first=first,
            last=last,
        )
        for place, ((danger, who, name), own) in enumerate(rows.items())
    ]


def _dot_row(
    row_id: str, who: str, about: str, own: Sequence[Score], *, first: date, last: date
) -> DotRow:
    span = (last - first).days or 1
    dots = [
        Dot(
            f"{LEFT + (RIGHT - LEFT) * (each.on - first).days / span:.1f}",
            f"{BOTTOM - STEP * each.value:.1f}",
            str(each.value),
            day_words(each.on),
        )
        for each in own
    ]
    return DotRow(
        row_id,
        who,
        about,
        _sentence(own),
        dots,
        " ".join(f"{each.x},{each.y}" for each in dots),
    )


def _sentence(own: Sequence[Score]) -> str:
    """ "3 on 2 October, 5 on 1 November: 2 steps up"."""
    marks = ", ".join(
        _("%(number)s on %(day)s") % {"number": each.value, "day": day_words(each.on)}
        for each in own
    )
    change = change_of(own)
    if change is None:
        return f"{marks}."
    if change == 0:
        return _("%(marks)s: as at first.") % {"marks": marks}
    steps = abs(change)
    words = (
        ngettext("%(count)s step up", "%(count)s steps up", steps)
        if change > 0
        else ngettext("%(count)s step down", "%(count)s steps down", steps)
    ) % {"count": steps}
    return f"{marks}: {words}."


def check_words(step: SafetyPlanStep) -> str:
    """What the latest check said, or that nobody has looked."""
    checks = sorted(step.checks.all(), key=lambda each: (each.on, each.written_at))
    if not checks:
        return _("Nobody has checked it yet.")
    last = checks[-1]
    told = _("Checked %(day)s: %(kept)s.") % {
        "day": day_words(last.on),
        "kept": str(Kept(last.kept).label).lower(),
    }
    return f"{told} {last.words}".strip()


def former_facts(former: Sequence[tuple[str, object]], *, today: date) -> list[Fact]:
    """How a statement has read before, each with its day."""
    return [
        Fact(when(at if isinstance(at, datetime) else None, today=today), words)
        for words, at in former
    ]
