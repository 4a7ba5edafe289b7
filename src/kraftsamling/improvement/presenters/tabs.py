"""The other four tabs of a plan: the whole plan, by organisation, figures, visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Action, Cell, Column, Link, Row
from kraftsamling.improvement.models import ActionPlan, DevelopmentArea, FollowUpVisit
from kraftsamling.improvement.presenters.cards import activity_columns, activity_row
from kraftsamling.improvement.presenters.figures import GoalFigure
from kraftsamling.improvement.presenters.words import (
    May,
    Tabs,
    Tag,
    activity_tag,
    day,
    event_name,
    goal_tag,
    in_words,
    isolated,
    path,
    tally_words,
    visit_page,
    visitors,
)
from kraftsamling.improvement.selectors import tally
from kraftsamling.improvement.statuses import VisitState
from kraftsamling.organisations.models import Authority


@dataclass(frozen=True)
class TableCell:
    """What one organisation does in one area."""

    items: Sequence[tuple[str, Tag]]
    label: str


@dataclass(frozen=True)
class AreaRow:
    """One area over all organisations."""

    name: str
    url: str
    goals: Sequence[tuple[str, Tag, str]]
    cells: Sequence[TableCell]
    add_url: str


@dataclass(frozen=True)
class WholePlanPage:
    """Areas by organisations: the whole plan on one page."""

    title: str
    breadcrumb: Sequence[Link]
    tabs: Sequence[Link]
    lead: str
    organisations: Sequence[str]
    areas: Sequence[AreaRow]
    actions: Sequence[Action]
    published: str
    table_label: str

    @classmethod
    def of(
        cls,
        plan: ActionPlan,
        areas: Sequence[DevelopmentArea],
        *,
        tabs: Tabs,
        may: May,
        today: date,
    ) -> WholePlanPage:
        activities = [
            a for area in areas for goal in area.goals.all() for a in goal.activities.all()
        ]
        owners = sorted(
            {a.owner_id: a.owner for a in activities}.values(), key=lambda o: o.short_name
        )
        count = tally(activities, today=today)
        goals = sum(len(area.goals.all()) for area in areas)
        return cls(
            title=isolated(plan.name),
            breadcrumb=path(plan),
            tabs=tabs.at("whole"),
            lead=_("%(areas)s, %(goals)s. %(activities)s.")
            % {
                "areas": capfirst(
                    ngettext("%(n)s area", "%(n)s areas", len(areas)) % {"n": in_words(len(areas))}
                ),
                "goals": ngettext("%(n)s goal", "%(n)s goals", goals) % {"n": in_words(goals)},
                "activities": capfirst(tally_words(count, running=True)),
            },
            organisations=[owner.short_name for owner in owners],
            areas=[_area_row(area, owners, may, today) for area in areas],
            actions=_whole_actions(plan, may),
            published=(
                _("Everybody can read the plan, with released figures, since %(day)s.")
                % {"day": day(plan.published_at.astimezone(STOCKHOLM).date(), today=today)}
                if plan.published_at
                else _("Only the members of the cooperation can read the plan.")
            ),
            table_label=_("Areas and organisations"),
        )


def _whole_actions(plan: ActionPlan, may: May) -> Sequence[Action]:
    actions = [
        Action(_("Print on one page"), reverse("plan_one_page", args=[plan.pk]), "secondary")
    ]
    if may("update", "action_plan", plan):
        actions = [
            Action(_("Add an area"), reverse("plan_add_area", args=[plan.pk])),
            Action(_("Print on one page"), reverse("plan_one_page", args=[plan.pk]), "secondary"),
            Action(
                _("Change name and vision"), reverse("plan_change", args=[plan.pk]), "secondary"
            ),
            Action(_("Change the time line"), reverse("plan_phases", args=[plan.pk]), "secondary"),
        ]
    if not plan.published_at and may("publish", "action_plan", plan):
        actions.append(
            Action(_("Publish the plan"), reverse("plan_publish", args=[plan.pk]), "secondary")
        )
    return actions


def _area_row(area: DevelopmentArea, owners: Sequence[Authority], may: May, today: date) -> AreaRow:
    goals = list(area.goals.all())
    activities = [a for goal in goals for a in goal.activities.all()]
    return AreaRow(
        name=f"{area.position}. {isolated(area.name)}",
        url=reverse("plan_area", args=[area.pk]) if may("update", "plan_area", area) else "",
        goals=[
            (
                isolated(goal.sentence),
                goal_tag(goal),
                reverse("plan_goal", args=[goal.pk]) if may("update", "plan_goal", goal) else "",
            )
            for goal in goals
        ],
        cells=[
            TableCell(
                [
                    (isolated(a.what), activity_tag(a, today=today))
                    for a in activities
                    if a.owner_id == owner.pk
                ],
                owner.short_name,
            )
            for owner in owners
        ],
        add_url=(
            reverse("plan_add_goal", args=[area.pk])
            if may("update", "action_plan", area.plan)
            else ""
        ),
    )


@dataclass(frozen=True)
class OrganisationPage:
    """What one organisation does in the plan. One changes only one's own rows."""

    title: str
    breadcrumb: Sequence[Link]
    tabs: Sequence[Link]
    lead: str
    organisations: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Row]
    name: str
    about: str
    empty: str

    @classmethod
    def of(
        cls,
        plan: ActionPlan,
        areas: Sequence[DevelopmentArea],
        organisation: Authority,
        *,
        members: Sequence[Authority],
        tabs: Tabs,
        may: May,
        today: date,
    ) -> OrganisationPage:
        own = [
            a
            for area in areas
            for goal in area.goals.all()
            for a in goal.activities.all()
            if a.owner_id == organisation.pk
        ]
        return cls(
            title=isolated(plan.name),
            breadcrumb=path(plan),
            tabs=replace(tabs, organisation_id=organisation.pk).at("organisation"),
            lead=_("%(organisation)s: %(tally)s.")
            % {
                "organisation": organisation.short_name,
                "tally": tally_words(tally(own, today=today), running=True),
            },
            organisations=[
                Link(
                    member.short_name,
                    reverse("plan_organisation", args=[plan.pk, member.pk]),
                    current=member.pk == organisation.pk,
                )
                for member in members
            ],
            columns=activity_columns(),
            rows=[activity_row(a, may=may, today=today) for a in own],
            name=organisation.short_name,
            about=(
                _("Choose an activity to say how it goes.")
                if any(may("update", "plan_activity", a) for a in own)
                else _("Each organisation changes its own activities.")
            ),
            empty=_("%(organisation)s has no activities in this plan yet.")
            % {"organisation": organisation.short_name},
        )


