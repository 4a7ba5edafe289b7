"""A visit: planned, prepared, held, told of."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.forms.visits import (
    AgendaForm,
    AnswerForm,
    NewVisitForm,
    ParticipantForm,
    RequestForm,
    VisitForm,
)
from kraftsamling.improvement.links import actions_for
from kraftsamling.improvement.models import ActionPlan, FollowUpVisit, VisitRequest
from kraftsamling.improvement.presenters import assemble
from kraftsamling.improvement.presenters.agenda import agenda_lines
from kraftsamling.improvement.presenters.lists import FormPage
from kraftsamling.improvement.presenters.minutes import Minutes
from kraftsamling.improvement.presenters.visits import VisitPage, form_for
from kraftsamling.improvement.presenters.words import visit_page
from kraftsamling.improvement.views.common import (
    fill_in,
    form_about,
    may_of,
    new_form,
    pdf_answer,
)


def _frozen() -> dict[type[Exception], str]:
    return {services.AlreadyHeld: _("The visit has been held. Its day is frozen.")}


@access("follow_up_visit", "create")
def visit_new(request: GuardedRequest, plan_id: UUID) -> HttpResponse:
    """Plan a visit: the owner invites, everybody else comes themselves."""
    plan = selectors.plan_for(request.actor, plan_id, at=request.at)
    invites = request.actor.authority_id == plan.owner_id
    members = selectors.members_of_space(plan.space_id, today=request.today)
    visitors = [
        each
        for each in members
        if (each.pk != plan.owner_id if invites else each.pk == request.actor.authority_id)
    ]
    return fill_in(
        request,
        new_form(NewVisitForm, request, owner_invites=invites, visitors=visitors),
        FormPage.about(plan, _("Plan a visit")),
        partial(services.plan_visit, plan=plan),
        then=visit_page,
        says=_("The visit is planned."),
    )


@access("action_plan", "read", key="plan_id")
@require_safe
def visit(request: GuardedRequest, plan: ActionPlan, number: int) -> HttpResponse:
    """Before it what is to be talked about, after it what was said."""
    visit = selectors.visit_number(plan, number)
    may = may_of(request)
    if not may("read", "follow_up_visit", visit):
        raise Http404
    facts = assemble.visit_facts_of(
        visit, actor=request.actor, today=request.today, now=request.now
    )
    page = VisitPage.of(
        facts,
        offered=actions_for(visit, request.actor, at=request.at),
        may=may,
        actor=request.actor,
        today=request.today,
    )
    return render(request, "improvement/visit.html", {"page": page})


@access("action_plan", "read", key="plan_id")
@require_safe
def minutes(request: GuardedRequest, plan: ActionPlan, number: int) -> HttpResponse:
    """What was said, as a PDF to send to everybody who was there."""
    visit = selectors.visit_number(plan, number)
    if not may_of(request)("read", "follow_up_visit", visit):
        raise Http404
    facts = assemble.visit_facts_of(
        visit, actor=request.actor, today=request.today, now=request.now
    )
    return pdf_answer(Minutes.of(facts, today=request.today).pdf(), name=f"{plan.slug}-{number}")


@access("follow_up_visit", "update", key="visit_id")
def visit_change(request: GuardedRequest, visit: FollowUpVisit) -> HttpResponse:
    """Move a visit that has not been held."""
    return fill_in(
        request,
        form_about(VisitForm, request, visit, visit=visit),
        form_for(visit, _("Change day and place"), _("Save")),
        partial(services.change_visit, visit=visit),
        then=visit_page(visit),
        refused=_frozen(),
    )


@access("follow_up_visit", "update", key="visit_id")
def agenda(request: GuardedRequest, visit: FollowUpVisit) -> HttpResponse:
    """Change the agenda, beginning from the one that the page proposes."""
    form = form_about(AgendaForm, request, visit)
    if not visit.agenda:
        facts = assemble.visit_facts_of(
            visit, actor=request.actor, today=request.today, now=request.now
        )
        form.initial["agenda"] = "\n".join(agenda_lines(facts))
    return fill_in(
        request,
        form,
        form_for(visit, _("Change the agenda"), _("Save")),
        partial(services.set_agenda, visit=visit),
        then=visit_page(visit),
        refused=_frozen(),
    )


@access("follow_up_visit", "update", key="visit_id")
def participant(request: GuardedRequest, visit: FollowUpVisit) -> HttpResponse:
    """Invite somebody."""
    title = _("Invite a participant")
    return fill_in(
        request,
        new_form(ParticipantForm, request),
        form_for(visit, title, title),
        partial(services.add_participant, visit=visit),
        then=visit_page(visit),
        says=_("The participant is on the list."),
    )


@access("follow_up_visit", "update", key="visit_id")
@require_POST
def present(request: GuardedRequest, visit: FollowUpVisit) -> HttpResponse:
    """Tick who came."""
    services.set_present(
        visit=visit,
        by=request.actor,
        at=request.now,
        present=frozenset(_uuids(request.POST.getlist("present"))),
    )
    messages.success(request, _("Saved."))
    return redirect(visit_page(visit))


def _uuids(values: list[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue  # not an id of anybody here
    return found


@access("follow_up_visit", "update", key="visit_id")
def ask_for(request: GuardedRequest, visit: FollowUpVisit) -> HttpResponse:
    """Something the visitors ask for."""
    owners = selectors.members_of_space(visit.space_id, today=request.today)
    return fill_in(
        request,
        new_form(RequestForm, request, owners=owners),
        form_for(visit, _("Ask for something"), _("Save")),
        partial(services.request_something, visit=visit),
        then=visit_page(visit),
    )


@access("visit_request", "answer", key="asked_id")
def answer(request: GuardedRequest, asked: VisitRequest) -> HttpResponse:
    """What became of a request, said by its owner."""
    return fill_in(
        request,
        form_about(AnswerForm, request, asked, request=asked),
        form_for(asked.visit, _("Answer what was asked for"), _("Save"), lead=asked.what),
        partial(services.answer_request, request=asked),
        then=visit_page(asked.visit),
    )


@access("follow_up_visit", "update", key="visit_id")
def hold(request: GuardedRequest, visit: FollowUpVisit) -> HttpResponse:
    """Hold the visit: how everything stands today is frozen."""
    if request.method == "POST":
        try:
            services.hold_visit(visit=visit, by=request.actor, at=request.now)
        except services.NotYet:
            messages.warning(
                request, _("The visit is on a later day. Change the day if you meet already.")
            )
        else:
            messages.success(request, _("The visit is held. How everything stood is frozen."))
        return redirect(visit_page(visit))
    title = _("Hold the visit")
    lead = _(
        "How every goal stands today is frozen, with released figures. It cannot be undone. Notes and"
        " requests can still be written."
    )
    page = form_for(visit, title, title, lead=lead)
    return render(request, "improvement/form.html", {"page": page})
