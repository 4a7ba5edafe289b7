"""What waits for a second person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations import selectors
from kraftsamling.organisations.presenters.approvals import ApprovalsPage


@access("approval", "list")
def waiting(request: GuardedRequest) -> HttpResponse:
    """What waits for me, and what I have asked for."""
    to_decide = approvals.waiting_for(request.actor, at=request.now)
    mine = approvals.asked_by(request.actor)
    people = [each.requested_by for each in to_decide] + [each.decided_by for each in mine]
    page = ApprovalsPage.of(
        to_decide, mine, names=selectors.names_of_memberships(people), at=request.now
    )
    return render(request, "organisations/approvals.html", {"page": page})


@require_POST
@access("approval", "decide")
def decide(request: GuardedRequest, approval_id: UUID) -> HttpResponse:
    """Confirm or decline; the act runs at once when it is confirmed."""
    answers = {"approve": approvals.approve, "decline": approvals.decline}
    answer = answers.get(request.POST.get("answer", ""))
    if answer is None or not approvals.may_see(approval_id, request.actor):
        raise Http404
    try:
        answer(approval_id, by=request.actor, at=request.now)
    except approvals.NotWaiting:
        messages.warning(request, _("It is already decided, or the seven days have passed."))
    except approvals.NoLongerPossible as why:
        messages.warning(request, str(why))
    else:
        messages.success(
            request,
            _("Confirmed. It holds from now on.")
            if answer is approvals.approve
            else _("Declined. Nothing has changed."),
        )
    return redirect("approvals")
