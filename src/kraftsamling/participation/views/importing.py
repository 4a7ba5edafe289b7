"""Reading in answers from another survey tool: choose, look, ask somebody to confirm."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.confidentiality.policy import decide
from kraftsamling.documents.tables import Unreadable, writing
from kraftsamling.documents.tables.words import sentence_of, shown
from kraftsamling.organisations.selectors import seconds_for
from kraftsamling.participation import selectors
from kraftsamling.participation.forms import ImportForm
from kraftsamling.participation.importing import sample, services
from kraftsamling.participation.importing.reading import DryRun
from kraftsamling.participation.models import Survey, SurveyImport
from kraftsamling.participation.presenters.importing import DraftPage, Faults, ImportPage
from kraftsamling.participation.presenters.staff import names_of
from kraftsamling.participation.questions import Series
from kraftsamling.participation.views.common import allowed, as_file


@access("survey_import", "create")
def survey_import(request: GuardedRequest) -> HttpResponse:
    """Choose a file; errors stay on this page, a file without errors becomes a draft."""
    assert request.actor.authority_id is not None
    survey = selectors.open_survey(request.actor.authority_id)
    units = selectors.units_of(request.actor.authority_id)
    if request.method != "POST" or survey is None:
        return _page(request, ImportForm(units=units), survey)
    form = ImportForm(request.POST, request.FILES, units=units)
    if not form.is_valid():
        return _page(request, form, survey, status=422)
    chosen = _chosen(form)
    try:
        run = services.dry_run(survey, chosen, today=request.today)
    except Unreadable as unreadable:
        form.add_error("file", f"{shown(chosen.name)}: {sentence_of(unreadable)}")
        return _page(request, form, survey, status=422)
    if run.wrong_count:
        faults = Faults.of(chosen.name, run)
        return _page(request, form, survey, faults=faults, status=422)
    return _kept(request, survey, run, chosen)


def _chosen(form: ImportForm) -> services.Chosen:
    found = form.cleaned_data
    return services.Chosen(
        found["file"].read(),
        found["file"].name,
        Series(found["series"]) if found["series"] else None,
        UUID(found["unit"]) if found["unit"] else None,
    )


def _kept(
    request: GuardedRequest, survey: Survey, run: DryRun, chosen: services.Chosen
) -> HttpResponse:
    assert request.actor.user_id is not None
    draft, new = services.keep_draft(survey, run, chosen, by=request.actor.user_id, at=request.now)
    if not new:
        messages.info(request, _("The same answers have been chosen before. Nothing has changed."))
    return redirect("survey_import_draft", draft_id=draft.pk)


def _page(
    request: GuardedRequest,
    form: ImportForm,
    survey: Survey | None,
    *,
    faults: Faults | None = None,
    status: int = 200,
) -> HttpResponse:
    assert request.actor.authority_id is not None
    page = ImportPage.of(
        allowed(request),
        selectors.imports_of(request.actor.authority_id),
        is_open=survey is not None,
        faults=faults,
    )
    context = {"page": page, "form": form}
    return render(request, "participation/import.html", context, status=status)


@access("survey_import", "read", key="draft_id")
def import_draft(request: GuardedRequest, draft: SurveyImport) -> HttpResponse:
    """What the file would add, and what is not read."""

    def may(action: str) -> bool:
        return decide(request.actor, action, "survey_import", draft, at=request.at).allowed

    waiting = services.waiting(draft, at=request.now)
    seconds = seconds_for(waiting, services.SECONDS, actor=request.actor, today=request.today)
    page = DraftPage.of(
        draft,
        services.tally_of(draft),
        {unit.pk: unit.name for unit in selectors.units_of(draft.authority_id)},
        asked_at=waiting.requested_at if waiting else None,
        may_ask=may("commit"),
        may_discard=may("discard"),
        seconds=names_of(seconds),
    )
    return render(request, "participation/import_draft.html", {"page": page})


@require_POST
@access("survey_import", "commit", key="draft_id")
def import_ask(request: GuardedRequest, draft: SurveyImport) -> HttpResponse:
    """Ask somebody else to confirm."""
    if services.ask_to_commit(draft, by=request.actor, at=request.now):
        messages.success(request, _("You have asked. Somebody else needs to confirm."))
    return redirect("survey_import_draft", draft_id=draft.pk)


@require_POST
@access("survey_import", "discard", key="draft_id")
def import_discard(request: GuardedRequest, draft: SurveyImport) -> HttpResponse:
    """Throw the draft away."""
    if services.discard(draft):
        messages.success(request, _("The draft has been thrown away. Nothing was read in."))
        return redirect("survey_import")
    return redirect("survey_import_draft", draft_id=draft.pk)


@access("survey_import", "create")
def import_sample(request: GuardedRequest) -> HttpResponse:
    """A file with invented answers, to try with and to copy the headings from."""
    assert request.actor.authority_id is not None
    units = [unit.name for unit in selectors.units_of(request.actor.authority_id)]
    rows = sample.answers(units, today=request.today)
    return as_file(writing.as_csv(rows), writing.CSV, _("sample") + ".csv")
