"""The investigation, hearings and the child's own words."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.investigations import (
    CloseInvestigationForm,
    ExtendForm,
    HearingForm,
    TextForm,
    VoiceAnswerForm,
    VoiceForm,
)
from kraftsamling.casework.models import ChildVoice, Investigation
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.investigation import InvestigationPage
from kraftsamling.casework.presenters.pictures import pictures_of
from kraftsamling.casework.presenters.qualifications import refused_words
from kraftsamling.casework.presenters.words import case_page
from kraftsamling.casework.rules.deadlines import CannotBeExtended, NotALaterDay
from kraftsamling.casework.selectors import investigations as found
from kraftsamling.casework.services import investigations
from kraftsamling.casework.services.qualifications import NotQualified
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, closed_words, fill_in, shows
from kraftsamling.casework.views.drafting import draft_words, drafted, forget
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import form_about, may_of, new_form


def _of(request: GuardedRequest, case_id: UUID, action: str) -> Investigation:
    """The case's latest investigation, if the actor may do this to it."""
    case = case_to(request, case_id, "read")
    row = found.latest(case)
    if row is None or not may_of(request)(action, "investigation", row):
        raise Http404
    return row


@access("investigation", "read")
@record_here
@require_safe
def investigation(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The investigation under its headings, with whom has been heard."""
    row = _of(request, case_id, "read")
    page = InvestigationPage.of(
        row,
        found.texts_of(row),
        found.hearings_of(row.case),
        found.voices_of(row.case),
        found.communications_of(row.case),
        due_at=found.due_at(row),
        may=may_of(request),
        now=request.now,
    )
    return render(request, "casework/investigation.html", {"page": page})


@access("investigation", "update")
@record_here
def text(request: GuardedRequest, case_id: UUID, heading_id: UUID) -> HttpResponse:
    """Write under one heading. It saves by itself as a draft, and is signed with the button."""
    row = _of(request, case_id, "update")
    heading = found.heading_of(row, heading_id)
    stored = found.text_under(row, heading)
    initial = {
        "text": stored.text if stored else "",
        "version": stored.version if stored else 0,
    }
    about = stored.pk if stored else row.pk
    form_name = f"text:{heading.pk}"
    form = TextForm(
        request.POST or None,
        initial={**initial, **drafted(request, form_name, about, fields=("text", "version"))},
        today=request.today,
    )
    page = FormPage.about(
        row.case,
        heading.words,
        today=request.today,
        button=_("Save the text"),
        lead=heading.help,
        draft_url=reverse("draft", args=[form_name, about]),
        draft_saved=draft_words(request, form_name, about),
    )
    answer = fill_in(
        request,
        form,
        page,
        partial(investigations.write_text, investigation=row, heading=heading),
        then=reverse("case_investigation", args=[case_id]),
        stays={CaseClosed: closed_words()},
    )
    if answer.status_code == HTTPStatus.FOUND:
        forget(request, form_name, about)
    return answer


@access("investigation", "update")
@record_here
def extend(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """More time, by a decision to a named day."""
    row = _of(request, case_id, "update")
    return fill_in(
        request,
        form_about(ExtendForm, request, row),
        FormPage.about(
            row.case,
            _("Extend the time"),
            today=request.today,
            lead=_("The law gives four months. More time needs special reasons and a named day."),
        ),
        partial(investigations.extend_investigation, investigation=row),
        then=reverse("case_investigation", args=[case_id]),
        stays={
            CaseClosed: closed_words(),
            NotALaterDay: _("The new day must come after the last day that holds now."),
            CannotBeExtended: _("The law does not let this time be made longer."),
        },
    )


@access("investigation", "update")
@record_here
def close(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """End the investigation, when the child is heard and every heading has its text."""
    row = _of(request, case_id, "update")
    missing = investigations.missing_headings(row)
    return fill_in(
        request,
        form_about(CloseInvestigationForm, request, row),
        FormPage.about(row.case, _("Close the investigation"), today=request.today),
        partial(investigations.close_investigation, investigation=row),
        then=case_page(row.case),
        says=_("The investigation is closed."),
        stays={
            investigations.ChildNotHeard: _(
                "Nobody has written what the child says, or why the child has not been heard."
            ),
            investigations.TextsMissing: _("Nothing is written under: %(headings)s.")
            % {"headings": ", ".join(missing)},
            NotQualified: refused_words(),
            CaseClosed: closed_words(),
        },
    )


@access("investigation", "update")
@record_here
def hearing(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Somebody has been heard, or not and why."""
    case = case_to(request, case_id)
    return fill_in(
        request,
        new_form(HearingForm, request, people=found.people_of(case)),
        FormPage.about(case, _("Somebody has been heard"), today=request.today, button=_("Save")),
        partial(investigations.hear, case=case),
        then=case_page(case),
        stays={CaseClosed: closed_words()},
    )


@access("child_voice", "create")
@record_here
def voice(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Keep what the child says, word for word."""
    case = case_to(request, case_id)
    return fill_in(
        request,
        new_form(VoiceForm, request, initial={"said_on": request.today}),
        FormPage.about(
            case,
            _("Write down what the child says"),
            today=request.today,
            button=_("Keep the words"),
        ),
        partial(investigations.keep_childs_words, case=case),
        then=case_page(case),
        says=_("The child's words are kept, as they were said."),
        stays={CaseClosed: closed_words()},
    )


@access("child_voice", "answer", key="voice_id")
@record_here
def voice_answer(request: GuardedRequest, voice: ChildVoice) -> HttpResponse:
    """What we did about what the child said."""
    shows(request, voice.case)
    return fill_in(
        request,
        new_form(VoiceAnswerForm, request),
        FormPage.about(
            voice.case,
            _("Write what we did"),
            today=request.today,
            button=_("Save"),
            quote=voice.said,
            pictures=pictures_of(voice),
        ),
        partial(investigations.answer_voice, voice=voice),
        then=reverse("channel", args=[voice.case_id])
        if voice.through_id
        else case_page(voice.case),
    )
