"""An adult's case: opened, planned, the question of children, and the duty to report a child."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.forms.adults import (
    AdultForm,
    AdultPlanForm,
    HouseholdForm,
    ReportChildrenForm,
)
from kraftsamling.casework.models import AdultCase, Case
from kraftsamling.casework.presenters.adults import AdultCasePage
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.why import why_seen
from kraftsamling.casework.presenters.words import age_of, case_page, full_name
from kraftsamling.casework.selectors.adults import adult_of, household_children
from kraftsamling.casework.selectors.case_page import adult_facts_of
from kraftsamling.casework.services import adults
from kraftsamling.casework.services.assignments import NotAvailable
from kraftsamling.casework.services.reports import Reporter
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.statuses import ReasonClass, ReporterKind
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, closed_words, fill_in
from kraftsamling.casework.views.links import adult_links_for
from kraftsamling.common.parts import Fact, Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import form_about, may_of, new_form


def adult_case(request: GuardedRequest, case: Case) -> HttpResponse:
    """The page of an adult's case. Called by the view that the door has let somebody in to."""
    may = may_of(request)
    page = AdultCasePage.of(
        adult_facts_of(case),
        may=may,
        why=why_seen(request.actor, case, at=request.at),
        now=request.now,
        more=adult_links_for(case, may),
    )
    return render(request, "casework/adult_case.html", {"page": page})


@access("adult_case", "create")
@record_here
def adult_new(request: GuardedRequest) -> HttpResponse:
    """An adult comes to the adult unit."""
    page = FormPage(
        title=_("Open an adult's case"),
        button=_("Open the case"),
        breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(_("Open an adult's case"))],
        lead=_("You get the case. Within fourteen days you ask whether there are children."),
        back=Link(_("Not now"), reverse("case_list")),
    )
    return fill_in(
        request,
        new_form(AdultForm, request),
        page,
        adults.open_for_worker,
        then=case_page,
        says=_("The case is open. Ask now, if you can: are there children in the household?"),
        stays={
            adults.AlreadyOpen: _("The person has an open case already. Search for it."),
            NotAvailable: _("You cannot have this case. Ask a manager."),
        },
    )


def _adult(request: GuardedRequest, case_id: UUID, action: str = "update") -> AdultCase:
    """What the adult unit keeps of the case, if the actor may do this to it."""
    adult = adult_of(case_to(request, case_id, "read"))
    if not may_of(request)(action, "adult_case", adult):
        raise Http404
    return adult


@access("adult_case", "update")
@record_here
def plan(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """What is to be done, and why the adult has a case."""
    adult = _adult(request, case_id)
    return fill_in(
        request,
        form_about(AdultPlanForm, request, adult),
        FormPage.about(adult.case, _("Plan"), today=request.today, button=_("Save the plan")),
        partial(adults.write_plan, adult=adult),
        then=case_page(adult.case),
        says=_("The plan is saved."),
        stays={CaseClosed: closed_words()},
    )


@access("adult_case", "update")
@record_here
def children(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Are there children in the household?"""
    adult = _adult(request, case_id)
    form = HouseholdForm(
        request.POST or None,
        today=request.today,
        initial={
            "version": adult.version,
            "answer": adult.children,
            "children_count": adult.children_count,
            "noticed": adult.noticed,
        },
    )
    known = household_children(adult.case)
    return fill_in(
        request,
        form,
        FormPage.about(
            adult.case,
            _("Children in the household"),
            today=request.today,
            button=_("Save the answer"),
            lead=_("Behind an adult there may be a child who needs somebody. Ask always."),
            beside_title=_("Already written down") if known else "",
            beside=[
                Fact(full_name(each.person), age_of(each.person, request.today)) for each in known
            ],
        ),
        partial(adults.answer_household, adult=adult),
        then=reverse("case_joint", args=[case_id]),
        says=_("The answer is saved."),
        stays={
            adults.NobodyKnown: _("Write a child's name, or how many children there are."),
            CaseClosed: closed_words(),
        },
    )


@access("adult_case", "report")
@record_here
def report(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The duty to report a child: what the case already holds goes to the reception."""
    adult = _adult(request, case_id, "report")
    household = household_children(adult.case)
    if not household:
        raise Http404
    request.shown.persons(each.person_id for each in household)
    form = new_form(
        ReportChildrenForm,
        request,
        household=household,
        initial={"what": _words_of(adult), "acute": "nej"},
    )
    return fill_in(
        request,
        form,
        FormPage.about(
            adult.case,
            _("Report a child"),
            today=request.today,
            button=_("Send the report"),
            lead=_(
                "The law says that you report at once. You need no consent. The reception gets the"
                " children's names, the parent, your words and your name."
            ),
            beside_title=_("Goes along"),
            beside=[
                Fact(_("Parent"), full_name(adult.case.subject)),
                Fact(_("Reporter"), _reporter(request).name),
            ],
        ),
        partial(adults.report_children, case=adult.case, reporter=_reporter(request)),
        then=reverse("case_joint", args=[case_id]),
        says=_("The report is with the reception. Tell the parent that you have sent it."),
        stays={CaseClosed: closed_words()},
    )


def _words_of(adult: AdultCase) -> str:
    """The report in the words that the case already has."""
    first = _("A parent has a case at the adult unit: %(reason)s.") % {
        "reason": str(ReasonClass(adult.reason).label).lower()
    }
    return f"{first}\n\n{adult.noticed}".strip()


def _reporter(request: GuardedRequest) -> Reporter:
    """Whoever is logged in: an official who must report is never anonymous."""
    hat = request.hat  # type: ignore[attr-defined]
    return Reporter(
        ReporterKind.SOCIAL,
        name=hat.membership.user.name,
        organisation=str(_("The adult unit")),
        contact=hat.membership.user.email,
    )
