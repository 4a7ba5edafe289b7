"""A ceiling is raised for a while: what that changes, why, and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kraftsamling.casework.forms.allocation import RaiseCeilingForm
from kraftsamling.casework.presenters.allocation_ceiling import CeilingPage
from kraftsamling.casework.services import ceilings
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import new_form
from kraftsamling.workforce.models import Employee

USUALLY: Final = timedelta(days=14)


@access("employee", "raise", key="employee_id")
def raise_ceiling(request: GuardedRequest, employee: Employee) -> HttpResponse:
    """First what it changes, then the reason, then it holds until its day."""
    found = ceilings.situation_with(employee, by=request.actor, at=request.at)
    if found is None:
        raise Http404
    worker = str(employee.membership_id)
    here = found.loads[worker].capacity
    form = new_form(
        RaiseCeilingForm,
        request,
        ceiling=here.ceiling,
        usual=here.usual,
        initial={"more": request.GET.get("more"), "until": request.today + USUALLY},
    )
    more, until = form.asked
    if form.is_bound and form.is_valid() and form.is_decided:
        if form.cleaned_data["because"]:
            ceilings.raise_ceiling(
                employee=employee, by=request.actor, at=request.at, **form.described
            )
            messages.success(
                request, _("The ceiling of %(name)s is raised.") % {"name": employee.name}
            )
            return redirect("allocation")
        form.add_error("because", _("Choose a reason."))
    told = (
        ceilings.consequences(found, worker, more, by=request.actor, at=request.at)
        if more
        else None
    )
    request.shown.persons([each.subject_id for each in found.cases.values()])
    page = CeilingPage.of(employee, here, found, told, more=more, until=until, today=request.today)
    status = 422 if form.errors else 200
    return render(
        request, "casework/allocation_ceiling.html", {"page": page, "form": form}, status=status
    )
