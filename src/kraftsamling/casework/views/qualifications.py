"""Who is qualified for children's cases, as a manager has seen it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.qualifications import QualificationForm
from kraftsamling.casework.presenters.qualifications import qualification_form, qualification_page
from kraftsamling.casework.selectors.qualifications import worker_of, workers_seen
from kraftsamling.casework.services.qualifications import note_qualification
from kraftsamling.casework.views.settings import FORM, LIST
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import fill_in, new_form


@access("qualification", "list")
@require_safe
def qualifications(request: GuardedRequest) -> HttpResponse:
    """Every worker with children's cases in one's units."""
    page = qualification_page(workers_seen(request.actor, today=request.today))
    return render(request, LIST, {"page": page})


@access("qualification", "create")
def qualification_note(request: GuardedRequest, worker_id: UUID) -> HttpResponse:
    """Note what was seen of one worker."""
    seen = worker_of(request.actor, worker_id, today=request.today)
    return fill_in(
        request,
        new_form(QualificationForm, request),
        qualification_form(seen),
        partial(note_qualification, membership=seen.membership),
        template=FORM,
        then=reverse("qualifications"),
        says=_("Noted."),
    )