@dataclass(frozen=True)
class IndicatorsPage:
    """The figures of the plan in one table."""

    title: str
    breadcrumb: Sequence[Link]
    tabs: Sequence[Link]
    lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    definitions: Sequence[str]
    empty: str

    @classmethod
    def of(
        cls,
        plan: ActionPlan,
        areas: Sequence[DevelopmentArea],
        figures: dict[object, GoalFigure],
        *,
        tabs: Tabs,
        is_owner: bool,
    ) -> IndicatorsPage:
        goals = [(area, goal) for area in areas for goal in area.goals.all()]
        shown = [
            (a, g, figures[g.pk]) for a, g in goals if figures[g.pk].name or figures[g.pk].source
        ]
        return cls(
            title=isolated(plan.name),
            breadcrumb=path(plan),
            tabs=tabs.at("indicators"),
            lead=(
                _("The figures are counted from daily work and stand as of today.")
                if is_owner
                else _("You see the last figures that %(owner)s has released.")
                % {"owner": plan.owner.short_name}
            ),
            columns=[
                Column(_("Figure")),
                Column(_("Area")),
                Column(_("Latest"), number=True),
                Column(_("How it goes")),
                Column(_("From when")),
            ],
            rows=[
                Row(
                    [
                        Cell(
                            figure.name or isolated(goal.sentence),
                            sub=figure.target or figure.source,
                        ),
                        Cell(isolated(area.name)),
                        Cell(figure.value or "–", nowrap=True),
                        Cell(figure.words),
                        Cell(figure.dated or "–"),
                    ]
                )
                for area, goal, figure in shown
            ],
            definitions=list(
                dict.fromkeys(f"{f.name}: {f.why}" for _area, _goal, f in shown if f.why and f.name)
            ),
            empty=_(
                "No goal has a figure yet. A figure comes from the catalogue, or from a source"
                " outside that the goal names."
            ),
        )


@dataclass(frozen=True)
class VisitsPage:
    """The visits of a plan."""

    title: str
    breadcrumb: Sequence[Link]
    tabs: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Row]
    empty: str
    new_url: str
    actions: Sequence[Action] = field(default_factory=tuple)

    @classmethod
    def of(
        cls,
        plan: ActionPlan,
        visits: Sequence[FollowUpVisit],
        *,
        tabs: Tabs,
        may: May,
        today: date,
    ) -> VisitsPage:
        may_plan = may("create", "follow_up_visit", plan)
        return cls(
            title=isolated(plan.name),
            breadcrumb=path(plan),
            tabs=tabs.at("visits"),
            columns=[
                Column(_("Visit")),
                Column(_("Who comes")),
                Column(_("Place")),
                Column(_("State")),
            ],
            rows=[
                Row(
                    [
                        Cell(
                            f"{event_name(visit)}, {day(visit.on, today=today)}",
                            url=visit_page(visit),
                        ),
                        Cell(visitors(visit)),
                        Cell(isolated(visit.place) or "–"),
                        Cell(
                            str(VisitState(visit.state).label),
                            tone="success" if visit.state != VisitState.PLANNED else "info",
                        ),
                    ]
                )
                for visit in visits
            ],
            empty=_(
                "Nobody has visited yet. A visit, or a meeting of your own board, freezes how everything"
                " stands that day, so that the next one can see what has changed."
            ),
            new_url=reverse("visit_new", args=[plan.pk]) if may_plan else "",
        )
