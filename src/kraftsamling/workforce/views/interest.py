"""Interest in jobs: noted, read and answered. The public page stands in `publishing`."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.workforce.forms.interest import CallForm
from kraftsamling.workforce.models import JobInterest
from kraftsamling.workforce.own_settings import ANSWER
from kraftsamling.workforce.presenters import interest as presented
from kraftsamling.workforce.presenters.page import FormPage
from kraftsamling.workforce.selectors import interest as found
from kraftsamling.workforce.services import interest as services
from kraftsamling.workforce.views.common import fill_in, opens_for, show

A_YEAR = timedelta(days=365)


@access("application", "read")
@require_safe
def interest(request: GuardedRequest) -> HttpResponse:
    """Who has asked, and who waits for an answer."""
    assert request.actor.authority_id is not None
    page = presented.interest_page(
        found.interest_for(request.actor, at=request.at, since=request.now - A_YEAR),
        answer_days=value(ANSWER, request.actor.authority_id),
        opens=opens_for(request),
        now=request.now,
    )
    return show(request, page)


@access("application", "decide")
def interest_call(request: GuardedRequest) -> HttpResponse:
    """A call, in three fields."""
    return fill_in(
        request,
        new_form(CallForm, request),
        FormPage.below(
            Link(_("Interest in jobs"), reverse("interest")), _("Note a call"), button=_("Save")
        ),
        services.register_call,
        then="interest",
        says=_("The call is noted and counted."),
    )


@access("application", "read", key="interest_id")
@require_safe
def interest_one(request: GuardedRequest, interest: JobInterest) -> HttpResponse:
    """One who asked."""
    may = may_of(request)("decide", "application", interest)
    return show(request, presented.one_page(interest, may_decide=may, today=request.today))


@access("application", "decide", key="interest_id")
@require_POST
def interest_answered(request: GuardedRequest, interest: JobInterest) -> HttpResponse:
    """Somebody has called or written back."""
    services.mark_answered(interest=interest, by=request.actor, at=request.now)
    messages.success(request, _("Ticked off. It is answered."))
    return redirect("interest")


@access("application", "decide", key="interest_id")
@require_POST
def interest_handed(request: GuardedRequest, interest: JobInterest) -> HttpResponse:
    """The recruitment system has it; here only the count stays."""
    services.mark_handed_over(interest=interest, by=request.actor, at=request.now)
    messages.success(request, _("The recruitment system has it. Only the count stays here."))
    return redirect("interest")
