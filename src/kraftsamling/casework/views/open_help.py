"""Help open to all: counted without any file (insatser utan individuell behovsprövning)."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.interventions import CountForm
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.interventions import (
    OpenHelpKindPage,
    OpenHelpPage,
    counted_of,
)
from kraftsamling.casework.selectors import interventions as found
from kraftsamling.casework.services import interventions
from kraftsamling.casework.views.common import fill_in
from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form


def _twelve_months(today: date) -> list[date]:
    """The first day of this month and of the eleven before it."""
    last = today.year * 12 + today.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(last - 11, last + 1)]


@access("preventive_count", "list")
@require_safe
def open_help(request: GuardedRequest) -> HttpResponse:
    """Each kind of open help, and how often it was given."""
    assert request.actor.authority_id is not None
    kinds = found.kinds_open_to_all(request.actor.authority_id)
    months = _twelve_months(request.today)
    counts = found.counts_of(kinds, first=months[0], last=months[-1])
    page = OpenHelpPage.of(kinds, counts, today=request.today)
    return render(request, "casework/open_help.html", {"page": page})


@access("preventive_count", "list")
@require_safe
def open_help_kind(request: GuardedRequest, kind_id: UUID) -> HttpResponse:
    """One kind, month by month."""
    assert request.actor.authority_id is not None
    kind = found.kind_open_to_all(request.actor.authority_id, kind_id)
    months = _twelve_months(request.today)
    counts = found.counts_of([kind], first=months[0], last=months[-1])
    page = OpenHelpKindPage.of(kind, counts, months, may=may_of(request))
    return render(request, "casework/open_help_kind.html", {"page": page})


@access("preventive_count", "update")
def open_help_count(request: GuardedRequest, kind_id: UUID) -> HttpResponse:
    """So many more. Nobody is named."""
    assert request.actor.authority_id is not None
    kind = found.kind_open_to_all(request.actor.authority_id, kind_id)
    there = reverse("open_help_kind", args=[kind_id])
    told, units = counted_of(kind), found.units_to_count_for(request.actor)
    form = new_form(
        CountForm,
        request,
        counted=told,
        units=units,
        initial={
            "on": request.today,
            "counted": told[0].value,
            "unit": str(request.actor.unit_id),
        },
    )
    page = FormPage(
        title=_("Count"),
        button=_("Save"),
        breadcrumb=[
            Link(_("Help open to all"), reverse("open_help")),
            Link(kind.name, there),
            Link(_("Count")),
        ],
        lead=_("Only the number is kept. Write no names and no case numbers anywhere."),
        back=Link(_("Not now"), there),
    )
    return fill_in(
        request,
        form,
        page,
        partial(interventions.count_open_help, kind=kind),
        then=there,
        says=_("Counted."),
    )
