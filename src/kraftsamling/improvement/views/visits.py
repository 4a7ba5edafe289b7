"""A visit: planned, prepared, held."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.locking import StaleVersion
from kraftsamling.common.parts import Link
from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.forms.visits import (
    AnswerForm,
    NewVisitForm,
    NoteForm,
    ParticipantForm,
    RequestForm,
    VisitForm,
)
from kraftsamling.improvement.links import actions_for
from kraftsamling.improvement.models import ActionPlan, FollowUpVisit, VisitRequest
from kraftsamling.improvement.presenters import assemble
from kraftsamling.improvement.presenters.lists import FormPage
from kraftsamling.improvement.presenters.visits import VisitPage
from kraftsamling.improvement.presenters.words import path
from kraftsamling.improvement.statuses import RequestState
from kraftsamling.improvement.views.common import both_versions, form_page, may_of


def _page_of(visit: FollowUpVisit) -> str:
    return reverse("visit", args=[visit.plan_id, visit.number])


def _form_for(visit: FollowUpVisit, title: str, button: str, lead: str = "") -> FormPage:
    back = Link(_("Visit %(number)s") % {"number": visit.number}, _page_of(visit))
    return FormPage(
        title=title, lead=lead, button=button, breadcrumb=path(visit.plan, back, Link(title))
    )


@access("follow_up_visit", "create")
def visit_new(request: GuardedRequest, plan_id: UUID) -> HttpResponse:
    """Plan a visit: the owner invites, everybody else comes themselves."""
    plan = selectors.plan_for(request.actor, plan_id, at=request.at)
    invites = request.actor.authority_id == plan.owner_id
    members = selectors.members_of_space(plan.space_id, today=request.today)
    form = NewVisitForm(
        request.POST or None,
        today=request.today,
        owner_invites=invites,
        visitors=[
            each
            for each in members
            if (each.pk != plan.owner_id if invites else each.pk == request.actor.authority_id)
        ],
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        visitor = data.pop("visitor_id")
        made = services.plan_visit(
            plan=plan,
            by=request.actor,
            at=request.now,
            key=data.pop("idempotency_key"),
            visitor_id=UUID(visitor) if visitor else None,
            **data,
        )
        messages.success(request, _("The visit is planned."))
        return redirect(_page_of(made))
    title = _("Plan a visit")
    page = FormPage(title=title, button=title, breadcrumb=path(plan, Link(title)))
    return form_page(request, form, page)


@access("action_plan", "read", key="plan_id")
@require_safe
def visit(request: GuardedRequest, plan: ActionPlan, number: int) -> HttpResponse:
    """Before it the agenda, after it what was said."""
    visit = selectors.visit_number(plan, number)
    may = may_of(request)
    if not may("read", "follow_up_visit", visit):
        raise Http404
    areas = selectors.areas_of(plan)
    held_before = [v for v in selectors.visits_of(plan) if v.number < visit.number]
    former = selectors.last_held(held_before)
    page = VisitPage.of(
        visit,
        areas=areas,
        notes=selectors.notes_of(visit),
        people=selectors.participants_of(visit),
        requests=selectors.requests_of(visit),
        former_requests=selectors.requests_of(former) if former else [],
        questions=selectors.questions_of(plan),
        before=selectors.snapshot_of(visit),
        figures=assemble.figures_of(
            plan, areas, actor=request.actor, today=request.today, now=request.now
        ),
        offered=actions_for(visit, request.actor, at=request.at),
        may=may,
        today=request.today,
    )
    return render(request, "improvement/visit.html", {"page": page})


@access("follow_up_visit", "update", key="visit_id")
def visit_change(request: GuardedRequest, visit: FollowUpVisit) -> HttpResponse:
    """Move a visit that has not been held."""
    initial = {name: getattr(visit, name) for name in ("on", "place", "visitor_words", "version")}
    form = VisitForm(request.POST or None, initial=initial, today=request.today)
    conflict = None
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        if not visit.visitor_id and not data["visitor_words"]:
            form.add_error("visitor_words", _("Say who comes."))
            return form_page(request, form, _form_for(visit, _("Change day and place"), _("Save")))
        try:
            services.change_visit(
                visit=visit,
                by=request.actor,
                at=request.now,
                seen_version=data.pop("version"),
                **data,
            )
        except StaleVersion as stale:
            conflict = both_versions(request, form, stale)
        except services.AlreadyHeld:
            messages.warning(request, _("The visit has been held. Its day is frozen."))
            return redirect(_page_of(visit))
        else:
            messages.success(request, _("Saved."))
            return redirect(_page_of(visit))
    return form_page(
        request,
        form,
        _form_for(visit, _("Change day and place"), _("Save")),
        conflict=conflict,
    )


@access("follow_up_visit", "update", key="visit_id")
def participant(request: GuardedRequest, visit: FollowUpVisit) -> HttpResponse:
    """Invite somebody."""
    form = ParticipantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_participant(
            visit=visit,
            by=request.actor,
            at=request.now,
            key=form.cleaned_data["idempotency_key"],
            who=form.cleaned_data["who"],
            organisation=form.cleaned_data["organisation"],
        )
        messages.success(request, _("%(who)s is on the list.") % {"who": form.cleaned_data["who"]})
        return redirect(_page_of(visit))
    title = _("Invite a participant")
    return form_page(request, form, _form_for(visit, title, title))


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
    return redirect(_page_of(visit))


def _uuids(values: list[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue  # not an id of anybody here
    return found


@access("follow_up_visit", "update", key="visit_id")
def note(
    request: GuardedRequest, visit: FollowUpVisit, area_id: UUID | None = None
) -> HttpResponse:
    """What is said about an area, or about none of them."""
    area = selectors.area_of(visit, area_id) if area_id else None
    stored = selectors.notes_of(visit).get(area_id)
    form = NoteForm(
        request.POST or None,
        initial={
            "text": stored.text if stored else "",
            "version": stored.version if stored else 0,
        },
    )
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            services.write_note(
                visit=visit,
                area=area,
                by=request.actor,
                at=request.now,
                seen_version=form.cleaned_data["version"],
                text=form.cleaned_data["text"],
            )
        except StaleVersion as stale:
            conflict = both_versions(request, form, stale)
        else:
            messages.success(request, _("Saved."))
            return redirect(_page_of(visit))
    title = area.name if area else _("Anything else")
    page = _form_for(visit, title, _("Save"), lead=area.learnt if area else "")
    return form_page(request, form, page, conflict=conflict)


@access("follow_up_visit", "update", key="visit_id")
def ask_for(request: GuardedRequest, visit: FollowUpVisit) -> HttpResponse:
    """Something the visitors ask for."""
    owners = selectors.members_of_space(visit.space_id, today=request.today)
    form = RequestForm(request.POST or None, owners=owners, today=request.today)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        services.request_something(
            visit=visit,
            by=request.actor,
            at=request.now,
            key=data.pop("idempotency_key"),
            owner_id=UUID(data.pop("owner_id")),
            **data,
        )
        messages.success(request, _("Saved."))
        return redirect(_page_of(visit))
    title = _("Ask for something")
    return form_page(request, form, _form_for(visit, title, _("Save")))


@access("visit_request", "answer", key="asked_id")
def answer(request: GuardedRequest, asked: VisitRequest) -> HttpResponse:
    """What became of a request, said by its owner."""
    names = ("state", "answer", "answer_url", "version")
    form = AnswerForm(
        request.POST or None,
        request=asked,
        initial={name: getattr(asked, name) for name in names},
    )
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_request(
                request=asked,
                by=request.actor,
                at=request.now,
                seen_version=form.cleaned_data["version"],
                state=RequestState(form.cleaned_data["state"]),
                answer=form.cleaned_data["answer"],
                answer_url=form.cleaned_data["answer_url"],
            )
        except (StaleVersion, TransitionNotAllowed) as error:
            stale = error if isinstance(error, StaleVersion) else StaleVersion(asked)
            conflict = both_versions(request, form, stale)
        else:
            messages.success(request, _("Saved."))
            return redirect(_page_of(asked.visit))
    page = _form_for(asked.visit, _("Answer what was asked for"), _("Save"), lead=asked.what)
    return form_page(request, form, page, conflict=conflict)


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
        return redirect(_page_of(visit))
    title = _("Hold the visit")
    lead = _(
        "How every goal stands today is frozen, with released figures. It cannot be undone. Notes and"
        " requests can still be written."
    )
    return render(
        request, "improvement/form.html", {"page": _form_for(visit, title, title, lead=lead)}
    )
