"""Staff: the list, and one person's employment."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of
from kraftsamling.organisations.selectors import names_of_memberships
from kraftsamling.workforce import links
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.presenters import staff as presented
from kraftsamling.workforce.presenters.competence import knows_section
from kraftsamling.workforce.selectors import posts as found
from kraftsamling.workforce.selectors.competence import knowledge_of
from kraftsamling.workforce.views.common import opens_for, show


@access("employee", "list")
@require_safe
def staff(request: GuardedRequest) -> HttpResponse:
    """Who works here."""
    rows = found.staff_for(request.actor, at=request.at, today=request.today)
    page = presented.staff_page(list(rows), opens=opens_for(request), today=request.today)
    return show(request, page)


@access("employee", "read", key="employee_id")
@require_safe
def employee(request: GuardedRequest, employee: Employee) -> HttpResponse:
    """One person's employment, posts and skills."""
    member = employee.membership_id
    degrees = links.degrees_of([member], request.actor, at=request.at) if member else {}
    (knows,) = knowledge_of([employee])
    seen = [row.seen_by for row in (*knows.skills, *knows.others, *knows.training)]
    sections = knows_section(
        knows,
        names_of_memberships(seen),
        degree=degrees.get(member) if member else None,
        may_note=may_of(request)("update", "competence", employee),
        today=request.today,
    )
    page = presented.employee_page(
        employee,
        found.posts_of(employee),
        sections,
        found.absences_of(employee, today=request.today),
        may=may_of(request),
        today=request.today,
    )
    return show(request, page)
