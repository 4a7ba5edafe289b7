"""A concern report is registered: six short pages, and all of it once more before it is saved."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.reports import STEPS, Answers
from kraftsamling.casework.presenters.registering import (
    ReviewPage,
    StepPage,
    is_in_doubt,
    known_child,
)
from kraftsamling.casework.presenters.words import case_page
from kraftsamling.casework.services import notes as drafts
from kraftsamling.casework.services.public_concerns import mark_registered
from kraftsamling.casework.services.reports import register_report
from kraftsamling.casework.views.beside import record_here
from kraftsamling.confidentiality.door import GuardedRequest, access

FORM = "report"


@access("concern_report", "create")
@record_here
@require_safe
def report_new(request: GuardedRequest) -> HttpResponse:
    """Begin. What is typed is kept from the first page, under an address of its own."""
    return redirect("report_step", uuid4(), next(iter(STEPS)))


@access("concern_report", "create")
@record_here
def report_step(request: GuardedRequest, draft_id: UUID, step: str) -> HttpResponse:
    """One page: kept when it is sent, also with something to put right in it."""
    if step not in STEPS:
        raise Http404
    data = _kept(request, draft_id)
    if request.method == "POST":
        data = {**data, **_sent(request, step), f"sent_{step}": "1"}
        drafts.save_draft(by=request.actor, at=request.now, form=FORM, about=draft_id, data=data)
    answers = Answers.of(data, today=request.today, now=request.now)
    form = answers.forms[step]
    if request.method == "POST" and form.is_valid():
        return redirect(_after(step, draft_id, came_from_review="granska" in request.GET))
    page = StepPage.of(step, draft_id, request.now, began=_began(request, draft_id))
    return render(
        request,
        "casework/report_step.html",
        {"page": page, "form": form},
        status=422 if request.method == "POST" else 200,
    )


def _sent(request: GuardedRequest, step: str) -> dict[str, str]:
    """What this page's form asks for, and nothing else that may have come with it."""
    return {name: str(value) for name, value in request.POST.items() if name.startswith(f"{step}-")}


def _kept(request: GuardedRequest, draft_id: UUID) -> dict[str, str]:
    draft = drafts.draft_of(request.actor, form=FORM, about=draft_id)
    return dict(draft.data) if draft else {}


def _began(request: GuardedRequest, draft_id: UUID) -> datetime:
    draft = drafts.draft_of(request.actor, form=FORM, about=draft_id)
    return draft.begun_at if draft else request.now


def _after(step: str, draft_id: UUID, *, came_from_review: bool) -> str:
    names = list(STEPS)
    place = names.index(step) + 1
    if came_from_review or place == len(names):
        return reverse("report_review", args=[draft_id])
    return reverse("report_step", args=[draft_id, names[place]])


@access("concern_report", "create")
@record_here
def report_review(request: GuardedRequest, draft_id: UUID) -> HttpResponse:
    """Everything once more; saved, it has its case, its clocks and its links."""
    data = _kept(request, draft_id)
    if not data:
        raise Http404
    answers = Answers.of(data, today=request.today, now=request.now)
    if missing := answers.first_incomplete():
        return redirect("report_step", draft_id, missing)
    facts = answers.facts()
    known = known_child(facts.children[0], actor=request.actor, at=request.at)
    unsure = is_in_doubt(facts, known) and request.POST.get("samma") != "ja"
    if request.method == "POST" and not unsure:
        assert request.actor.unit_id is not None
        reports = register_report(
            facts, unit_id=request.actor.unit_id, by=request.actor, at=request.now, key=draft_id
        )
        mark_registered(concern_id=draft_id, by=request.actor, at=request.now)
        drafts.forget_draft(request.actor, form=FORM, about=draft_id)
        request.shown.persons([each.case.subject_id for each in reports])
        messages.success(request, _("The report is saved. It has got its case and its deadlines."))
        first = reports[0]
        if facts.is_acute:
            return redirect("case_protection", first.case_id)
        return redirect(case_page(first.case))
    page = ReviewPage.of(facts, draft_id, known=known)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "casework/report_review.html", {"page": page, "unsure": unsure}, status=status
    )
