"""The open plans: what everybody may see of a published plan, with released figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Phase, Row
from kraftsamling.improvement import selectors as plans
from kraftsamling.improvement.models import ActionPlan, DevelopmentArea, FollowUpVisit, Goal
from kraftsamling.improvement.presenters.assemble import figures_of
from kraftsamling.improvement.presenters.figures import GoalFigure, percent_cell, period_words
from kraftsamling.improvement.presenters.since import phases_of
from kraftsamling.improvement.presenters.words import Tag, goal_tag, tally_words
from kraftsamling.improvement.statuses import GoalState
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
class OpenGoal:
    """A goal as everybody may see it."""

    title: str
    sentence: str
    tag: Tag
    figure: GoalFigure
    reason_title: str
    reason: str
    activities: str


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


@dataclass(frozen=True)
class OpenPlansPage:
    """Se hur det går: the public parts of published plans."""

    title: str
    lead: str
    plans: Sequence[ShownPlan]
    empty: str
    figures_title: str
    columns: Sequence[Column] = field(default_factory=tuple)
    rows: Sequence[Row] = field(default_factory=tuple)

    @classmethod
    def of(
        cls, shown: Sequence[OpenPlan], *, site: Authority | None, now: datetime
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
            columns=[Column(_("Figure")), Column(_("Latest"), number=True), Column(_("Period"))],
            rows=_released_rows(owner, now),
        )


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
    plan = each.plan
    goals = [_open_goal(area, goal, each) for area, goal in each.goals]
    return ShownPlan(
        id=f"p{plan.pk.hex[:8]}",
        name=plan.name,
        kicker=(
            _("Plan for %(whom)s, from %(day)s")
            % {"whom": plan.for_whom, "day": formats.long_date(plan.starts_on, language())}
            if plan.for_whom
            else plan.owner.short_name
        ),
        vision=_("“%(vision)s”") % {"vision": plan.vision} if plan.vision else "",
        sentence=f"{capfirst(tally_words(each.tally, running=True))}.",
        phases=phases_of(plans.phases_of(plan), each.today),
        goals=goals,
        failed=[goal for goal in goals if goal.reason_title],
    )


def _open_goal(area: DevelopmentArea, goal: Goal, each: OpenPlan) -> OpenGoal:
    titles = {
        GoalState.NOT_REACHED: _("Not reached, because"),
        GoalState.RECONSIDERED: _("Reconsidered, because"),
    }
    return OpenGoal(
        title=f"{area.position}. {area.name}",
        sentence=goal.sentence,
        tag=goal_tag(goal),
        figure=each.figures[goal.pk],
        reason_title=titles.get(GoalState(goal.state), ""),
        reason=goal.state_reason,
        activities=tally_words(plans.tally(goal.activities.all(), today=each.today)),
    )
