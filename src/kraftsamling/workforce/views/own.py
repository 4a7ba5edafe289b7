"""One's own employment."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of
from kraftsamling.organisations.selectors import names_of_memberships
from kraftsamling.workforce.presenters.competence import knows_section
from kraftsamling.workforce.presenters.own import own_page
from kraftsamling.workforce.rules.ladder import steps
from kraftsamling.workforce.selectors import own, remote, wages
from kraftsamling.workforce.selectors.competence import knowledge_of
from kraftsamling.workforce.selectors.posts import introduction_of
from kraftsamling.workforce.views.common import show


@access("employee", "read_own")
@require_safe
def own_employment(request: GuardedRequest) -> HttpResponse:
    """My next wage step, my days at home, what I know."""
    employee, today = own.employment(request.actor, at=request.at), request.today
    ladder = wages.ladder_on(today)
    may = may_of(request)
    if employee is None:
        page = own_page(None, ladder, None, [], None, [], [], [], may_ask=False, today=today)
        return show(request, page)
    (knows,) = knowledge_of([employee])
    climbs = wages.is_on_ladder(employee)
    page = own_page(
        employee,
        ladder,
        next((each for each in steps(ladder, employee.starts_on) if each.due_on >= today), None)
        if climbs
        else None,
        sorted(wages.paid_steps([employee]).values(), key=lambda each: each.due_on),
        remote.agreement_of(employee, on=today),
        remote.own_days(employee, today=today),
        knows_section(
            knows,
            names_of_memberships([row.seen_by for row in (*knows.skills, *knows.others)]),
            degree=None,
            may_note=False,
            today=today,
        ),
        introduction_of(employee, today=today),
        may_ask=may("create", "remote_work_day"),
        today=today,
    )
    return show(request, page)
