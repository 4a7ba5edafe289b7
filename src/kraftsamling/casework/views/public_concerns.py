"""Worried about a child: the visitor writes and gets a receipt; reception reads, and registers it."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.public_concerns import SetAsideForm, WorryForm
from kraftsamling.casework.forms.reports import answers_from
from kraftsamling.casework.models import PublicConcern
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.public_concerns import (
    ConcernPage,
    ConcernsPage,
    ThanksPage,
    WorriedPage,
    WritePage,
)
from kraftsamling.casework.selectors import public_concerns as selectors
from kraftsamling.casework.selectors.reports import reports_together
from kraftsamling.casework.services import notes as drafts
from kraftsamling.casework.services import public_concerns as services
from kraftsamling.casework.services.public_concerns import Taken
from kraftsamling.casework.views.beside import is_beside, record_here
from kraftsamling.casework.views.common import fill_in
from kraftsamling.casework.views.registering import FORM
from kraftsamling.common.parts import Link
from kraftsamling.common.requests import TimedRequest
from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.door import GuardedRequest, access, open_to_all
from kraftsamling.organisations.filling_in import may_of, new_form
from kraftsamling.organisations.models import Authority
from kraftsamling.organisations.sites import site_of
from kraftsamling.participation.tries import SECONDS, may_write


@open_to_all("whom to phone when a child may be in danger")
@require_safe
def worried(request: TimedRequest) -> HttpResponse:
    """112 first, then who answers when, then the way to write."""
    return render(request, "casework/worried.html", {"page": WorriedPage.of(site_of(request))})


@access("worry_form", "create")
@sensitive_post_parameters()
def worry_write(request: GuardedRequest) -> HttpResponse:
    """Write, and get a receipt. It is the same whether the child is known here or not."""
    site = site_of(request)
    if site is None:
        return redirect("worried")
    form = WorryForm(request.POST or None)
    if request.method != "POST":
        return _form(request, form, site)
    if not form.is_valid():
        return _form(request, form, site, status=422)
    worry = form.worry()
    if form.cleaned_data["leave_empty"]:
        receipt = services.Receipt(
            Taken.STORED, services.receipt_code(form.cleaned_data["idempotency_key"])
        )
    elif not may_write(get_adapter().get_client_ip(request), now=request.now, what="worry"):
        form.add_error(
            None,
            _("Much has come from your network just now. Wait a minute and send again, or phone."),
        )
        response = _form(request, form, site, status=429)
        response["Retry-After"] = str(SECONDS)
        return response
    else:
        receipt = services.send_worry(
            worry, authority_id=site.pk, key=form.cleaned_data["idempotency_key"], at=request.now
        )
    if receipt.taken in (Taken.FULL, Taken.INVALID):
        form.add_error(None, _("We cannot receive this right now. Phone us instead."))
        return _form(request, form, site, status=503)
    page = ThanksPage.of(
        receipt, site, is_acute=worry.is_acute, is_official=worry.reporter.is_official
    )
    return render(request, "casework/worry_thanks.html", {"page": page})


def _form(
    request: GuardedRequest, form: WorryForm, site: Authority, *, status: int = 200
) -> HttpResponse:
    context = {"page": WritePage.of(site), "form": form}
    return render(request, "casework/worry_write.html", context, status=status)


@access("public_concern", "list")
@require_safe
def public_concerns(request: GuardedRequest) -> HttpResponse:
    """What waits, and what became of the others. No child in it is known yet."""
    request.shown.persons([])
    page = ConcernsPage.of(
        selectors.waiting_concerns(request.actor, at=request.at),
        selectors.settled_concerns(request.actor, at=request.at),
        now=request.now,
    )
    return render(request, "casework/public_concerns.html", {"page": page})


@access("public_concern", "read", key="concern_id")
@require_safe
def public_concern(request: GuardedRequest, concern: PublicConcern) -> HttpResponse:
    """One worry as it was sent."""
    page = ConcernPage.of(
        concern,
        reports_together(request.actor, concern.pk, at=request.at),
        elsewhere=is_beside(request),
        may=may_of(request),
        now=request.now,
    )
    return render(request, "casework/public_concern.html", {"page": page})


@access("public_concern", "handle", key="concern_id")
@record_here
@require_POST
def concern_register(request: GuardedRequest, concern: PublicConcern) -> HttpResponse:
    """Into the registering, with all that was sent already filled in: nothing is typed twice."""
    if drafts.draft_of(request.actor, form=FORM, about=concern.pk) is None:
        drafts.save_draft(
            by=request.actor,
            at=request.now,
            form=FORM,
            about=concern.pk,
            data=answers_from(concern, services.sender_of(concern)),
        )
    return redirect("report_step", concern.pk, "barnet")


@access("public_concern", "handle", key="concern_id")
@require_POST
def concern_enter(request: GuardedRequest, concern: PublicConcern) -> HttpResponse:
    """It stands in the record system now."""
    return _settled(request, concern, services.mark_entered, _("Ticked off. It is in the record."))


@access("public_concern", "handle", key="concern_id")
def concern_aside(request: GuardedRequest, concern: PublicConcern) -> HttpResponse:
    """Not about a child here: with a reason, and it can be taken back."""
    title, here = _("Not a concern report"), reverse("public_concern", args=[concern.pk])
    return fill_in(
        request,
        new_form(SetAsideForm, request),
        FormPage(
            title=title,
            button=_("Put it aside"),
            breadcrumb=[
                Link(_("Cases"), reverse("case_list")),
                Link(_("Through the website"), reverse("public_concerns")),
                Link(title),
            ],
            lead=_("What was sent stays here with your reason, and can be taken back."),
            back=Link(_("Not now"), here),
        ),
        partial(services.set_aside, concern=concern),
        then=here,
        refused={TransitionNotAllowed: _meanwhile()},
    )


@access("public_concern", "handle", key="concern_id")
@require_POST
def concern_back(request: GuardedRequest, concern: PublicConcern) -> HttpResponse:
    """Put aside by mistake."""
    return _settled(request, concern, services.take_back, _("It waits to be read again."))


def _settled(request: GuardedRequest, concern: PublicConcern, act: Any, says: str) -> HttpResponse:
    try:
        act(concern=concern, by=request.actor, at=request.now)
    except TransitionNotAllowed:
        messages.warning(request, _meanwhile())
    else:
        messages.success(request, says)
    return redirect("public_concern", concern.pk)


def _meanwhile() -> str:
    return _("Somebody has dealt with it meanwhile.")
