"""The paper of deadlines, on demand."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kraftsamling.casework.presenters.deadline_sheet import deadline_sheet_pdf
from kraftsamling.casework.selectors.due import due_to
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.selectors import authority_of, open_units


@access("deadline", "list")
@require_safe
def deadline_sheet(request: GuardedRequest) -> HttpResponse:
    """Today's and seven days' deadlines of the cases that one may see, as a PDF."""
    found = due_to(request.actor, at=request.at)
    request.shown.persons(each.case.subject_id for each in found)
    authority = authority_of(request.actor)
    own = [
        unit.name
        for unit in open_units(authority.pk, today=request.today)
        if unit.pk in request.actor.unit_ids
    ]
    others = sorted({each.case.unit.name for each in found} - set(own))
    pdf = deadline_sheet_pdf(
        found, units=[*own, *others], whose=authority.short_name, now=request.now
    )
    header = content_disposition_header(as_attachment=False, filename="tider.pdf")
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": header or "inline"}
    )
