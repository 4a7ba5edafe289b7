"""Staff: the list, and one person's employment."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.presenters import staff as presented
from kraftsamling.workforce.selectors import posts as found
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
    page = presented.employee_page(
        employee,
        found.posts_of(employee),
        found.skills_of(employee),
        found.absences_of(employee, today=request.today),
        may=may_of(request),
        today=request.today,
    )
    return show(request, page)
