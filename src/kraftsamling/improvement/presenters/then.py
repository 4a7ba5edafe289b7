"""How a goal stood when a visit froze it, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.improvement.models import Goal, SnapshotGoal
from kraftsamling.improvement.presenters.figures import GoalFigure, period_words
from kraftsamling.improvement.presenters.words import isolated, language, state_words
from kraftsamling.indicators.rules.figures import Share
from kraftsamling.indicators.rules.periods import Length, Period


def then_words(row: SnapshotGoal) -> str:
    """ "Öppet: 64 procent (kvartal 1 2026)"."""
    return ": ".join([state_words(row.state), *_then_figure(row)])


def _then_figure(row: SnapshotGoal) -> Sequence[str]:
    if row.outside_figure:
        return [isolated(row.outside_figure)]
    if not row.indicator_code or row.released_on is None:
        return []
    period = ""
    if row.period_starts_on and row.period_months:
        period = period_words(Period.containing(row.period_starts_on, Length(row.period_months)))
    if row.numerator is None or row.denominator is None:
        return [_("Not shown") + f" ({period})"]
    percent = Share(row.numerator, row.denominator).percent
    return [f"{formats.percent(percent or 0, language())} ({period})"]


def now_words(goal: Goal | None, figure: GoalFigure | None) -> str:
    """The same, as it stands today."""
    if goal is None or figure is None:
        return _("Taken out of the plan")
    words = [state_words(goal.state)]
    if figure.value:
        words.append(f"{figure.value} ({figure.dated})" if figure.dated else figure.value)
    return ": ".join(words)


def since_words(row: SnapshotGoal | None, *, done: int, has_looked_back: bool) -> str:
    """What has become of a goal since it was frozen: how it stood, and the activities done since."""
    if not has_looked_back:
        return ""
    if row is None:
        return _("The goal is new since last time.")
    newly = done - row.activities_done
    if newly <= 0:
        return _("Last time: %(then)s.") % {"then": then_words(row)}
    return _("Last time: %(then)s. Since then %(n)s activities done.") % {
        "then": then_words(row),
        "n": formats.in_words(newly, language(), common_gender=True),
    }
