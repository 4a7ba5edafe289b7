"""The open plans: what everybody may see of a published plan, with released figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Link, Phase, Row
from kraftsamling.improvement import selectors as plans
from kraftsamling.improvement.models import (
    ActionPlan,
    DevelopmentArea,
    FollowUpVisit,
    Goal,
    PlanPhase,
)
from kraftsamling.improvement.presenters.assemble import figures_of
from kraftsamling.improvement.presenters.figures import GoalFigure, percent_cell, period_words
from kraftsamling.improvement.presenters.since import phases_of
from kraftsamling.improvement.presenters.words import (
    Tag,
    activity_tag,
    first_day,
    goal_tag,
    tally_words,
)
from kraftsamling.improvement.statuses import GoalState
from kraftsamling.improvement.statuses import Phase as PhaseCode
from kraftsamling.indicators.registry import REGISTRY
from kraftsamling.indicators.rules.figures import Shown
from kraftsamling.organisations.models import Authority
from kraftsamling.publishing.presenters.posts import language
from kraftsamling.publishing.selectors import indicator_codes


@dataclass(frozen=True)
class OpenPlan:
    """A published plan with everything that is counted on the public site, fetched once."""

    plan: ActionPlan
    areas: Sequence[DevelopmentArea]
    figures: dict[object, GoalFigure]
    last_visit: FollowUpVisit | None
    today: date

    @classmethod
    def of(cls, plan: ActionPlan, *, today: date, now: datetime) -> OpenPlan:
        areas = plans.areas_of(plan)
        return cls(
            plan,
            areas,
            figures_of(plan, areas, actor=None, today=today, now=now),
            plans.last_held(plans.visits_of(plan)),
            today,
        )

    @property
    def goals(self) -> Sequence[tuple[DevelopmentArea, Goal]]:
        """Every goal with its area."""
        return [(area, goal) for area in self.areas for goal in area.goals.all()]

    @property
    def tally(self) -> plans.Tally:
        """How the activities stand."""
        return plans.tally(
            [a for _area, goal in self.goals for a in goal.activities.all()], today=self.today
        )


@dataclass(frozen=True)
class Does:
    """What one organisation does for a goal: each activity with its state."""

    who: str
    activities: Sequence[tuple[str, Tag]]


@dataclass(frozen=True)
class OpenGoal:
    """A goal as everybody may see it. `figure` is None where the plan is retold: nothing is counted there."""

    title: str
    sentence: str
    tag: Tag
    figure: GoalFigure | None
    reason_title: str
    reason: str
    activities: str = ""
    shaped: str = ""
    does: Sequence[Does] = ()


@dataclass(frozen=True)
class ShownPlan:
    """One open plan."""

    id: str
    name: str
    kicker: str
    vision: str
    sentence: str
    phases: Sequence[Phase]
    goals: Sequence[OpenGoal]
    failed: Sequence[OpenGoal]
    failed_title: str
    questions: Sequence[str] = ()


@dataclass(frozen=True)
class OpenPlansPage:
    """Se hur det går: the public parts of published plans. `others` are plans at other places."""

    title: str
    lead: str
    plans: Sequence[ShownPlan]
    empty: str
    figures_title: str
    columns: Sequence[Column] = field(default_factory=tuple)
    rows: Sequence[Row] = field(default_factory=tuple)
    others: Sequence[tuple[Link, str]] = ()
    breadcrumb: Sequence[Link] = ()

    @classmethod
    def of(
        cls,
        shown: Sequence[OpenPlan],
        *,
        site: Authority | None,
        now: datetime,
        others: Sequence[ActionPlan] = (),
    ) -> OpenPlansPage:
        owner = site or (shown[0].plan.owner if shown else None)
        return cls(
            title=_("See how it goes"),
            lead=_(
                "Here is what we have promised, and what has become of it. Figures are released four"
                " times a year, and only when enough people have answered."
            ),
            plans=[_shown(each) for each in shown],
            empty=_("No plan is open to everybody yet. When one is published it stands here."),
            figures_title=_("Released figures"),
            columns=_columns(),
            rows=_released_rows(owner, now),
            others=[
                (Link(plan.name, reverse("open_plan", args=[plan.slug])), plan.owner.short_name)
                for plan in others
            ],
        )

    @classmethod
    def of_one(cls, each: OpenPlan, *, now: datetime) -> OpenPlansPage:
        """One plan at an address of its own, with its owner's figures and nobody else's."""
        plan = each.plan
        return cls(
            title=plan.owner.short_name,
            lead=(
                _(
                    "The plan as a public report tells it. Nothing is counted and nothing is added."
                    " Source: %(source)s"
                )
                % {"source": plan.retold_from}
                if plan.retold_from
                else ""
            ),
            plans=[_shown(each)],
            empty="",
            figures_title=_("Released figures"),
            columns=_columns(),
            rows=[] if plan.retold_from else _released_rows(plan.owner, now),
            breadcrumb=[Link(_("See how it goes"), reverse("open_plans")), Link(plan.name)],
        )


def _columns() -> Sequence[Column]:
    return [Column(_("Figure")), Column(_("Latest"), number=True), Column(_("Period"))]


def _released_rows(owner: Authority | None, now: datetime) -> Sequence[Row]:
    rows = []
    for code in indicator_codes() if owner else []:
        assert owner is not None
        reading = plans.released_reading(code, owner.pk, now=now)
        if reading is None:
            continue
        rows.append(
            Row(
                [
                    Cell(str(REGISTRY[code].name)),
                    Cell(
                        percent_cell(reading.figure),
                        withheld=not isinstance(reading.figure, Shown),
                    ),
                    Cell(
                        _("%(period)s, released on %(day)s")
                        % {
                            "period": period_words(reading.period),
                            "day": formats.long_date(
                                day_of(reading.released_on or now), language()
                            ),
                        }
                    ),
                ]
            )
        )
    return rows


def _shown(each: OpenPlan) -> ShownPlan:
    plan, retold = each.plan, bool(each.plan.retold_from)
    goals = [
        _retold_goal(area, goal, each) if retold else _open_goal(area, goal, each)
        for area, goal in each.goals
    ]
    stretches = plans.phases_of(plan)
    return ShownPlan(
        id=f"p{plan.pk.hex[:8]}",
        name=plan.name,
        kicker=_kicker(plan),
        vision=_vision(plan),
        sentence="" if retold else f"{capfirst(tally_words(each.tally, running=True))}.",
        phases=_retold_phases(stretches) if retold else phases_of(stretches, each.today),
        goals=goals,
        failed=[goal for goal in goals if goal.reason_title],
        failed_title=_("What has not succeeded") if retold else _("What we have not managed"),
        questions=[q.question for q in plans.questions_of(plan)] if retold else [],
    )


def _vision(plan: ActionPlan) -> str:
    """In quotes where it is the plan's own words; a retold one is told in ours."""
    if plan.retold_from or not plan.vision:
        return plan.vision
    return _("“%(vision)s”") % {"vision": plan.vision}


