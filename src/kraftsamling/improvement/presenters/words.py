"""Words that several pages of a plan share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol
from unicodedata import bidirectional

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import Link, Tone
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    FollowUpVisit,
    Goal,
    VisitRequest,
)
from kraftsamling.improvement.selectors import Tally, is_late
from kraftsamling.improvement.statuses import (
    ActivityState,
    GoalState,
    RequestState,
    VisitKind,
)


class May(Protocol):
    """Asks the matrix for the reader: `may("update", "plan_goal", goal)`."""

    def __call__(self, action: str, resource: str, row: Any = None) -> bool: ...


_GOAL_TONES: dict[str, Tone] = {GoalState.REACHED: "success", GoalState.NOT_REACHED: "warning"}
_ACTIVITY_TONES: dict[str, Tone] = {ActivityState.DONE: "success", ActivityState.ONGOING: "info"}
_REQUEST_TONES: dict[str, Tone] = {RequestState.DONE: "success", RequestState.NOT_DONE: "warning"}


_ISOLATE: Final = "\u2068"
_END: Final = "\u2069"
_FIRST_FROM_THE_RIGHT: Final = "\u0590"  # no sign before the Hebrew ones turns anything
_TURNS_THE_LINE: Final = frozenset({"R", "AL", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI"})


def isolated(words: str) -> str:
    """Typed words inside a sentence of ours. Written from right to left they turn nothing around them."""
    if max(words, default="") >= _FIRST_FROM_THE_RIGHT and any(
        bidirectional(each) in _TURNS_THE_LINE for each in words
    ):
        return f"{_ISOLATE}{words}{_END}"
    return words


def language() -> str:
    """The reader's language."""
    return get_language() or "sv"


def day(value: date, *, today: date | None = None) -> str:
    """A day in running text, without the year when it is this year's."""
    with_year = today is None or value.year != today.year
    return formats.long_date(value, language(), with_year=with_year)


def first_day(plan: ActionPlan, *, today: date | None = None) -> str:
    """When a plan began; a retold one in the words of its report."""
    return plan.starts_about or (day(plan.starts_on, today=today) if plan.starts_on else "–")


def month(value: date) -> str:
    """ "november 2026"."""
    return formats.period(value.year, value.month, 1, language())


@dataclass(frozen=True)
class Tag:
    """A state in words, with its tone."""

    label: str
    tone: Tone = "neutral"


def goal_tag(goal: Goal) -> Tag:
    """The state that people have decided."""
    return Tag(str(GoalState(goal.state).label), _GOAL_TONES.get(goal.state, "neutral"))


def state_words(state: str) -> str:
    """A goal's state in one word or two, where its because stands elsewhere or not at all."""
    return str(GoalState(state).label).removesuffix(" …").partition(",")[0]


def activity_tag(activity: Activity, *, today: date) -> Tag:
    """The owner's word, or that the day has passed."""
    if is_late(activity, today=today):
        return Tag(_("Late"), "warning")
    state = ActivityState(activity.state)
    label = _("Cancelled") if state is ActivityState.CANCELLED else str(state.label)
    return Tag(label, _ACTIVITY_TONES.get(activity.state, "neutral"))


def request_tag(request: VisitRequest) -> Tag:
    """What became of something the visitors asked for."""
    return Tag(str(RequestState(request.state).label), _REQUEST_TONES.get(request.state, "neutral"))


def in_words(value: int) -> str:
    """A number in running text; none of what is counted here says "en"."""
    return formats.in_words(value, language())


def tally_words(count: Tally, *, running: bool = False) -> str:
    """ "2 av 6 aktiviteter klara, 1 försenad, 1 avbruten"; words instead of figures in running text."""
    if not count.total:
        return _("No activities yet")

    def so_many(value: int) -> str:
        return formats.in_words(value, language(), common_gender=True) if running else str(value)

    parts = [
        ngettext(
            "%(done)s of %(total)s activity done",
            "%(done)s of %(total)s activities done",
            count.total,
        )
        % {"done": so_many(count.done), "total": so_many(count.total)}
    ]
    if count.late:
        parts.append(ngettext("%(n)s late", "%(n)s late", count.late) % {"n": so_many(count.late)})
    if count.cancelled:
        parts.append(
            ngettext("%(n)s cancelled", "%(n)s cancelled", count.cancelled)
            % {"n": so_many(count.cancelled)}
        )
    return ", ".join(parts)


def visitors(visit: FollowUpVisit) -> str:
    """Who comes, in words."""
    if visit.kind == VisitKind.BOARD:
        return _("Our own board")
    name = visit.visitor.short_name if visit.visitor else ""
    return formats.joined(
        [part for part in (name, isolated(visit.visitor_words)) if part], language()
    )


def event_name(visit: FollowUpVisit) -> str:
    """ "Besök 2", or "Nämndens möte 2": they are numbered together."""
    name = _("Board meeting %(number)s") if visit.kind == VisitKind.BOARD else _("Visit %(number)s")
    return name % {"number": visit.number}


def since_name(last: FollowUpVisit | None) -> str:
    """What the first tab is called."""
    if last is not None and last.kind == VisitKind.BOARD:
        return _("Since the last board meeting")
    return _("Since the last visit") if last else _("Since the start")


def plan_page(plan: ActionPlan) -> str:
    """The address of a plan."""
    return reverse("plan", args=[plan.pk])


def visit_page(visit: FollowUpVisit) -> str:
    """The address of a visit."""
    return reverse("visit", args=[visit.plan_id, visit.number])


@dataclass(frozen=True)
class Tabs:
    """The five parts of a plan. `last` is what the first one looks back to."""

    plan: ActionPlan
    organisation_id: Any
    last: FollowUpVisit | None

    def at(self, current: str) -> Sequence[Link]:
        """The parts, with the one that the reader is at."""
        plan = self.plan
        each = [
            ("since", since_name(self.last), plan_page(plan)),
            ("whole", _("The whole plan"), reverse("plan_whole", args=[plan.pk])),
            (
                "organisation",
                _("By organisation"),
                reverse("plan_organisation", args=[plan.pk, self.organisation_id]),
            ),
            ("indicators", _("Figures of the plan"), reverse("plan_indicators", args=[plan.pk])),
            ("visits", _("Visits"), reverse("plan_visits", args=[plan.pk])),
        ]
        return [Link(label, url, current=code == current) for code, label, url in each]


def path(plan: ActionPlan, *more: Link) -> Sequence[Link]:
    """Where the reader is."""
    return [
        Link(_("Plans"), reverse("plan_list")),
        Link(isolated(plan.name), plan_page(plan) if more else ""),
        *more,
    ]
