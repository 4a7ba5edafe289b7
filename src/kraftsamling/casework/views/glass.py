"""Breaking the glass: opening one case for sixty minutes, reading it, and looking at it afterwards."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.case import GlassForm, GlassReviewForm
from kraftsamling.casework.models import BrokenGlass, Case
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.glass import (
    GlassCasePage,
    GlassListPage,
    person_line,
    review_facts,
)
from kraftsamling.casework.presenters.words import case_page
from kraftsamling.casework.selectors import investigations, secrecy
from kraftsamling.casework.selectors.case_page import newest_notes
from kraftsamling.casework.selectors.reach import case_in_reach, may_read
from kraftsamling.casework.services import secrecy as acts
from kraftsamling.casework.services.glass import AlreadyReviewed
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import fill_in, says_why, shows
from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form


@access("btg_event", "create")
@record_here
def glass_break(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Say why, and the case opens to read. A case that is shut by more than its class is not there."""
    case = case_in_reach(request.actor, case_id, at=request.at)
    if case is None:
        raise Http404
    if may_read(request.actor, case, at=request.at):
        return redirect(case_page(case))
    if any(each.case_id == case.pk for each in secrecy.open_glass(request.actor, now=request.now)):
        return redirect("glass_case", case.pk)
    form = new_form(GlassForm, request)
    title = _("Open a case in an emergency")
    answer = fill_in(
        request,
        form,
        FormPage(
            title=title,
            button=_("Open for sixty minutes"),
            breadcrumb=[Link(_("Search"), reverse("person_search")), Link(title)],
            lead=_("Ring the unit first: %(unit)s. If that cannot wait, say why you open the case.")
            % {"unit": case.unit.name},
            notice=_(
                "The unit manager and the log reviewer are told at once, and somebody looks at it"
                " within five working days. You can do it three times a day."
            ),
            back=Link(_("Not now"), reverse("person_search")),
        ),
        partial(acts.break_glass, case=case),
        then=reverse("glass_case", args=[case.pk]),
        says=_("The case is open to read for sixty minutes."),
        stays={
            acts.GlassSpent: _(
                "You have done it three times since yesterday. Ask a manager to open the case."
            ),
            ReasonMissing: _("Write at least twenty characters about what has happened."),
        },
    )
    if answer.status_code == HTTPStatus.FOUND:
        request.shown.persons([case.subject_id])
        says_why(request, form.cleaned_data["words"])
    return answer


@access("case", "read_btg", key="case_id")
@record_here
@require_safe
def glass_case(request: GuardedRequest, case: Case) -> HttpResponse:
    """What the opened case says. Nothing can be written from here."""
    shows(request, case)
    may = may_of(request)
    says_why(request, acts.words_of_open_glass(case, request.actor, now=request.now))
    row = investigations.latest(case)
    page = GlassCasePage.of(
        case,
        [
            person_line(each.part, each.person, request.today)
            for each in investigations.people_of(case)
        ],
        [each for each in newest_notes(case) if may("read_btg", "case_note", each)],
        [text for _heading, text in investigations.texts_of(row) if text]
        if row and may("read_btg", "investigation", row)
        else [],
        today=request.today,
    )
    return render(request, "casework/glass_case.html", {"page": page})


@access("btg_event", "review")
@require_safe
def glass_list(request: GuardedRequest) -> HttpResponse:
    """What others have opened in emergencies, those that wait for a review first."""
    found = secrecy.glass_to_review(request.actor, at=request.at)
    page = GlassListPage.of(found, today=request.today)
    return render(request, "casework/plain_table.html", {"page": page})


@access("btg_event", "review", key="glass_id")
def glass_review(request: GuardedRequest, glass: BrokenGlass) -> HttpResponse:
    """Was it right? Said once, by somebody else."""
    case = secrecy.case_behind(glass, request.actor, at=request.at)
    title = _("An emergency opening")
    page = FormPage(
        title=title,
        button=_("Save the review"),
        breadcrumb=[Link(_("Emergency openings"), reverse("glass_list")), Link(title)],
        beside_title=_("What happened"),
        beside=review_facts(glass, case),
    )
    if glass.reviewed_at is not None and request.method != "POST":
        return render(request, "casework/facts.html", {"page": page, "facts": page.beside})
    return fill_in(
        request,
        new_form(GlassReviewForm, request),
        page,
        partial(acts.review_glass, glass=glass),
        then=reverse("glass_list"),
        says=_("The review is saved."),
        refused={AlreadyReviewed: _("Somebody has reviewed it meanwhile.")},
    )
