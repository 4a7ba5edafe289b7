"""Extracts of a case for its parties: read thing by thing, made, fetched."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.extracts import ExtractForm
from kraftsamling.casework.models import Case, CaseExtract
from kraftsamling.casework.presenters import extracts as shown
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.words import full_name
from kraftsamling.casework.selectors import extracts as found
from kraftsamling.casework.services import extracts
from kraftsamling.casework.statuses import Way
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, may_ever, shows
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.documents.attachments import Kind
from kraftsamling.documents.views import as_attachment
from kraftsamling.organisations.filling_in import may_of, new_form

CHANGE, MAKE = "change", "make"


@access("case_extract", "read")
@record_here
@require_safe
def case_extracts(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The extracts that parties have got."""
    case = case_to(request, case_id, "read")
    rows = found.extracts_in(request.actor, case, at=request.at)
    page = shown.extracts_page(case, rows, may=may_of(request), today=request.today)
    return render(request, "organisations/list_page.html", {"page": page})


@access("case_extract", "create")
@record_here
def extract_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Who asks and for which time; then everything is read, and then it is made."""
    case = case_to(request, case_id, "read")
    form = new_form(
        ExtractForm,
        request,
        parties=found.parties_of(case),
        initial={"asked_on": request.today},
    )
    if request.method == "POST" and form.is_valid() and request.POST.get("act") != CHANGE:
        return _read_or_made(request, case, form)
    status = HTTPStatus.OK
    if form.is_bound and not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    page = FormPage.about(
        case,
        _("Make an extract"),
        today=request.today,
        button=_("Read it before it is made"),
        lead=_("What secrecy keeps back is left out by itself. You read all of it first."),
    )
    return render(request, "casework/form.html", {"page": page, "form": form}, status=status)


def _read_or_made(request: GuardedRequest, case: Case, form: ExtractForm) -> HttpResponse:
    data, to = form.cleaned_data, form.party
    since, until = data["since"], data["until"] or request.today
    if request.POST.get("act") == MAKE:
        try:
            made = extracts.make_extract(
                case=case,
                by=request.actor,
                at=request.now,
                key=data["idempotency_key"],
                to=to,
                asked_on=data["asked_on"],
                since=since,
                until=until,
                way=Way(data["way"]),
                give=request.POST.getlist("give"),
                leave=request.POST.getlist("leave"),
                seen=request.POST.get("seen", ""),
                receiver=full_name(to.person),
                what=lambda given, left: shown.told_words(until, given, left),
            )
        except extracts.ChangedMeanwhile:
            messages.warning(
                request, _("Something in the case has changed since you read it. Read it again.")
            )
        except extracts.NothingToGive:
            messages.warning(
                request,
                _("Nothing would be given. Write a decision to the party that says so instead."),
            )
        else:
            messages.success(request, _("The extract is made, and written down as given out."))
            return redirect("case_extract", made.pk)
    judged = extracts.judge(case, to, since=since, until=until)
    request.shown.persons([case.subject_id, to.person_id])
    page = shown.CheckPage.of(case, to, judged, seen=extracts.state_of(judged), today=request.today)
    context = {
        "page": page,
        "form": form,
        "give": request.POST.getlist("give"),
        "leave": request.POST.getlist("leave"),
    }
    return render(request, "casework/extract_check.html", context)


@access("case_extract", "read", key="extract_id")
@record_here
@require_safe
def extract(request: GuardedRequest, extract: CaseExtract) -> HttpResponse:
    """The receipt."""
    shows(request, extract.case)
    page = shown.ReceiptPage.of(
        extract, offers_file=may_ever(request, "download", "case_extract"), now=request.now
    )
    return render(request, "casework/extract.html", {"page": page})


@access("case_extract", "download", key="extract_id")
@record_here
@require_safe
def extract_file(request: GuardedRequest, extract: CaseExtract) -> HttpResponse:
    """The paper, to save and hand over."""
    request.shown.persons([extract.case.subject_id, extract.to.person_id])
    try:
        pdf = extracts.hand_out(extract=extract, at=request.now)
    except extracts.NotThereAnyMore:
        messages.warning(
            request,
            _(
                "The paper is not there: its days have passed, or something in it has been shut. Make a"
                " new extract if it is needed."
            ),
        )
        return redirect("case_extract", extract.pk)
    name = f"utdrag-{extract.made_at:%Y-%m-%d}.pdf"
    return as_attachment(pdf, name=name, content_type=Kind.PDF.value)
