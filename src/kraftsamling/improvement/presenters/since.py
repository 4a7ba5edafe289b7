""" "Sedan förra besöket": how the plan has gone since somebody last came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Link, Phase, Task
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    FollowUpVisit,
    PlanPhase,
)
from kraftsamling.improvement.presenters.aside import (
    Asked,
    Doer,
    Question,
    asked_of,
    doers_of,
    prepare_of,
    question_of,
    who_comes_of,
)
from kraftsamling.improvement.presenters.cards import GoalCard, goal_cards
from kraftsamling.improvement.presenters.facts import Facts
from kraftsamling.improvement.presenters.words import (
    May,
    Tabs,
    day,
    event_name,
    first_day,
    isolated,
    language,
    month,
    path,
    plan_page,
    since_name,
    visit_page,
)
from kraftsamling.improvement.selectors import Tally, tally
from kraftsamling.improvement.statuses import GoalState, VisitKind
from kraftsamling.improvement.statuses import Phase as PhaseCode


@dataclass(frozen=True)
class SincePage:
    """The plan's first tab."""

    title: str
    kicker: str
    vision: str
    sentence: SafeString
    findings: str
    breadcrumb: Sequence[Link]
    tabs: Sequence[Link]
    actions: Sequence[Action]
    phases: Sequence[Phase]
    about_figures: str
    goals: Sequence[GoalCard]
    empty: Link | None
    empty_text: str
    prepare_title: str
    prepare_who: str
    prepare: Sequence[Task]
    questions: Sequence[Question]
    ask_url: str
    doers: Sequence[Doer]
    asked: Sequence[Asked]
    asked_title: str
    heading: str
    looks_back: Sequence[Link]

    @classmethod
    def of(cls, facts: Facts, *, may: May, today: date) -> SincePage:
        plan = facts.plan
        activities = [
            a for area in facts.areas for g in area.goals.all() for a in g.activities.all()
        ]
        cards = [
            card for area in facts.areas for card in goal_cards(area, facts, may=may, today=today)
        ]
        manages = may("update", "action_plan", plan)
        empty = None
        if not facts.areas and manages:
            empty = Link(_("Add an area"), reverse("plan_add_area", args=[plan.pk]))
        elif not cards and manages:
            empty = Link(_("Add the first goal"), reverse("plan_whole", args=[plan.pk]))
        return cls(
            title=isolated(plan.name),
            kicker=kicker_of(plan),
            vision=_("“%(vision)s”") % {"vision": isolated(plan.vision)} if plan.vision else "",
            sentence=_since(facts, tally(activities, today=today), today),
            findings=_findings(facts),
            breadcrumb=path(plan),
            tabs=Tabs(plan, facts.organisation_id, facts.last).at("since"),
            actions=_actions(facts, activities, may),
            phases=phases_of(facts.phases, today),
            about_figures=_about_figures(facts, today),
            goals=cards,
            empty=empty,
            empty_text=_(
                "The plan has no goals yet."
                " A goal is a sentence, and a figure that says how it goes."
            ),
            prepare_title=_prepare_title(facts.next),
            prepare_who=who_comes_of(facts.next, today),
            prepare=prepare_of(facts, may, today) if facts.next else [],
            questions=[question_of(q, may, today) for q in facts.questions],
            ask_url=reverse("plan_ask", args=[plan.pk])
            if may("create", "open_question", plan)
            else "",
            doers=doers_of(plan, activities, today),
            asked=[asked_of(r, may) for r in facts.asked],
            asked_title=_("We said at the last visit"),
            heading=f"{isolated(plan.name)}, {since_name(facts.last).lower()}",
            looks_back=_looks_back(facts, today),
        )


def _prepare_title(coming: FollowUpVisit | None) -> str:
    if coming is None:
        return ""
    return _("Before the board") if coming.kind == VisitKind.BOARD else _("Before the visit")


def _looks_back(facts: Facts, today: date) -> Sequence[Link]:
    """What the page can be compared with, when there is more than one."""
    held = [visit for visit in facts.visits if visit.held_at is not None]
    if len(held) < 2:
        return []
    return [
        Link(
            f"{event_name(visit)}, {day(visit.on, today=today)}",
            f"{plan_page(facts.plan)}?sedan={visit.number}",
            current=visit == facts.last,
        )
        for visit in held
    ]


def kicker_of(plan: ActionPlan) -> str:
    """For whom the plan is, and since when."""
    since = first_day(plan)
    if plan.for_whom:
        return _("Plan for %(whom)s, from %(day)s") % {
            "whom": isolated(plan.for_whom),
            "day": since,
        }
    return _("Plan from %(day)s") % {"day": since}


