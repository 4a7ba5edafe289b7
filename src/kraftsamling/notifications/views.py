"""One's own notices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.notifications import selectors, services
from kraftsamling.notifications.presenters import NoticesPage


@access("notification", "read_own")
def notices(request: GuardedRequest) -> HttpResponse:
    """What has been told to me in this role."""
    page = NoticesPage.of(selectors.own_notices(request.actor, at=request.at))
    return render(request, "notifications/notices.html", {"page": page})


@require_POST
@access("notification", "read_own")
def read_all(request: GuardedRequest) -> HttpResponse:
    """I have seen them all."""
    assert request.actor.membership_id is not None
    assert request.actor.authority_id is not None
    services.mark_read(
        request.actor.membership_id, authority_id=request.actor.authority_id, at=request.now
    )
    messages.success(request, _("Everything is marked as read."))
    return redirect("notices")
