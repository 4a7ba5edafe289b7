"""Codes for those who are present: made, shown, printed and closed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.participation import selectors, sharing
from kraftsamling.participation.forms import SharedForm
from kraftsamling.participation.models import SharedCode, SharedKind, Survey
from kraftsamling.participation.presenters.sharing import (
    SharedCodePage,
    SharedCodesPage,
    SheetWords,
)
from kraftsamling.participation.slips import sheet_pdf
from kraftsamling.participation.views.common import allowed, as_file


@access("shared_code", "create")
def shared_codes(request: GuardedRequest) -> HttpResponse:
    """The codes that are open, and a new one."""
    assert request.actor.authority_id is not None
    survey = selectors.open_survey(request.actor.authority_id)
    units = selectors.units_of(request.actor.authority_id)
    if request.method != "POST" or survey is None:
        return _page(request, SharedForm(units=units, today=request.today), survey)
    form = SharedForm(request.POST, units=units, today=request.today)
    if not form.is_valid():
        return _page(request, form, survey, status=422)
    try:
        made = _share(request, form, survey)
    except sharing.KioskIsOpen:
        form.add_error("unit", _("That unit's tablet is open already. Close it first."))
    except sharing.TooManyToday as too_many:
        form.add_error(
            "parents",
            _("A tablet takes a limited number of answers a day. %(left)d are left today.")
            % {"left": too_many.left},
        )
    else:
        return redirect("shared_code", shared_id=made.pk)
    return _page(request, form, survey, status=422)


def _share(request: GuardedRequest, form: SharedForm, survey: Survey) -> SharedCode:
    assert request.actor.user_id is not None
    typed: dict[str, Any] = form.cleaned_data
    kind = SharedKind(typed["kind"])
    last_day = request.today if kind is SharedKind.KIOSK else typed["closes_on"]
    return sharing.share(
        survey,
        kind=kind,
        unit_id=typed["unit"],
        occasion=typed["occasion"],
        caps=form.caps,
        closes_at=datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=STOCKHOLM),
        key=typed["idempotency_key"],
        by=request.actor.user_id,
        at=request.now,
    )


def _page(
    request: GuardedRequest, form: SharedForm, survey: Survey | None, *, status: int = 200
) -> HttpResponse:
    assert request.actor.authority_id is not None
    rows = selectors.shared_codes(request.actor.authority_id, at=request.now)
    page = SharedCodesPage.of(rows, allowed(request), is_open=survey is not None)
    context = {"page": page, "form": form}
    return render(request, "participation/shared_codes.html", context, status=status)


def _address(request: GuardedRequest, row: SharedCode) -> str:
    with override("sv"):
        if row.kind == SharedKind.KIOSK:
            return request.build_absolute_uri(reverse("kiosk", args=[row.unit_id]))
        return request.build_absolute_uri(reverse("survey_start"))


@access("shared_code", "read", key="shared_id")
def shared_code(request: GuardedRequest, shared: SharedCode) -> HttpResponse:
    """One code, and how to use it."""
    page = SharedCodePage.of(
        shared, address=_address(request, shared), is_open=shared.closes_at > request.now
    )
    return render(request, "participation/shared_code.html", {"page": page})


@access("shared_code", "read", key="shared_id")
def shared_code_sheet(request: GuardedRequest, shared: SharedCode) -> HttpResponse:
    """A sheet for the wall, with one large picture for the phone's camera."""
    if shared.closes_at <= request.now or shared.kind == SharedKind.KIOSK:
        return redirect("shared_code", shared_id=shared.pk)
    words = SheetWords.of(shared, place=selectors.authority_named(shared.authority_id))
    pdf = sheet_pdf(shared.code, address=_address(request, shared), words=asdict(words))
    return as_file(pdf, "application/pdf", _("sheet") + ".pdf")


@access("shared_code", "close", key="shared_id")
@require_POST
def shared_code_close(request: GuardedRequest, shared: SharedCode) -> HttpResponse:
    """Take no more answers with it."""
    sharing.close(shared, at=request.now)
    messages.success(request, _("The code is closed and takes no more answers."))
    return redirect("shared_codes")
