"""How many report to each manager."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.rules.span import Span
from kraftsamling.workforce.selectors.posts import employed
from kraftsamling.workforce.statuses import Job


def spans(*, today: date) -> list[Span]:
    """Every manager with how many report to her today, the largest first. Inside the authority."""
    here = Q(staff__starts_on__lte=today) & employed(today, "staff__")
    rows = (
        Employee.rows.filter(employed(today))
        .annotate(reporting=Count("staff", filter=here))
        .filter(Q(job=Job.MANAGER) | Q(reporting__gt=0))
        .order_by("-reporting", "sort_key", "pk")
    )
    return [Span(row.pk, row.name, row.reporting) for row in rows]


def spans_for(actor: Actor, *, at: Circumstances, today: date) -> list[Span]:
    """The same, of those whom the actor looks after."""
    visible = set(
        Employee.rows.visible_to(actor, "list", at=at, resource="employee").values_list(
            "pk", flat=True
        )
    )
    return [span for span in spans(today=today) if span.manager_id in visible]
