"""Conflicts of interest: said by the worker, asked every year, lifted by two."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.case import BecauseForm, ConflictForm
from kraftsamling.casework.models import ConflictBlock
from kraftsamling.casework.presenters.conflicts import BlocksPage, YearlyPage
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.selectors import secrecy
from kraftsamling.casework.selectors.case_page import case_for
from kraftsamling.casework.selectors.mine import cases_of
from kraftsamling.casework.selectors.reach import case_in_reach
from kraftsamling.casework.services import conflicts
from kraftsamling.casework.services.secrecy import declare_conflict
from kraftsamling.casework.views.common import fill_in, shows
from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form


@access("coi_declaration", "create")
def declare(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """I may not come near this case: from the next page on it is not there for me."""
    case = case_in_reach(request.actor, case_id, at=request.at)
    if case is None:
        raise Http404
    shows(request, case)
    title = _("I have a conflict of interest")
    return fill_in(
        request,
        new_form(ConflictForm, request),
        FormPage(
            title=title,
            button=_("Set me aside from the case"),
            breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(title)],
            lead=_("You stop seeing the case at once: in lists, in the search and on its page."),
            notice=_("It is case %(number)s. If you have it, tell your manager who takes over.")
            % {"number": case.number},
            back=Link(_("Not now"), reverse("case_list")),
        ),
        partial(declare_conflict, case=case),
        then=reverse("case_list"),
        says=_("You no longer see the case."),
    )


@access("coi_declaration", "create")
def conflict_yearly(request: GuardedRequest) -> HttpResponse:
    """All my cases, once a year: is there one that I should not have?"""
    if request.method == "POST":
        conflicts.answer_yearly_question(by=request.actor, at=request.now)
        messages.success(request, _("Thank you. We ask again in a year."))
        return redirect("today")
    mine = cases_of(request.actor, at=request.at)
    request.shown.persons(each.subject_id for each in mine)
    return render(
        request,
        "casework/plain_table.html",
        {
            "page": YearlyPage.of(mine, today=request.today),
            "button": _("I have gone through my cases"),
        },
    )


@access("coi_declaration", "read")
@require_safe
def conflict_list(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Who is set aside from one case, for its manager."""
    case = case_for(request.actor, case_id, "read", at=request.at)
    shows(request, case)
    blocks = secrecy.blocks_of(case, request.actor, at=request.at)
    names = secrecy.names_of_humans([each.human for each in blocks])
    page = BlocksPage.of(case, blocks, names, may=may_of(request), today=request.today)
    return render(request, "casework/plain_table.html", {"page": page})


@access("coi_declaration", "lift", key="block_id")
def conflict_lift(request: GuardedRequest, block: ConflictBlock) -> HttpResponse:
    """Ask that somebody may have the case again."""
    shows(request, block.case)
    return fill_in(
        request,
        new_form(BecauseForm, request),
        FormPage.about(
            block.case,
            _("Ask to lift a conflict of interest"),
            today=request.today,
            button=_("Ask a second person"),
            lead=_("It takes two. Nothing changes until somebody else has confirmed it."),
        ),
        partial(conflicts.ask_to_lift, block=block),
        then=reverse("conflict_list", args=[block.case_id]),
        says=_("A second person has been asked."),
    )
