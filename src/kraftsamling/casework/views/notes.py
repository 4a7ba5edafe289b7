"""Writing, correcting and countersigning notes."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.notes import CorrectionForm, NoteForm
from kraftsamling.casework.models import CaseNote
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.mine import WrittenPage
from kraftsamling.casework.presenters.words import case_page
from kraftsamling.casework.selectors.case_page import case_for, versions_of
from kraftsamling.casework.selectors.mine import drafts_of, name_of, places_of, written_by
from kraftsamling.casework.services import notes
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import closed_words, fill_in, shows
from kraftsamling.casework.views.drafting import draft_words, drafted, forget
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import new_form, when

FORM = "note"
CORRECTION = "correct"


@access("case_note", "create")
@record_here
def note_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """A new note. What is typed is kept by itself until it is signed."""
    case = case_for(request.actor, case_id, "update", at=request.at)
    shows(request, case)
    kept = drafted(request, FORM, case.pk, fields=("kind", "happened_on", "text"))
    form = new_form(NoteForm, request, initial={"happened_on": request.today, **kept})
    answer = fill_in(
        request,
        form,
        FormPage.about(
            case,
            _("Write a note"),
            today=request.today,
            button=_("Sign the note"),
            draft_url=reverse("draft", args=[FORM, case.pk]),
            draft_saved=draft_words(request, FORM, case.pk),
        ),
        partial(notes.write_note, case=case),
        then=case_page(case),
        says=_("The note is signed. It can be corrected, and never disappears."),
        stays={CaseClosed: closed_words()},
    )
    if answer.status_code == HTTPStatus.FOUND:
        forget(request, FORM, case.pk)
    return answer


@access("case_note", "correct", key="note_id")
@record_here
def note_correct(request: GuardedRequest, note: CaseNote) -> HttpResponse:
    """The next version; the former stays."""
    shows(request, note.case)
    newest = versions_of(note)[0]
    kept = drafted(request, CORRECTION, note.thread, fields=("text", "because", "seen"))
    initial = {"text": newest.text, "seen": newest.number, **kept}
    form = new_form(CorrectionForm, request, initial=initial)
    page = FormPage.about(
        note.case,
        _("Correct the note"),
        today=request.today,
        draft_url=reverse("draft", args=[CORRECTION, note.thread]),
        draft_saved=draft_words(request, CORRECTION, note.thread),
    )
    try:
        answer = fill_in(
            request,
            form,
            page,
            partial(notes.correct_note, note=note),
            then=reverse("case_note", args=[note.pk]),
            says=_("The note has a new version. The former one stays."),
            stays={CaseClosed: closed_words()},
        )
    except notes.CorrectedMeanwhile as meanwhile:
        other = meanwhile.newest
        conflict = form.conflict_with_version(
            other, who=name_of(other), when=when(other.signed_at, today=request.today)
        )
        context = {"page": page, "form": form, "conflict": conflict}
        return render(request, "casework/form.html", context, status=HTTPStatus.CONFLICT)
    if answer.status_code == HTTPStatus.FOUND:
        forget(request, CORRECTION, note.thread)
    return answer


@access("case_note", "countersign", key="note_id")
@record_here
def note_countersign(request: GuardedRequest, note: CaseNote) -> HttpResponse:
    """The supervisor signs what a trainee has proposed."""
    shows(request, note.case)
    if not note.needs_countersign:
        raise Http404
    if request.method == "POST":
        notes.countersign(
            note=note, by=request.actor, at=request.now, because=_("Signed by the supervisor")
        )
        messages.success(request, _("The note is signed."))
        return redirect(case_page(note.case))
    page = FormPage.about(note.case, _("Sign as supervisor"), today=request.today, lead=note.text)
    return render(request, "casework/form.html", {"page": page})


@access("draft", "read_own")
@record_here
@require_safe
def written(request: GuardedRequest) -> HttpResponse:
    """What I have written the last thirty days, and what I have begun."""
    mine = written_by(request.actor, today=request.today)
    request.shown.persons(each.case.subject_id for each in mine)
    drafts = drafts_of(request.actor, at=request.at)
    page = WrittenPage.of(mine, drafts, places_of(drafts), today=request.today)
    return render(request, "casework/written.html", {"page": page})
