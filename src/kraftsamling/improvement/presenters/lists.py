"""The list of plans, where a new one begins, and the pages that hold one form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.improvement.models import ActionPlan
from kraftsamling.improvement.presenters.words import day, language
from kraftsamling.improvement.skeletons import SKELETONS


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
                    Cell(plan.name, url=reverse("plan", args=[plan.pk]), sub=plan.vision),
                    Cell(plan.owner.short_name),
                    Cell(day(plan.starts_on)),
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
    has_errors: bool = False


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

    @classmethod
    def of(cls) -> ChooseSkeletonPage:
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
        )


def when(moment: datetime | None, *, today: date) -> str:
    """ "kl. 10.40", or the day when it was another one: for the page with both versions."""
    if moment is None:
        return _("just now")
    local = moment.astimezone(STOCKHOLM)
    if local.date() == today:
        return formats.clock(local, language())
    return day(local.date(), today=today)