def _kicker(plan: ActionPlan) -> str:
    if not plan.for_whom:
        return plan.owner.short_name
    if plan.starts_on is None and not plan.starts_about:
        return _("Plan for %(whom)s") % {"whom": plan.for_whom}
    return _("Plan for %(whom)s, from %(day)s") % {"whom": plan.for_whom, "day": first_day(plan)}


def _retold_phases(stretches: Sequence[PlanPhase]) -> Sequence[Phase]:
    """The time line without days, which no report tells: it stands at the last stretch that is told."""
    told = sorted(stretches, key=lambda each: PhaseCode.values.index(each.phase))
    return [
        Phase(
            str(PhaseCode(each.phase).label),
            "",
            each.sentence,
            "now" if each is told[-1] else "done",
        )
        for each in told
    ]


def _open_goal(area: DevelopmentArea, goal: Goal, each: OpenPlan) -> OpenGoal:
    return OpenGoal(
        title=f"{area.position}. {area.name}",
        sentence=goal.sentence,
        tag=goal_tag(goal),
        figure=each.figures[goal.pk],
        reason_title=_reason_title(goal),
        reason=goal.state_reason,
        activities=tally_words(plans.tally(goal.activities.all(), today=each.today)),
    )


def _retold_goal(area: DevelopmentArea, goal: Goal, each: OpenPlan) -> OpenGoal:
    """What a report tells is public already: who does what, and with whom the goal was shaped."""
    listed = list(goal.activities.all())
    owners = dict.fromkeys(activity.owner.short_name for activity in listed)
    return OpenGoal(
        title=f"{area.position}. {area.name}",
        sentence=goal.sentence,
        tag=goal_tag(goal),
        figure=None,
        reason_title=_reason_title(goal),
        reason=goal.state_reason,
        shaped=formats.joined([shaper.words for shaper in goal.shaped_by], language()),
        does=[
            Does(
                who,
                [
                    (activity.what, activity_tag(activity, today=each.today))
                    for activity in listed
                    if activity.owner.short_name == who
                ],
            )
            for who in owners
        ],
    )


def _reason_title(goal: Goal) -> str:
    return {
        GoalState.NOT_REACHED: _("Not reached, because"),
        GoalState.RECONSIDERED: _("Reconsidered, because"),
    }.get(GoalState(goal.state), "")
