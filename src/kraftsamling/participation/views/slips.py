"""Opening the survey, and printing slips."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kraftsamling.common import formats
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.selectors import seconds_for
from kraftsamling.participation import opening, selectors, services
from kraftsamling.participation.forms import SlipsForm
from kraftsamling.participation.models import SlipBatch, Survey
from kraftsamling.participation.presenters.staff import OpenPage, SlipsPage, SlipWords, names_of
from kraftsamling.participation.questions import Series
from kraftsamling.participation.slips import slips_pdf
from kraftsamling.participation.views.common import allowed, as_file


@access("survey_slip", "create")
def survey_slips(request: GuardedRequest) -> HttpResponse:
    """Choose unit, series and number; get a file to print."""
    assert request.actor.authority_id is not None
    survey = selectors.open_survey(request.actor.authority_id)
    units = selectors.units_of(request.actor.authority_id)
    if request.method != "POST" or survey is None:
        return _page(request, SlipsForm(units=units), survey)
    form = SlipsForm(request.POST, units=units)
    if not form.is_valid():
        return _page(request, form, survey, status=422)
    try:
        return _printed(request, form, survey)
    except services.AlreadyPrinted as before:
        again = SlipsForm(units=units)
        return _page(request, again, survey, printed_before=before.batch, status=409)


def _page(
    request: GuardedRequest,
    form: SlipsForm,
    survey: Survey | None,
    *,
    printed_before: SlipBatch | None = None,
    status: int = 200,
) -> HttpResponse:
    page = SlipsPage.of(allowed(request), is_open=survey is not None, printed_before=printed_before)
    context = {"page": page, "form": form}
    return render(request, "participation/slips.html", context, status=status)


def _printed(request: GuardedRequest, form: SlipsForm, survey: Survey) -> HttpResponse:
    assert request.actor.user_id is not None
    series = Series(form.cleaned_data["series"])
    codes = services.print_slips(
        survey,
        key=form.cleaned_data["idempotency_key"],
        unit_id=form.cleaned_data["unit"],
        series=series,
        count=form.cleaned_data["count"],
        by=request.actor.user_id,
        at=request.now,
    )
    words = SlipWords.of(
        series,
        valid_until=formats.long_date(services.valid_until(request.today)),
        place=selectors.authority_named(request.actor.authority_id),
    )
    with override("sv"):
        address = request.build_absolute_uri(reverse("survey_start"))
    pdf = slips_pdf(codes, address=address, words=asdict(words))
    return as_file(pdf, "application/pdf", _("slips") + ".pdf")


@access("survey", "open")
def survey_open(request: GuardedRequest) -> HttpResponse:
    """Ask somebody else to confirm that the survey opens."""
    actor = request.actor
    assert actor.authority_id is not None
    if request.method == "POST":
        try:
            opening.ask_to_open(by=actor, at=request.now)
            messages.success(request, _("You have asked. Somebody else needs to confirm."))
        except opening.AlreadyOpen:
            messages.info(request, _("The three questions are already open."))
        return redirect("survey_open")
    waiting = opening.waiting(actor.authority_id, at=request.now)
    seconds = seconds_for(waiting, opening.SECONDS, actor=actor, today=request.today)
    page = OpenPage.of(
        is_open=selectors.open_survey(actor.authority_id) is not None,
        asked_at=waiting.requested_at if waiting else None,
        seconds=names_of(seconds),
    )
    return render(request, "participation/open.html", {"page": page})
