"""The two first assessments, and the answer to whoever must report."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.assessments import PreliminaryForm, ProtectionForm
from kraftsamling.casework.models import ConcernReport, PreliminaryAssessment
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.qualifications import refused_words
from kraftsamling.casework.presenters.reports import ReportPage, answers_page, feedback_words
from kraftsamling.casework.presenters.words import case_page, moment_words
from kraftsamling.casework.selectors import reports
from kraftsamling.casework.services import assessments
from kraftsamling.casework.services.decisions import NoDelegation, NotYoursToDecide
from kraftsamling.casework.services.qualifications import NotQualified
from kraftsamling.casework.services.reports import give_feedback, related_open_cases
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, closed_words, fill_in, shows
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Fact
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import form_about, may_of, new_form


@access("preliminary_assessment", "update")
@record_here
def protection(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Does the child need protection now?"""
    case = case_to(request, case_id)
    report = reports.without_protection(case) or reports.latest(case)
    if report is None:
        raise Http404
    local = request.now.astimezone(STOCKHOLM)
    form = new_form(
        ProtectionForm,
        request,
        received_at=report.received_at,
        now=request.now,
        initial={"day": local.date(), "at": f"{local:%H.%M}"},
    )
    return fill_in(
        request,
        form,
        FormPage.about(
            case,
            _("Assess protection"),
            today=request.today,
            lead=_("The report came %(moment)s. The assessment is to be made within 24 hours.")
            % {"moment": moment_words(report.received_at)},
            beside_title=_("What the report says"),
            beside=[Fact(_("In the reporter's words"), report.what)],
        ),
        partial(assessments.assess_protection, report=report),
        then=case_page(case),
        says=_("The protection assessment is saved."),
        stays={CaseClosed: closed_words()},
    )


@access("preliminary_assessment", "decide")
@record_here
def preliminary(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Open an investigation, or not: the oldest assessment that waits."""
    case = case_to(request, case_id)
    assessment = reports.undecided(case)
    if assessment is None or not may_of(request)("decide", "preliminary_assessment", assessment):
        raise Http404
    late = assessments.is_late(assessment, request.now)
    return fill_in(
        request,
        form_about(PreliminaryForm, request, assessment, is_late=late),
        FormPage.about(
            case,
            _("Decide whether to investigate"),
            today=request.today,
            lead=_(
                "Until now only the reporter, the family and our own files may have been asked."
            ),
            beside_title=_("What is known"),
            beside=_known(assessment),
        ),
        partial(assessments.decide_preliminary, assessment=assessment),
        then=case_page(case),
        says=_("The decision is saved."),
        refused={
            assessments.AlreadyDecided: _(
                "Somebody decided a moment ago. Read that decision first."
            ),
            assessments.ProtectionFirst: _("Assess first whether the child needs protection."),
        },
        stays={
            NotYoursToDecide: _("The delegation order names somebody else to decide this."),
            NotQualified: refused_words(),
            NoDelegation: _("The authority has not written who decides this. Nobody can yet."),
            CaseClosed: closed_words(),
        },
    )


def _known(assessment: PreliminaryAssessment) -> list[Fact]:
    facts = []
    if assessment.report:
        facts.append(Fact(_("The report"), assessment.report.what))
    facts.append(
        Fact(
            _("Whom we have asked"),
            assessment.contacts or _("Nothing is written yet"),
            url=reverse("case_contacts", args=[assessment.case_id]),
            link_label=_("Write whom we have asked"),
        )
    )
    return facts


@access("concern_report", "read", key="report_id")
@record_here
@require_safe
def report(request: GuardedRequest, report: ConcernReport) -> HttpResponse:
    """One report: what it says, and the open cases it may concern too."""
    shows(request, report.case)
    related = [case for case in related_open_cases(report) if may_of(request)("read", "case", case)]
    request.shown.persons(each.subject_id for each in related)
    page = ReportPage.of(report, related, may=may_of(request), today=request.today)
    return render(request, "casework/report.html", {"page": page})


@access("concern_report", "update")
@record_here
def feedback(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Tell whoever must report: opened, not opened, or already open, and only that."""
    case = reports.case_to_answer_in(request.actor, case_id, at=request.at)
    waiting = reports.waiting_for_feedback(case) if case else None
    if case is None or waiting is None:
        raise Http404
    shows(request, case)
    if request.method == "POST":
        give_feedback(report=waiting, by=request.actor, at=request.now)
        messages.success(request, _("It is written down that the reporter has been told."))
        may_read = may_of(request)("read", "case", case)
        return redirect(case_page(case) if may_read else "reporters_to_answer")
    page = FormPage.about(
        case,
        _("Answer the reporter"),
        today=request.today,
        button=_("The reporter has been told"),
        lead=_("Say this and nothing else: “%(words)s”") % {"words": feedback_words(waiting)},
    )
    return render(request, "casework/form.html", {"page": page})


@access("concern_report", "update")
@record_here
@require_safe
def reporters_to_answer(request: GuardedRequest) -> HttpResponse:
    """Reporters who wait for an answer in cases that are closed."""
    waiting = reports.unanswered_in_closed(request.actor, at=request.at)
    request.shown.persons(each.case.subject_id for each in waiting)
    page = answers_page(waiting, now=request.now)
    return render(request, "organisations/list_page.html", {"page": page})
