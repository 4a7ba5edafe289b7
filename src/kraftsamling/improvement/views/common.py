"""What the pages share: asking the matrix, filling in a form, taking something away and putting it back."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from kraftsamling.confidentiality.door import GuardedRequest
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.models import ActionPlan
from kraftsamling.improvement.models.plans import Removable
from kraftsamling.improvement.presenters.lists import why_it_stays
from kraftsamling.improvement.presenters.words import Tabs
from kraftsamling.organisations import filling_in
from kraftsamling.organisations.filling_in import form_about, may_of, new_form

__all__ = ["fill_in", "form_about", "may_of", "new_form", "pdf_answer", "put_back", "take_away"]


def tabs_of(request: GuardedRequest, plan: ActionPlan) -> Tabs:
    """The parts of the plan as this reader comes to them."""
    last = selectors.last_held(selectors.visits_of(plan))
    return Tabs(plan, request.actor.authority_id, last)


fill_in = partial(filling_in.fill_in, template="improvement/form.html")
"""A page with one form about a plan or a visit (organisations/filling_in)."""


def take_away(
    request: GuardedRequest, row: Removable, *, then: str, put_back: str, says: str
) -> HttpResponse:
    """Remove a row, and offer to undo it at `put_back`. A refusal says what to do instead."""
    try:
        services.remove(row=row, by=request.actor, at=request.now)
    except services.WouldLoseHistory as refusal:
        messages.warning(request, why_it_stays(refusal.why))
    else:
        messages.success(request, says, extra_tags=put_back)
    return redirect(then)


def put_back(
    request: GuardedRequest,
    row: Removable,
    *,
    then: str,
    allowed: tuple[str, str] | None = None,
) -> HttpResponse:
    """Undo a removal.

    `allowed` is an action and a resource to ask about the row as if it were there, where the door has let in
    nothing above it: nobody may do anything to a removed row.
    """
    removed_at, row.removed_at = row.removed_at, None
    if allowed and not may_of(request)(*allowed, row):
        raise Http404
    if removed_at is not None:
        services.restore(row=row, by=request.actor, at=request.now)
    messages.success(request, _("It is back."))
    return redirect(then)


def pdf_answer(pdf: bytes, *, name: str) -> HttpResponse:
    """A PDF that the browser shows. The name is a slug of ours, never what somebody typed."""
    header = content_disposition_header(as_attachment=False, filename=f"{name}.pdf")
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": header or "inline"}
    )
