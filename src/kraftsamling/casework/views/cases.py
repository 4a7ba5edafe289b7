"""The worklist, the page of a case, and what is done to the case itself."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.case import AssignForm, BecauseForm
from kraftsamling.casework.forms.lists import filter_form
from kraftsamling.casework.models import Case, CaseNote
from kraftsamling.casework.presenters.beside import age_words
from kraftsamling.casework.presenters.case import CasePage
from kraftsamling.casework.presenters.conflicts import hint_words
from kraftsamling.casework.presenters.events import EventsPage, NoteVersionsPage
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.qualifications import refused_words
from kraftsamling.casework.presenters.why import why_seen
from kraftsamling.casework.presenters.words import case_page, clock_name
from kraftsamling.casework.presenters.worklist import VIEW_NAMES, WorklistPage
from kraftsamling.casework.selectors import worklist
from kraftsamling.casework.selectors.case_page import facts_of, versions_of
from kraftsamling.casework.selectors.lists import chosen_view, saved_views
from kraftsamling.casework.selectors.notes import ALL, PAGE, NoteMark, page_of_notes
from kraftsamling.casework.selectors.same_person import case_that_goes_on
from kraftsamling.casework.selectors.workers import LEADERS, workers_to_choose
from kraftsamling.casework.services import assignments, cases
from kraftsamling.casework.services.qualifications import NotQualified
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.statuses import CaseKind
from kraftsamling.casework.views.adults import adult_case
from kraftsamling.casework.views.beside import age_here, case_beside, is_beside, record_here
from kraftsamling.casework.views.common import (
    case_to,
    closed_words,
    fill_in,
    may_ever,
    shows,
    twice_url,
)
from kraftsamling.casework.views.links import links_for
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form
from kraftsamling.organisations.selectors import own_units


@access("case", "list")
@require_safe
def case_list(request: GuardedRequest) -> HttpResponse:
    """Open cases, those with least time left first."""
    leads = request.actor.role in LEADERS
    default = "gruppens" if leads else "mina"
    kept = saved_views(request.actor, at=request.at)
    saved = chosen_view(kept, request.GET.get("vy", ""))
    choice = worklist.Choice.read(request.GET.dict(), default_view=default)
    if saved:
        choice = replace(
            worklist.Choice.kept(saved.query, default_view=default), after=choice.after
        )
    units = own_units(request.actor, today=request.today)
    found = worklist.page_of_cases(request.actor, choice, at=request.at)
    request.shown.persons(each.subject_id for each in found.cases)
    age = age_here(request) if is_beside(request) else None
    views = worklist.VIEWS if leads else worklist.OWN_VIEWS
    page = WorklistPage.of(
        found,
        choice,
        views=views,
        saved=kept,
        chosen=saved,
        unit=next((each.name for each in units if each.pk == choice.unit_id), ""),
        may_export=may_ever(request, "create", "export_job"),
        may_register=age is None and may_of(request)("create", "concern_report"),
        may_open_adult=age is None and may_of(request)("create", "adult_case"),
        may_allocate=may_of(request)("create", "allocation_run"),
        now=request.now,
        data_age=age_words(age, now=request.now) if age else "",
        data_is_old=bool(age and age.is_old),
    )
    form = filter_form(
        {
            "vy": choice.view,
            "enhet": str(choice.unit_id or ""),
            "skede": choice.phase,
            "slag": choice.kind,
        },
        views={code: str(VIEW_NAMES[code]) for code in views},
        units={str(each.pk): each.name for each in units},
    )
    return render(request, "casework/worklist.html", {"page": page, "form": form})


@access("case", "read", key="case_id")
@require_safe
def case(request: GuardedRequest, case: Case) -> HttpResponse:
    """One case at one look."""
    shows(request, case)
    if is_beside(request):
        return case_beside(request, case)
    if case.kind == CaseKind.ADULT:
        return adult_case(request, case)
    may, facts = may_of(request), facts_of(case)
    page = CasePage.of(
        facts,
        may=may,
        why=why_seen(request.actor, case, at=request.at),
        now=request.now,
        more=links_for(case, may),
        twice_url=twice_url(request, case),
        goes_on=case_that_goes_on(case, facts.steps),
    )
    return render(request, "casework/case.html", {"page": page})


@access("case", "read", key="case_id")
@record_here
@require_safe
def notes(request: GuardedRequest, case: Case) -> HttpResponse:
    """Everything that has happened, the latest first."""
    shows(request, case)
    everything = request.GET.get("antal") == "alla"
    found = page_of_notes(
        case,
        request.actor,
        at=request.at,
        after=NoteMark.read(request.GET.get("efter", "")),
        size=ALL if everything else PAGE,
    )
    return render(
        request, "casework/events.html", {"page": EventsPage.of(case, found, today=request.today)}
    )


@access("assignment", "assign")
def assign(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Give the case to a worker of one's own units."""
    case = case_to(request, case_id)
    form = new_form(
        AssignForm, request, workers=workers_to_choose(request.actor, today=request.today)
    )
    page = FormPage.about(
        case,
        _("Give it to a worker"),
        today=request.today,
        lead=_("The worker sees it among the own cases at once."),
    )
    try:
        return fill_in(
            request,
            form,
            page,
            partial(assignments.assign, case=case),
            then=case_page(case),
            says=_("The case has a worker."),
            stays={
                assignments.NotAvailable: _("That worker is not available for this case."),
                assignments.NotOnTheList: _(
                    "The case has a protected person. Put the worker on the list first."
                ),
                NotQualified: refused_words(),
                assignments.NoSupervisor: _("A trainee needs a supervisor who has the case."),
                CaseClosed: closed_words(),
            },
        )
    except assignments.MayHaveConflict as may_be:
        form.ask_if_sure(hint_words(may_be.hints))
        context = {"page": page, "form": form}
        return render(request, "casework/form.html", context, status=422)


@access("case", "close", key="case_id")
@record_here
def close(request: GuardedRequest, case: Case) -> HttpResponse:
    """Close the case, when nothing is left that the law asks for."""
    shows(request, case)
    form = new_form(BecauseForm, request)
    page = FormPage.about(
        case,
        _("Close the case"),
        today=request.today,
        lead=_("Everything in it stays. A manager can open it again."),
    )
    try:
        return fill_in(
            request, form, page, partial(cases.close_case, case=case), then=reverse("case_list")
        )
    except cases.DutiesLeft as left:
        names = ", ".join(clock_name(each) for each in left.duties)
        form.add_error(
            None,
            _("The case cannot be closed. This is still to be done: %(what)s.") % {"what": names},
        )
        context = {"page": page, "form": form}
        return render(request, "casework/form.html", context, status=422)


@access("case", "reopen", key="case_id")
@record_here
def reopen(request: GuardedRequest, case: Case) -> HttpResponse:
    """A closed case is needed again."""
    shows(request, case)
    return fill_in(
        request,
        new_form(BecauseForm, request),
        FormPage.about(case, _("Open the case again"), today=request.today),
        partial(cases.reopen_case, case=case),
        then=case_page(case),
        says=_("The case is open. It waits for a worker."),
    )


@access("case_note", "read", key="note_id")
@record_here
@require_safe
def note(request: GuardedRequest, note: CaseNote) -> HttpResponse:
    """A note with all its versions."""
    shows(request, note.case)
    page = NoteVersionsPage.of(note, versions_of(note), may=may_of(request), today=request.today)
    return render(request, "casework/note_versions.html", {"page": page})