def _since(facts: Facts, now: Tally, today: date) -> SafeString:
    """The sentence: what has been completed since the picture of the last visit was frozen."""
    then = (facts.last.activities_done or 0) if facts.last else 0
    done = max(now.done - then, 0)
    if facts.last is None:
        since = _("Since the start on %(day)s") % {"day": first_day(facts.plan, today=today)}
    elif facts.last.kind == VisitKind.BOARD:
        since = _("Since the board met on %(day)s") % {"day": day(facts.last.on, today=today)}
    else:
        since = _("Since the last visit on %(day)s") % {"day": day(facts.last.on, today=today)}
    if not now.total:
        return format_html("{}", _("%(since)s the plan has no activities yet.") % {"since": since})
    if not done:
        return format_html(
            _("{since}, <strong>none of {total} activities has been completed</strong>."),
            since=since,
            total=formats.in_words(now.total, language()),
        )
    return format_html(
        ngettext(
            "{since}, <strong>{done} activities has been completed</strong>.",
            "{since}, <strong>{done} activities have been completed</strong>.",
            done,
        ),
        since=since,
        done=formats.so_many_of(done, now.total, language(), common_gender=True),
    )


def _findings(facts: Facts) -> str:
    """What is sure, and what has not been reached, by the names of the areas."""
    found: dict[str, list[str]] = {"better": [], "worse": [], "not": [], "reached": []}
    for area in facts.areas:
        for goal in area.goals.all():
            verdict = facts.figures[goal.pk].verdict
            if verdict in found:
                found[verdict].append(isolated(area.name))
            if goal.state == GoalState.NOT_REACHED:
                found["not"].append(isolated(area.name))
            if goal.state == GoalState.REACHED:
                found["reached"].append(isolated(area.name))
    sentences = {
        "reached": _("Reached: %(areas)s."),
        "better": _("Sure change for the better: %(areas)s."),
        "worse": _("Sure change for the worse: %(areas)s."),
        "not": _("We have not managed this: %(areas)s."),
    }
    return " ".join(
        words % {"areas": formats.joined(list(dict.fromkeys(found[key])), language())}
        for key, words in sentences.items()
        if found[key]
    )


def _about_figures(facts: Facts, today: date) -> str:
    ring = _("The ring shows whether the figure has surely changed or only varies as usual.")
    released = (
        _("Others in the cooperation see what was released on %(day)s.")
        % {"day": day(day_of(facts.released_at), today=today)}
        if facts.released_at
        else _("Others in the cooperation see nothing yet, for no figures have been released.")
    )
    if facts.is_owner:
        return " ".join([ring, _("The figures are of today."), released])
    if facts.released_at:
        shown = _("You see the figures that were released on %(day)s.") % {
            "day": day(day_of(facts.released_at), today=today)
        }
        return f"{ring} {shown}"
    return " ".join([ring, _("No figures have been released yet.")])


def _actions(facts: Facts, activities: Sequence[Activity], may: May) -> Sequence[Action]:
    plan, actions = facts.plan, []
    if facts.next and may("update", "follow_up_visit", facts.next):
        when = formats.long_date(facts.next.on, language(), with_year=False)
        actions.append(
            Action(
                (
                    _("Prepare the board meeting on %(day)s")
                    if facts.next.kind == VisitKind.BOARD
                    else _("Prepare the visit on %(day)s")
                )
                % {"day": when},
                visit_page(facts.next),
            )
        )
    elif not facts.next and may("create", "follow_up_visit", plan):
        actions.append(Action(_("Plan a visit"), reverse("visit_new", args=[plan.pk])))
    if any(may("update", "plan_activity", activity) for activity in activities):
        actions.append(
            Action(
                _("Update our activities"),
                reverse("plan_organisation", args=[plan.pk, facts.organisation_id]),
                "secondary" if actions else "primary",
            )
        )
    if facts.areas:
        page = reverse("plan_one_page", args=[plan.pk])
        actions.append(Action(_("Print on one page"), page, "secondary"))
    return actions


def phases_of(stretches: Sequence[PlanPhase], today: date) -> Sequence[Phase]:
    by_code = {stretch.phase: stretch for stretch in stretches}
    shown = []
    for code in PhaseCode:
        stretch = by_code.get(code)
        if stretch is None:
            continue
        shown.append(
            Phase(
                str(code.label),
                _phase_period(stretch, today),
                isolated(stretch.sentence),
                "done"
                if stretch.ends_on and stretch.ends_on < today
                else "now"
                if stretch.starts_on and stretch.starts_on <= today
                else "next",
            )
        )
    return shown


def _phase_period(stretch: PlanPhase, today: date) -> str:
    start, end = stretch.starts_on, stretch.ends_on
    if start and end:
        return f"{month(start)}{formats.EN_DASH}{month(end)}"
    if start and start > today:
        return _("at the earliest %(month)s") % {"month": month(start)}
    if start:
        return _("since %(month)s") % {"month": month(start)}
    return _("no day set")
