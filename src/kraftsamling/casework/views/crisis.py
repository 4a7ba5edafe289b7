"""The crisis plan: read, proposed, decided, ended, and its two tasks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.crisis import ProposeStepForm
from kraftsamling.casework.models import CrisisStep
from kraftsamling.casework.presenters.crisis import CrisisPage, queue_words
from kraftsamling.casework.presenters.crisis_replay import ReplayPage, months_of
from kraftsamling.casework.rules.crisis_plan import REVIEW_WITHIN, step_of
from kraftsamling.casework.selectors import crisis as found
from kraftsamling.casework.services import crisis
from kraftsamling.common.parts import Link
from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import fill_in, may_of, new_form
from kraftsamling.organisations.presenters.pages import FormPage


@access("crisis_plan", "read")
@require_safe
def crisis_plan(request: GuardedRequest) -> HttpResponse:
    """Where the unit stands, what the steps mean, and how it has been."""
    actor = request.actor
    assert actor.authority_id is not None
    page = CrisisPage.of(
        found.steps_to_see(actor, at=request.at),
        found.step_in_force(actor, today=request.today),
        found.queue_of(actor.authority_id, actor.unit_ids, now=request.now),
        found.thresholds_of(actor.authority_id),
        may=may_of(request),
        today=request.today,
    )
    return render(request, "casework/crisis.html", {"page": page})


@access("crisis_plan", "propose")
def crisis_propose(request: GuardedRequest) -> HttpResponse:
    """A step for the own unit, with the queue as it is."""
    actor = request.actor
    assert actor.authority_id is not None
    queue = found.queue_of(actor.authority_id, actor.unit_ids, now=request.now)
    reached = step_of(queue, found.thresholds_of(actor.authority_id))
    initial = {"step": str(reached or 1), "review_on": request.today + REVIEW_WITHIN}
    title = _("Propose a step")
    page = FormPage(
        title=title,
        lead=queue_words(queue)
        + " "
        + _("The head of department decides, together with a second person."),
        breadcrumb=[
            Link(_("Cases"), reverse("case_list")),
            Link(_("Crisis plan"), reverse("crisis_plan")),
            Link(title),
        ],
        verb=_("Propose"),
        back_url=reverse("crisis_plan"),
    )
    return fill_in(
        request,
        new_form(ProposeStepForm, request, initial=initial),
        page,
        crisis.propose_step,
        template="organisations/form_page.html",
        then=reverse("crisis_plan"),
        says=_("The step is proposed. The head of department sees it under Today."),
    )


@access("crisis_plan", "activate", key="step_id")
@require_POST
def crisis_decide(request: GuardedRequest, step: CrisisStep) -> HttpResponse:
    """Yes, when a second person has confirmed it; or no."""
    yes = request.POST.get("answer") == "yes"
    try:
        crisis.decide_step(row=step, by=request.actor, at=request.now, yes=yes)
    except TransitionNotAllowed:
        messages.warning(request, _("It has been decided already."))
    except crisis.NoSecond:
        messages.warning(
            request,
            _(
                "Nobody but you could confirm it. Appoint a deputy for the head of department first, with"
                " a first and a last day."
            ),
        )
    else:
        messages.success(
            request,
            _("You have decided. It begins to hold when a second person has confirmed it.")
            if yes
            else _("The proposal is declined."),
        )
    return redirect("crisis_plan")


@access("crisis_plan", "update", key="step_id")
@require_POST
def crisis_end(request: GuardedRequest, step: CrisisStep) -> HttpResponse:
    """The crisis is over."""
    try:
        crisis.end_step(row=step, by=request.actor, at=request.now)
    except crisis.NotInForce:
        messages.warning(request, _("The step does not hold any more."))
    else:
        messages.success(request, _("The step holds no longer. These are ordinary days again."))
    return redirect("crisis_plan")


@access("crisis_plan", "update", key="step_id")
@require_POST
def crisis_tick(request: GuardedRequest, step: CrisisStep, what: str) -> HttpResponse:
    """One of the two tasks is done, or is not after all."""
    done = request.POST.get("answer") != "no"
    try:
        crisis.tick(row=step, what=what, by=request.actor, at=request.now, done=done)
    except KeyError as nothing_such:
        raise Http404 from nothing_such
    except crisis.NotInForce:
        messages.warning(request, _("The step does not hold any more."))
    else:
        messages.success(request, _("Stored."))
    return redirect("crisis_plan")


@access("crisis_plan", "read")
@require_safe
def crisis_replay(request: GuardedRequest) -> HttpResponse:
    """The way from crisis to development, month by month, as the plan's history tells it."""
    steps = found.steps_to_see(request.actor, at=request.at)
    held = [each for each in steps if each.starts_on]
    vacant = found.vacant_posts(request.actor.unit_ids, months_of(held, request.today))
    page = ReplayPage.of(steps, vacant, today=request.today)
    return render(request, "casework/crisis_replay.html", {"page": page})
