"""The trainee programme, a trainee's stage, and the introduction of somebody new."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import form_about, may_of, new_form
from kraftsamling.workforce.forms.trainees import IntroductionForm, StageForm, TraineeForm
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.presenters.page import FormPage
from kraftsamling.workforce.presenters.trainees import trainees_page
from kraftsamling.workforce.selectors import trainees as found
from kraftsamling.workforce.selectors.posts import staff_for
from kraftsamling.workforce.services import trainees as services
from kraftsamling.workforce.views.common import fill_in, opens_for, show


def _home() -> Link:
    return Link(_("Trainees"), reverse("trainees"))


@access("trainee_programme", "read")
@require_safe
def trainees(request: GuardedRequest) -> HttpResponse:
    """Who is where, and how it went for those before."""
    programme = found.programme_for(request.actor, at=request.at)
    rows = found.trainees_of(programme) if programme else []
    page = trainees_page(
        programme,
        rows,
        found.outcome_of(rows, today=request.today),
        may_update=may_of(request)("update", "trainee_programme"),
        opens=opens_for(request),
        today=request.today,
    )
    return show(request, page)


@access("trainee_programme", "update")
def trainee_new(request: GuardedRequest) -> HttpResponse:
    """A student begins."""
    programme = found.programme_for(request.actor, at=request.at)
    if programme is None:
        raise Http404
    staff = staff_for(request.actor, at=request.at, today=request.today)
    return fill_in(
        request,
        new_form(TraineeForm, request, staff=staff),
        FormPage.below(_home(), _("Add a trainee")),
        partial(services.place_trainee, programme=programme),
        then="trainees",
    )


@access("trainee_programme", "update")
def trainee(request: GuardedRequest, trainee_id: UUID) -> HttpResponse:
    """How far she has come."""
    row = found.trainee_to(request.actor, trainee_id, at=request.at)
    staff = list(staff_for(request.actor, at=request.at, today=request.today))
    form = form_about(StageForm, request, row, staff=staff)
    form.initial = {
        **form.initial,
        "employee": str(row.employee_id or ""),
        "supervisor": str(row.supervisor_id or ""),
        "on": request.today,
    }
    return fill_in(
        request,
        form,
        FormPage.below(_home(), row.name, lead=row.cohort, button=_("Save")),
        partial(services.move_trainee, trainee=row),
        then="trainees",
        stays={
            services.AnotherTrainee: _("That employment is another trainee's. Choose hers."),
        },
    )


@access("employee", "update", key="employee_id")
def introduction(request: GuardedRequest, employee: Employee) -> HttpResponse:
    """A ceiling that rises."""
    here = reverse("employee", args=[employee.pk])
    form = IntroductionForm(
        request.POST or None, today=request.today, initial={"starts_on": employee.starts_on}
    )
    return fill_in(
        request,
        form,
        FormPage.below(
            Link(employee.name, here),
            _("Plan the introduction"),
            lead=_("The allocation never proposes more than this."),
            button=_("Save"),
        ),
        partial(services.plan_introduction, employee=employee),
        then=here,
    )
