"""Writing at a visit. Several people write at once, each in notes of their own."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.forms.visits import NoteForm
from kraftsamling.improvement.models import FollowUpVisit, VisitNote
from kraftsamling.improvement.presenters.notes import NotePage, saved_words
from kraftsamling.improvement.presenters.words import visit_page


@access("follow_up_visit", "update", key="visit_id")
def note(
    request: GuardedRequest, visit: FollowUpVisit, area_id: UUID | None = None
) -> HttpResponse:
    """What is said about an area, or about none of them. Where it can, it saves by itself."""
    area = selectors.area_of(visit, area_id) if area_id else None
    by_area = selectors.notes_of(visit)
    notes = by_area.get(area_id, [])
    mine = _my_note(request, notes)
    page = NotePage.of(visit, area, notes, mine=mine, actor=request.actor)
    is_part = "HX-Request" in request.headers
    if request.method == "GET" and is_part:
        return render(request, "improvement/notes_of_others.html", {"page": page})
    form = NoteForm(request.POST or None, initial=_begun(mine))
    if request.method == "POST" and form.is_valid():
        try:
            services.write_note(
                visit=visit, area=area, by=request.actor, at=request.now, **form.cleaned_data
            )
        except services.NotYours:
            raise Http404 from None
        if is_part:
            words = {"saved": saved_words(request.now)}
            return render(request, "improvement/note_saved.html", words)
        messages.success(request, _("Saved."))
        return redirect(visit_page(visit))
    status = 422 if request.method == "POST" else 200
    return render(request, "improvement/note.html", {"page": page, "form": form}, status=status)


def _my_note(request: GuardedRequest, notes: list[VisitNote]) -> VisitNote | None:
    """The note that the reader goes on with, named by `?anteckning=`."""
    wanted = request.GET.get("anteckning", "")
    return next(
        (
            each
            for each in notes
            if str(each.thread) == wanted and each.written_by == request.actor.membership_id
        ),
        None,
    )


def _begun(mine: VisitNote | None) -> dict[str, object]:
    if mine is None:
        return {"page": uuid4()}
    return {"thread": mine.thread, "seen": mine.number, "text": mine.text, "page": uuid4()}


@access("follow_up_visit", "update", key="visit_id")
@require_POST
def strike(request: GuardedRequest, visit: FollowUpVisit, thread: UUID) -> HttpResponse:
    """Take one's own note away. What it said stays below it, and comes back with Undo."""
    try:
        services.strike_note(visit=visit, by=request.actor, at=request.now, thread=thread)
    except services.NotYours:
        raise Http404 from None
    undo = reverse("visit_note_restore", args=[visit.pk, thread])
    messages.success(request, _("The note is removed."), extra_tags=undo)
    return redirect(visit_page(visit))


@access("follow_up_visit", "update", key="visit_id")
@require_POST
def unstrike(request: GuardedRequest, visit: FollowUpVisit, thread: UUID) -> HttpResponse:
    """The note says again what it said."""
    try:
        services.unstrike_note(visit=visit, by=request.actor, at=request.now, thread=thread)
    except services.NotYours:
        raise Http404 from None
    messages.success(request, _("It is back."))
    return redirect(visit_page(visit))
