"""Method supporters' work: which groups need them, booked, held."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.workforce.forms.support import HeldForm, SessionForm
from kraftsamling.workforce.method_needs import invitations_of
from kraftsamling.workforce.models import SupportSession
from kraftsamling.workforce.own_settings import SUPPORT
from kraftsamling.workforce.presenters.page import FormPage, day_words
from kraftsamling.workforce.presenters.support import support_page
from kraftsamling.workforce.selectors import support as found
from kraftsamling.workforce.services import support as services
from kraftsamling.workforce.statuses import SupportKind
from kraftsamling.workforce.views.common import fill_in, show


def _home() -> Link:
    return Link(_("Method support"), reverse("method_support"))


@access("method_support", "list")
@require_safe
def method_support(request: GuardedRequest) -> HttpResponse:
    """Which groups need support, what is booked, and what has been done."""
    assert request.actor.authority_id is not None
    authority_id = request.actor.authority_id
    page = support_page(
        found.groups_in_need(authority_id, today=request.today),
        found.sessions_for(request.actor, at=request.at, today=request.today),
        invitations_of(request.actor, at=request.at),
        days=value(SUPPORT, authority_id),
        own=request.actor.membership_id,
        may_book=may_of(request)("create", "method_support"),
        today=request.today,
    )
    return show(request, page)


@access("method_support", "create")
def support_new(request: GuardedRequest) -> HttpResponse:
    """A group is booked."""
    assert request.actor.authority_id is not None
    form = SessionForm(
        request.POST or None,
        today=request.today,
        units=found.units_to_support(request.actor.authority_id),
        initial={"unit_id": request.GET.get("grupp", "")},
    )
    return fill_in(
        request,
        form,
        FormPage.below(_home(), _("Book a group")),
        services.book_session,
        then="method_support",
        says=_("Booked."),
    )


@access("method_support", "update", key="session_id")
def support_session(request: GuardedRequest, session: SupportSession) -> HttpResponse:
    """It was held with so many, or is called off."""
    return fill_in(
        request,
        HeldForm(request.POST or None, today=request.today, initial={"people": session.people}),
        FormPage.below(
            _home(),
            f"{SupportKind(session.kind).label}, {session.unit.name}",
            button=_("It has been held"),
            lead=day_words(session.on, request.today),
        ),
        partial(services.hold_session, session=session),
        then="method_support",
        says=_("Noted."),
        refused={services.Cancelled: _("It has been called off.")},
        stays={services.NotYet: _("It has not been yet. Tell how it went when it has been held.")},
        stop_url=reverse("support_cancel", args=[session.pk]) if session.people is None else "",
        stop_label=_("Call it off"),
    )


@access("method_support", "update", key="session_id")
@require_POST
def support_cancel(request: GuardedRequest, session: SupportSession) -> HttpResponse:
    """It does not happen."""
    services.cancel_session(session=session, by=request.actor, at=request.now)
    messages.success(request, _("Called off."))
    return redirect("method_support")
