"""A plan, its areas and its time line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import ActionPlan, DevelopmentArea, Goal, PlanPhase
from kraftsamling.improvement.services.trail import ensure_member, id_once, step
from kraftsamling.improvement.skeletons import SKELETONS
from kraftsamling.improvement.statuses import Phase
from kraftsamling.indicators.registry import REGISTRY


@transaction.atomic
def create_plan(
    *,
    by: Actor,
    at: datetime,
    key: UUID,
    space_id: UUID,
    name: str,
    starts_on: date,
    for_whom: str = "",
    vision: str = "",
    ends_on: date | None = None,
    skeleton: str = "empty",
    copy_of: ActionPlan | None = None,
) -> ActionPlan:
    """A plan of the actor's authority, with the areas and goals of a skeleton or of another plan.

    Raises NotAMember for a space that the authority does not take part in.
    """
    assert by.authority_id is not None
    ensure_member(by.authority_id, space_id=space_id, at=at)
    plan_id = id_once(by.authority_id, key)
    plan, is_new = ActionPlan.rows.get_or_create(
        pk=plan_id,
        defaults={
            "space_id": space_id,
            "owner_id": by.authority_id,
            "name": name,
            "for_whom": for_whom,
            "vision": vision,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "slug": f"{slugify(name)[:40]}-{plan_id.hex[:6]}".lstrip("-"),
        },
    )
    if is_new:
        step(plan, "plan", "", "CREATED", by=by, at=at)
        if copy_of is None:
            _fill(plan, skeleton)
        else:
            _copy(copy_of, plan)
    return plan


def _fill(plan: ActionPlan, skeleton: str) -> None:
    sketch = SKELETONS[skeleton]
    for phase in Phase:
        is_first = phase == sketch.phase
        PlanPhase.rows.create(
            space_id=plan.space_id,
            plan=plan,
            phase=phase,
            starts_on=plan.starts_on if is_first else None,
        )
    for place, area in enumerate(sketch.areas, start=1):
        made = DevelopmentArea.rows.create(
            space_id=plan.space_id, plan=plan, position=place, name=str(area.name)
        )
        for number, (sentence, code) in enumerate(area.goals, start=1):
            Goal.rows.create(
                space_id=plan.space_id,
                area=made,
                position=number,
                sentence=str(sentence),
                # a skeleton may name a figure of a module that this installation does not have
                indicator_code=code if code in REGISTRY else "",
            )


def _copy(source: ActionPlan, plan: ActionPlan) -> None:
    """Areas and goals as worded. States, values, activities and what was learnt are the source's own."""
    for phase in Phase:
        PlanPhase.rows.create(space_id=plan.space_id, plan=plan, phase=phase)
    for area in DevelopmentArea.rows.filter(plan=source, removed_at=None):
        made = DevelopmentArea.rows.create(
            space_id=plan.space_id, plan=plan, position=area.position, name=area.name
        )
        for goal in Goal.rows.filter(area=area, removed_at=None):
            Goal.rows.create(
                space_id=plan.space_id,
                area=made,
                position=goal.position,
                sentence=goal.sentence,
                indicator_code=goal.indicator_code,
                target=goal.target,
            )


@transaction.atomic
def change_plan(
    *,
    plan: ActionPlan,
    by: Actor,
    at: datetime,
    seen_version: int,
    name: str,
    starts_on: date,
    for_whom: str = "",
    vision: str = "",
    ends_on: date | None = None,
) -> None:
    """Change what the plan says of itself. Raises StaleVersion."""
    plan.name, plan.for_whom, plan.vision = name, for_whom, vision
    plan.starts_on, plan.ends_on = starts_on, ends_on
    save_if_unchanged(
        plan,
        seen_version=seen_version,
        fields=["name", "for_whom", "vision", "starts_on", "ends_on"],
    )


@transaction.atomic
def publish_plan(*, plan: ActionPlan, by: Actor, at: datetime) -> None:
    """Let everybody read the plan with released figures. Twice keeps the first day."""
    updated = ActionPlan.rows.filter(pk=plan.pk, published_at=None).update(published_at=at)
    plan.refresh_from_db()
    if updated:
        step(plan, "plan", "CREATED", "PUBLISHED", by=by, at=at)


@dataclass(frozen=True)
class Stretch:
    """What the time line says of one phase."""

    starts_on: date | None = None
    ends_on: date | None = None
    sentence: str = ""


@transaction.atomic
def set_time_line(
    *,
    plan: ActionPlan,
    by: Actor,
    at: datetime,
    seen_version: int,
    stretches: Mapping[Phase, Stretch],
) -> None:
    """Say when each stretch began and ended, and what marked it. It shares the plan's version.

    Raises StaleVersion.
    """
    save_if_unchanged(plan, seen_version=seen_version, fields=[])
    for phase, stretch in stretches.items():
        PlanPhase.rows.update_or_create(
            plan=plan,
            phase=phase,
            defaults=asdict(stretch),
            create_defaults={"space_id": plan.space_id, **asdict(stretch)},
        )


@transaction.atomic
def add_area(*, plan: ActionPlan, by: Actor, at: datetime, key: UUID, name: str) -> DevelopmentArea:
    """A new area, last in the plan."""
    last = DevelopmentArea.rows.filter(plan=plan).aggregate(last=Max("position"))["last"] or 0
    area, _made = DevelopmentArea.rows.get_or_create(
        pk=id_once(plan.pk, key),
        defaults={"space_id": plan.space_id, "plan": plan, "position": last + 1, "name": name},
    )
    return area


@transaction.atomic
def change_area(
    *,
    area: DevelopmentArea,
    by: Actor,
    at: datetime,
    seen_version: int,
    name: str,
    learnt: str = "",
) -> None:
    """Its name, and what the plan's owner has learnt since the last visit. Raises StaleVersion."""
    area.name, area.learnt = name, learnt
    save_if_unchanged(area, seen_version=seen_version, fields=["name", "learnt"])
