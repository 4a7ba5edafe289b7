"""What is kept from custodians: the list, one more, and free again."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.extracts import LiftForm, WithholdForm
from kraftsamling.casework.models import Withholding
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.withholdings import withheld_page
from kraftsamling.casework.selectors import withholdings as found
from kraftsamling.casework.selectors.extracts import things_to_withhold
from kraftsamling.casework.services import withholdings
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.statuses import WithheldKind
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, fill_in, shows
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import form_about, may_of, new_form

LOOK_AGAIN: Final = timedelta(days=180)


@access("withholding", "read")
@record_here
@require_safe
def case_withheld(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """What custodians may see of one case, and what not."""
    case = case_to(request, case_id, "read")
    page = withheld_page(
        case,
        found.withheld_in(case),
        things_to_withhold(case),
        may=may_of(request),
        today=request.today,
    )
    return render(request, "organisations/list_page.html", {"page": page})


@access("withholding", "create")
@record_here
def withhold(
    request: GuardedRequest, case_id: UUID, withheld_kind: str, row_id: UUID
) -> HttpResponse:
    """Keep one thing from one custodian or all of them."""
    case = case_to(request, case_id, "read")
    if withheld_kind not in WithheldKind.values:
        raise Http404
    kind = WithheldKind(withheld_kind)
    try:
        words = withholdings.words_of(case, kind, row_id)
    except withholdings.NotInTheCase as nothing:
        raise Http404 from nothing
    form = new_form(
        WithholdForm,
        request,
        custodians=found.custodians_of(case),
        initial={"review_on": request.today + LOOK_AGAIN},
    )
    return fill_in(
        request,
        form,
        FormPage.about(
            case,
            _("Keep it from a custodian"),
            today=request.today,
            button=_("Keep it back"),
            lead=_(
                "A custodian may normally see what is about the child, the less the older and more mature it"
                " is. It is kept back only when the child, or somebody else, would be harmed."
            ),
            quote=words,
            back_to=reverse("case_withheld", args=[case.pk]),
        ),
        partial(withholdings.withhold, case=case, kind=kind, row_id=row_id),
        then=reverse("case_withheld", args=[case.pk]),
        says=_("It is kept back, and is in no extract for that custodian."),
        stays={
            ReasonMissing: _(
                "Write with at least twenty characters what would happen, and to whom."
            ),
            withholdings.WithheldAlready: _("It is kept from that custodian already."),
        },
    )


@access("withholding", "lift", key="withholding_id")
@record_here
def withhold_lift(request: GuardedRequest, withholding: Withholding) -> HttpResponse:
    """The custodian may see it from now on."""
    case = withholding.case
    shows(request, case)
    return fill_in(
        request,
        form_about(LiftForm, request, withholding),
        FormPage.about(
            case,
            _("Let it be read"),
            today=request.today,
            lead=_("Kept back because: %(why)s") % {"why": withholding.reason},
            quote=withholdings.words_of(case, WithheldKind(withholding.kind), withholding.row_id),
            back_to=reverse("case_withheld", args=[case.pk]),
        ),
        partial(withholdings.lift, withholding=withholding),
        then=reverse("case_withheld", args=[case.pk]),
        says=_("It is not kept back any more. Talk with the child about it."),
        stays={ReasonMissing: _("Write why it may be read now.")},
    )
