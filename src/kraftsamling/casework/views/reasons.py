"""Saying why: before a case that is not one's own, and before who has reported."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kraftsamling.casework.forms.case import ReasonForm
from kraftsamling.casework.models import Case, ReporterIdentity
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.selectors.reach import case_in_reach, waits_for_a_reason
from kraftsamling.casework.selectors.reach import may_read as opens
from kraftsamling.casework.services.secrecy import give_reason
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import fill_in, says_why, shows
from kraftsamling.common.parts import Fact, Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import new_form


@access("case", "give_reason")
def purpose(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Why do you need it? Asked before anything of the case is told, and never when it would not open it."""
    onward = _onward(request, case_id)
    case = waits_for_a_reason(request.actor, case_id, at=request.at)
    if case is None:
        known = case_in_reach(request.actor, case_id, at=request.at)
        if known is not None and opens(request.actor, known, at=request.at):
            return redirect(onward)
        raise Http404
    form = new_form(ReasonForm, request)
    title = _("Why do you need to open the case?")
    answer = fill_in(
        request,
        form,
        FormPage(
            title=title,
            button=_("Open the case"),
            breadcrumb=[Link(_("Today"), reverse("today")), Link(title)],
            lead=_("It is not your own case, so the law asks for a reason. It holds for today."),
            back=Link(_("Not now"), reverse("today")),
        ),
        partial(give_reason, case=case),
        then=onward,
        says=_("Your reason is kept in the log."),
    )
    if answer.status_code == HTTPStatus.FOUND:
        request.shown.persons([case.subject_id])
        says_why(request, form.cleaned_data["reason"])
    return answer


def _onward(request: GuardedRequest, case_id: UUID) -> str:
    """Back to the page that asked, if it is one of ours."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/"):
        return wanted
    return reverse("case", args=[case_id])


def where_to_say_why(request: GuardedRequest, row: Any) -> str:
    """The door's question: is a reason all that is missing? Then here is where it is given."""
    case = row if isinstance(row, Case) else getattr(row, "case", None)
    if case is None or not waits_for_a_reason(request.actor, case.pk, at=request.at):
        return ""
    return reverse("case_purpose", args=[case.pk])


@access("reporter_identity", "read", key="reporter_id")
@record_here
def reporter(request: GuardedRequest, reporter: ReporterIdentity) -> HttpResponse:
    """Who reported: only after a reason, and logged with it."""
    case = reporter.report.case
    shows(request, case)
    form = new_form(ReasonForm, request)
    form.fields["reason"].label = _("Why do you need to know who reported?")
    page = FormPage.about(
        case,
        _("Who reported"),
        today=request.today,
        button=_("Show it"),
        lead=_("The family must not learn it from us by mistake. That you look is logged."),
    )
    if request.method == "POST" and form.is_valid():
        says_why(request, form.cleaned_data["reason"])
        facts = [
            Fact(_("Name"), reporter.name or "–"),
            Fact(_("Workplace"), reporter.organisation or "–"),
            Fact(_("Phone or e-mail"), reporter.contact or "–"),
        ]
        return render(request, "casework/facts.html", {"page": page, "facts": facts})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "casework/form.html", {"page": page, "form": form}, status=status)
