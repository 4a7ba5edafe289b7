"""Cases are given out: the proposal, accepting it, choosing somebody else, taking back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.allocation import OtherWorkerForm
from kraftsamling.casework.models import AllocationLine, AllocationRun
from kraftsamling.casework.presenters.allocation import AllocationPage
from kraftsamling.casework.presenters.allocation_other import (
    GivenToMePage,
    OtherPage,
    refusal_words,
    workers_offered,
)
from kraftsamling.casework.rules.allocation.changing import NoRoom
from kraftsamling.casework.selectors import allocation as found
from kraftsamling.casework.selectors import proposals
from kraftsamling.casework.selectors.crisis import step_in_force
from kraftsamling.casework.selectors.points import ratings_of
from kraftsamling.casework.services import allocation
from kraftsamling.casework.statuses import OtherBecause
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form

REFUSALS = (
    allocation.AlreadyGiven,
    allocation.NoLongerStands,
    allocation.ProtectionFirst,
    allocation.CannotBeUndone,
)


@access("allocation_run", "read")
@require_safe
def allocation_page(request: GuardedRequest) -> HttpResponse:
    """Who waits, and who could take whom. What no longer stands is computed anew, and says why."""
    now = found.situation(request.actor, at=request.at)
    run, lines = _standing(request, now)
    plans = proposals.plans_of([each.pk for each in now.cases.values()])
    page = AllocationPage.of(
        run,
        lines,
        now,
        plans,
        undo=proposals.undoable(request.actor, at=request.at),
        last_given=proposals.last_given(request.actor, at=request.at),
        ratings=ratings_of(
            [each.pk for each in now.members.values()], month=request.today.replace(day=1)
        ),
        crisis=step_in_force(request.actor, today=request.today),
        may_raise=may_of(request)("raise", "employee"),
        now=request.now,
    )
    request.shown.persons([each.subject_id for each in now.cases.values()])
    return render(request, "casework/allocation.html", {"page": page})


def _standing(
    request: GuardedRequest, now: found.Situation
) -> tuple[AllocationRun, list[AllocationLine]]:
    """The latest proposal as long as it stands, otherwise a new one."""
    assert request.actor.unit_id is not None
    run = proposals.latest_run(request.actor.unit_id)
    because: list[str] = []
    if run is not None and run.ready_at is None:
        return run, []
    if run is not None and run.ready_at is not None:
        lines = list(proposals.lines_of(run, request.actor, "read", at=request.at))
        because = list(allocation.standing(now, lines))
        if day_of(run.ready_at) < request.today:
            because.append("NEW_DAY")
        if not because:
            return run, lines
    run = allocation.ask(by=request.actor, at=request.at, because=because)
    return run, list(proposals.lines_of(run, request.actor, "read", at=request.at))


@access("allocation_run", "create")
@require_POST
def allocation_again(request: GuardedRequest) -> HttpResponse:
    """Compute it anew."""
    allocation.ask(by=request.actor, at=request.at)
    return redirect("allocation")


@access("allocation_run", "decide")
@require_POST
def allocation_accept(request: GuardedRequest, run_id: UUID) -> HttpResponse:
    """Give out all that is proposed, or the one line that is named."""
    try:
        only = [UUID(each) for each in request.POST.getlist("line")] or None
    except ValueError:
        return redirect("allocation")
    try:
        given = allocation.accept(run_id=run_id, by=request.actor, at=request.at, only=only)
    except AllocationRun.DoesNotExist:
        return redirect("allocation")
    except REFUSALS as refused:
        messages.warning(request, refusal_words(refused))
    else:
        request.shown.persons([each.case.subject_id for each in given])
    return redirect("allocation")


@access("allocation_run", "decide", key="line_id")
def allocation_other(request: GuardedRequest, line: AllocationLine) -> HttpResponse:
    """Somebody else gets the case: first what that changes, then the reason, then it is done."""
    request.shown.persons([line.case.subject_id])
    now = found.situation(request.actor, at=request.at)
    form = new_form(OtherWorkerForm, request, workers=workers_offered(line, now))
    change: Any = None
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["to"]
        try:
            if form.is_decided and form.cleaned_data["because"]:
                given = allocation.give_to_other(
                    line=line,
                    to=chosen,
                    because=OtherBecause(form.cleaned_data["because"]),
                    by=request.actor,
                    at=request.at,
                )
                assert given.given_to is not None
                messages.success(
                    request, _("%(name)s has the case.") % {"name": given.given_to.name}
                )
                return redirect("allocation")
            if form.is_decided:
                form.add_error("because", _("Choose a reason."))
            _now, change = allocation.consequences(
                line=line, to=chosen, by=request.actor, at=request.at
            )
        except NoRoom:
            form.add_error("to", _("The case does not fit within that ceiling."))
        except REFUSALS as refused:
            messages.warning(request, refusal_words(refused))
            return redirect("allocation")
    page = OtherPage.of(line, now, change, chosen=form.data.get("to", ""), today=request.today)
    status = 422 if form.errors else 200
    return render(
        request, "casework/allocation_other.html", {"page": page, "form": form}, status=status
    )


@access("allocation_run", "decide")
@require_POST
def allocation_undo(request: GuardedRequest, together: UUID) -> HttpResponse:
    """Take back what one click gave out."""
    try:
        count = allocation.undo(together=together, by=request.actor, at=request.at)
    except allocation.CannotBeUndone as refused:
        messages.warning(request, refusal_words(refused))
    else:
        request.shown.persons([])
        messages.success(
            request,
            ngettext("%(count)s case waits again.", "%(count)s cases wait again.", count)
            % {"count": count},
        )
    return redirect("allocation")


@access("assignment", "read")
@require_safe
def given_to_me(request: GuardedRequest) -> HttpResponse:
    """What has been given to oneself, and why: nobody's but one's own."""
    lines = proposals.given_to_me(request.actor, now=request.now)
    request.shown.persons([each.case.subject_id for each in lines])
    return render(
        request,
        "organisations/list_page.html",
        {"page": GivenToMePage.of(lines, today=request.today)},
    )
