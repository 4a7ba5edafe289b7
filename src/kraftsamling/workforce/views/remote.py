"""Remote work: what has been agreed and used, and the days that wait for an answer."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.parts import Link
from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.workforce.forms.remote import AgreementForm, DayForm, DecideDayForm
from kraftsamling.workforce.models import RemoteWorkDay
from kraftsamling.workforce.own_settings import REMOTE
from kraftsamling.workforce.presenters.page import FormPage, day_words
from kraftsamling.workforce.presenters.remote import remote_page
from kraftsamling.workforce.rules.ladder import quarter_of
from kraftsamling.workforce.selectors import own
from kraftsamling.workforce.selectors import remote as found
from kraftsamling.workforce.selectors.posts import employee_to, staff_for
from kraftsamling.workforce.services import remote as services
from kraftsamling.workforce.views.common import fill_in, opens_for, show


@access("remote_work_day", "read")
@require_safe
def remote(request: GuardedRequest) -> HttpResponse:
    """Used against agreed, and what waits."""
    staff = list(staff_for(request.actor, at=request.at, today=request.today))
    first, _last = quarter_of(request.today)
    page = remote_page(
        staff,
        found.agreements_of(staff, on=request.today),
        found.days_asked_for(request.actor, at=request.at, today=request.today),
        found.days_used(staff, first=first, last=request.today),
        first=first,
        may_decide=may_of(request)("decide", "remote_work_day"),
        opens=opens_for(request),
        today=request.today,
    )
    return show(request, page)


@access("remote_work_day", "agree")
def remote_agreement(request: GuardedRequest, employee_id: UUID) -> HttpResponse:
    """How much of the time somebody may work from home."""
    employee = employee_to(request.actor, employee_id, "list", at=request.at)
    assert request.actor.authority_id is not None
    form = AgreementForm(
        request.POST or None,
        today=request.today,
        initial={
            "share": value(REMOTE, request.actor.authority_id),
            "starts_on": request.today,
        },
    )
    return fill_in(
        request,
        form,
        FormPage.below(
            Link(_("Remote work"), reverse("remote")),
            _("Agree on remote work"),
            lead=employee.name,
            button=_("Save"),
        ),
        partial(services.agree, employee=employee),
        then="remote",
    )


@access("remote_work_day", "decide", key="day_id")
def remote_day(request: GuardedRequest, day: RemoteWorkDay) -> HttpResponse:
    """Yes, or no with why."""
    return fill_in(
        request,
        new_form(DecideDayForm, request),
        FormPage.below(
            Link(_("Remote work"), reverse("remote")),
            _("Answer about a day at home"),
            lead=f"{day.employee.name}, {day_words(day.on, request.today)}",
            button=_("Save"),
        ),
        partial(services.decide_day, day=day),
        then="remote",
        refused={TransitionNotAllowed: _("The day has been answered or taken back meanwhile.")},
    )


@access("remote_work_day", "create")
def remote_ask(request: GuardedRequest) -> HttpResponse:
    """Ask for a day at home."""
    employee = own.employment(request.actor, at=request.at)
    if employee is None:
        raise Http404
    return fill_in(
        request,
        new_form(DayForm, request),
        FormPage.below(
            Link(_("My employment"), reverse("own_employment")), _("Ask for a day at home")
        ),
        partial(services.ask_for_day, employee=employee),
        then="own_employment",
        says=_("You have asked. Your manager answers."),
        stays={
            services.NotAWorkingDay: _("Choose a day from Monday to Friday."),
            services.NoAgreement: _(
                "You have no agreement about remote work on that day. Ask your manager for one."
            ),
            services.AskedAlready: _("You have asked for that day already."),
        },
    )


@access("remote_work_day", "create")
@require_POST
def remote_take_back(request: GuardedRequest, day_id: UUID) -> HttpResponse:
    """Not that day after all."""
    day = own.own_day(request.actor, day_id)
    if day is None:
        raise Http404
    try:
        services.take_back_day(day=day, by=request.actor, at=request.now)
    except TransitionNotAllowed:
        messages.warning(request, _("The day has been answered or taken back meanwhile."))
    else:
        messages.success(request, _("The day is taken back."))
    return redirect("own_employment")
