"""The mapping shown to the family: on a locked screen, and on paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.family_lock import lock, locked_to, unlock
from kraftsamling.casework.forms.mappings import ShowFamilyForm, UnlockForm
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.mapping_family import FamilyPage, mapping_pdf
from kraftsamling.casework.selectors.mappings import MappingFacts, mapping_of
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to
from kraftsamling.casework.views.mappings import RESOURCE
from kraftsamling.common.forms import KraftForm
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form


def _facts(request: GuardedRequest, case_id: UUID) -> MappingFacts:
    facts = mapping_of(case_to(request, case_id, "read"))
    if facts.mapping is None or not may_of(request)("read", RESOURCE, facts.mapping):
        raise Http404
    return facts


@access(RESOURCE, "update")
@record_here
@sensitive_post_parameters()
def mapping_show(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Choose the code, and hand the screen over."""
    case = case_to(request, case_id)
    form = new_form(ShowFamilyForm, request)
    if request.method == "POST" and form.is_valid():
        lock(request, case_id, form.cleaned_data["pin"])
        return redirect("mapping_family", case_id)
    page = FormPage.about(
        case,
        _("Show it to the family"),
        today=request.today,
        button=_("Show it and lock the screen"),
        lead=_(
            "The family sees what everybody has said, in large text. Our own notes are not there."
        ),
        back_to=reverse("mapping", args=[case_id]),
    )
    status = 422 if form.is_bound else 200
    return render(request, "casework/form.html", {"page": page, "form": form}, status=status)


@access(RESOURCE, "read")
@record_here
@require_safe
def mapping_family(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """What the family sees."""
    return _family(request, case_id, UnlockForm(), status=200)


def _family(
    request: GuardedRequest, case_id: UUID, form: KraftForm, *, status: int
) -> HttpResponse:
    page = FamilyPage.of(_facts(request, case_id))
    context = {"page": page, "form": form, "locked": locked_to(request) is not None}
    return render(request, "casework/mapping_family.html", context, status=status)


@access(RESOURCE, "read")
@record_here
@require_POST
@sensitive_post_parameters()
def mapping_unlock(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The screen is the worker's again."""
    form = UnlockForm(request.POST)
    if not form.is_valid():
        return _family(request, case_id, form, status=422)
    if unlock(request, form.cleaned_data["pin"]):
        return redirect("mapping", case_id)
    if not request.user.is_authenticated:
        messages.warning(request, _("The wrong code was given five times. Log in again."))
        return redirect("account_login")
    form.add_error("pin", _("That is not the code. After five tries the screen logs out."))
    return _family(request, case_id, form, status=422)


@access(RESOURCE, "read")
@record_here
@require_safe
def mapping_paper(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The same on one A4."""
    pdf = mapping_pdf(_facts(request, case_id), today=request.today)
    header = content_disposition_header(as_attachment=False, filename="kartlaggning.pdf")
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": header or "inline"}
    )
