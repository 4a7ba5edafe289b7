"""The list of plans, where a new one begins, and the pages that hold one form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.improvement.models import ActionPlan, Goal
from kraftsamling.improvement.presenters.words import day, first_day, isolated, path, plan_page
from kraftsamling.improvement.services import Kept
from kraftsamling.improvement.skeletons import SKELETONS, Skeleton


@dataclass(frozen=True)
class PlanListPage:
    """Every plan that one may read."""

    title: str
    lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    empty: str
    new_url: str

    @classmethod
    def of(cls, plans: Sequence[ActionPlan], *, may_create: bool, today: date) -> PlanListPage:
        rows = [
            Row(
                [
                    Cell(isolated(plan.name), url=plan_page(plan), sub=isolated(plan.vision)),
                    Cell(plan.owner.short_name),
                    Cell(first_day(plan)),
                    Cell(_("Open to everybody") if plan.published_at else _("For the members")),
                ]
            )
            for plan in plans
        ]
        return cls(
            title=_("Plans"),
            lead=_("A plan says what you want, who does what, and whether it helps."),
            columns=[
                Column(_("Plan")), Column(_("Owner")), Column(_("From")), Column(_("Who reads")),
            ],
            rows=rows,
            empty=(
                _("There is no plan yet. Begin from a skeleton, and change it as you like.")
                if may_create
                else _("There is no plan yet. Your development lead or manager makes the first one.")
            ),
            new_url=reverse("plan_new") if may_create else "",
        )  # fmt: skip


@dataclass(frozen=True)
class FormPage:
    """A page with one form: what it is about, and the verb on its button."""

    title: str
    button: str
    breadcrumb: Sequence[Link]
    lead: str = ""
    back: Link | None = None

    @classmethod
    def about(
        cls,
        plan: ActionPlan,
        title: str,
        *,
        lead: str = "",
        button: str = "",
        back: Link | None = None,
    ) -> FormPage:
        """A form about a plan or a part of it. Without `button` the title is the verb."""
        shown = isolated(title)
        return cls(shown, button or shown, path(plan, Link(shown)), isolated(lead), back)


@dataclass(frozen=True)
class Removal:
    """A button that takes something away, and what it is for whoever cannot see where it stands."""

    label: str
    url: str
    sr: str = ""


@dataclass(frozen=True)
class Part:
    """Something below a goal that can be taken away: a value from outside, or who shaped it."""

    words: str
    removal: Removal


def values_and_words(goal: Goal, *, today: date) -> Sequence[Part]:
    """The values from outside, the newest first, and who shaped the goal."""
    kept: list[tuple[str, str, Any]] = [
        ("varde", f"{isolated(v.figure)}, {day(v.on, today=today)}, {isolated(v.source)}", v.pk)
        for v in goal.outside_values.filter(removed_at=None).order_by("-on")
    ]
    kept += [
        ("samskapat", _("Shaped together with") + " " + isolated(each.words), each.pk)
        for each in goal.shaped_with.filter(removed_at=None).order_by("words")
    ]
    return [
        Part(
            words,
            Removal(
                _("Remove"), reverse("plan_remove_from_goal", args=[goal.pk, kind, pk]), sr=words
            ),
        )
        for kind, words, pk in kept
    ]


def why_it_stays(why: Kept) -> str:
    """Why something cannot be removed, and what to do instead."""
    return {
        Kept.AREA_HAS_GOALS: _(
            "The area has goals. Remove them first, or reconsider them so that the reason stays."
        ),
        Kept.AREA_HAS_NOTES: _("Somebody has written about the area at a visit. It stays."),
        Kept.GOAL_WAS_SEEN: _(
            "The goal was there at a visit, and stays as history. Reconsider it instead, and say why."
        ),
        Kept.GOAL_HAS_OTHERS: _(
            "Other organisations have activities below the goal. They end theirs first."
        ),
        Kept.ACTIVITY_WAS_SEEN: _(
            "The activity was counted at a visit, and stays as history. Cancel it instead, and say why."
        ),
        Kept.CAME: _("The participant came. Take the tick away first if that is wrong."),
        Kept.ANSWERED: _("The request has been answered, and stays as history."),
        Kept.TAKEN: _("Somebody has taken the question. It stays as history."),
    }[why]


@dataclass(frozen=True)
class SkeletonChoice:
    """A skeleton as a card to choose."""

    name: str
    text: str
    url: str
    areas: Sequence[str]


@dataclass(frozen=True)
class ChooseSkeletonPage:
    """Where a new plan begins."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    skeletons: Sequence[SkeletonChoice]
    plans: Sequence[Link]

    @classmethod
    def of(cls, plans: Sequence[ActionPlan]) -> ChooseSkeletonPage:
        return cls(
            title=_("New plan"),
            lead=_("Choose how to begin. Everything can be changed afterwards."),
            breadcrumb=[Link(_("Plans"), reverse("plan_list")), Link(_("New plan"))],
            skeletons=[
                SkeletonChoice(
                    str(each.name),
                    str(each.text),
                    f"{reverse('plan_new')}?stomme={each.code}",
                    [str(area.name) for area in each.areas],
                )
                for each in SKELETONS.values()
            ],
            plans=[
                Link(
                    f"{isolated(each.name)}, {each.owner.short_name}",
                    f"{reverse('plan_new')}?kopia={each.pk}",
                )
                for each in plans
            ],
        )


def new_plan_page(skeleton: Skeleton | None, copied: ActionPlan | None) -> FormPage:
    """The form of a new plan, begun from a skeleton or from another plan."""
    if copied is not None:
        name = isolated(copied.name)
        lead = _(
            "The areas and goals of %(plan)s are copied as they are worded. Figures, activities and what"
            " was learnt stay there."
        ) % {"plan": name}
    else:
        name = str(skeleton.name) if skeleton else ""
        lead = f"{name}. {skeleton.text}" if skeleton else ""
    return FormPage(
        title=_("New plan"),
        lead=lead,
        button=_("Make the plan"),
        breadcrumb=[
            Link(_("Plans"), reverse("plan_list")),
            Link(_("New plan"), reverse("plan_new")),
            Link(name),
        ],
    )
