"""A unit asks the others for help, and one of them answers."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.help_requests import AnswerHelpForm, AskForHelpForm
from kraftsamling.casework.models import HelpRequest
from kraftsamling.casework.presenters import help_requests as presented
from kraftsamling.casework.selectors.help_requests import help_requests as found
from kraftsamling.casework.services import ceilings
from kraftsamling.casework.services import help_requests as services
from kraftsamling.casework.views.settings import FORM, LIST
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import fill_in, may_of, new_form

USUALLY: Final = timedelta(days=14)


@access("help_request", "read")
@require_safe
def help_requests(request: GuardedRequest) -> HttpResponse:
    """Who asks, and what was answered."""
    may = may_of(request)
    page = presented.list_page(
        found(request.actor, at=request.at),
        may_ask=may("create", "help_request"),
        may_answer=may("decide", "help_request"),
        me=request.actor.membership_id,
        today=request.today,
    )
    return render(request, LIST, {"page": page})


@access("help_request", "create")
def help_ask(request: GuardedRequest) -> HttpResponse:
    """Ask. Opened from a case that waits it says what the help would change."""
    asked = {name: request.GET.get(name, "") for name in ("points", "what")}
    form = new_form(AskForHelpForm, request, initial={**asked, "until": request.today + USUALLY})
    before, after = 0, None
    if asked["points"] in dict(form.fields["points"].choices):  # type: ignore[attr-defined]
        before, after = ceilings.waiting_with_help(
            int(asked["points"]), asked["what"], by=request.actor, at=request.at
        )
        request.shown.persons([])
    return fill_in(
        request,
        form,
        presented.ask_page(before, after),
        services.ask_for_help,
        template=FORM,
        then=reverse("help_requests"),
        says=_("The other managers see it under Today."),
    )


@access("help_request", "decide", key="asked_id")
def help_answer(request: GuardedRequest, asked: HelpRequest) -> HttpResponse:
    """Yes or no."""
    return fill_in(
        request,
        new_form(AnswerHelpForm, request),
        presented.answer_page(asked),
        partial(services.answer_request, row=asked),
        template=FORM,
        then=reverse("help_requests"),
        refused={
            services.OwnRequest: _("You have asked yourself. Somebody else answers."),
            services.Answered: _("It has been answered already."),
        },
    )
