"""Where the record is kept in another system: what does not exist here, and what must be entered there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.models import Case, RecordEntry
from kraftsamling.casework.presenters.beside import BesidePage, EntriesPage
from kraftsamling.casework.selectors.beside import (
    Age,
    age_of_data,
    entries_done,
    entries_to_do,
    names_of_those_who_entered,
    record_pattern,
    running_clocks,
)
from kraftsamling.casework.services.beside import tick_off
from kraftsamling.casework.views.common import twice_url
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of
from kraftsamling.organisations.models import WayOfRunning

View = TypeVar("View", bound=Callable[..., HttpResponse])


def is_beside(request: GuardedRequest) -> bool:
    """Whether whoever asks is at work where the record is kept in another system."""
    hat: Any = request.hat  # type: ignore[attr-defined]
    return bool(hat.membership.authority.way_of_running == WayOfRunning.BESIDE_RECORD)


def record_here(view: View) -> View:
    """A page that shows or writes the text of the record: it does not exist where the record is elsewhere."""

    @wraps(view)
    def only_here(request: GuardedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_beside(request):
            raise Http404
        return view(request, *args, **kwargs)

    only_here.is_of_the_record = True  # type: ignore[attr-defined]
    return only_here  # type: ignore[return-value]


def _authority_of(request: GuardedRequest) -> UUID:
    assert request.actor.authority_id is not None
    return request.actor.authority_id


def age_here(request: GuardedRequest) -> Age:
    """How old what the record system has sent is."""
    return age_of_data(_authority_of(request), now=request.now)


def case_beside(request: GuardedRequest, case: Case) -> HttpResponse:
    """The page of one case. Called by the view that the door has let somebody in to."""
    page = BesidePage.of(
        case,
        running_clocks(case),
        age=age_here(request),
        pattern=record_pattern(case.authority_id),
        may=may_of(request),
        now=request.now,
        twice_url=twice_url(request, case),
    )
    return render(request, "casework/case_beside.html", {"page": page})


@access("record_entry", "list")
@require_safe
def record_entries(request: GuardedRequest) -> HttpResponse:
    """One list of what must be entered, and who has entered what; none where the record is here."""
    if not is_beside(request):
        request.shown.persons([])
        return redirect("case_list")
    to_do = entries_to_do(request.actor, at=request.at)
    done = entries_done(request.actor, at=request.at)
    request.shown.persons(each.case.subject_id for each in (*to_do, *done))
    page = EntriesPage.of(
        to_do,
        done,
        names=names_of_those_who_entered(done),
        pattern=record_pattern(_authority_of(request)),
        age=age_here(request),
        now=request.now,
    )
    return render(request, "casework/record_entries.html", {"page": page})


@access("record_entry", "tick_off", key="entry_id")
@require_POST
def record_entered(request: GuardedRequest, entry: RecordEntry) -> HttpResponse:
    """It stands in the record system now."""
    request.shown.persons([entry.case.subject_id])
    tick_off(entry=entry, by=request.actor, at=request.now)
    messages.success(request, _("Ticked off. It is in the record."))
    return redirect("record_entries")
