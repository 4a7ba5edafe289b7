"""Reading in cases from the record system: choose, look, ask somebody to confirm, follow."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.importing import CaseFileForm
from kraftsamling.casework.importing import drafts
from kraftsamling.casework.importing.drafts import Chosen
from kraftsamling.casework.models import ImportBatch
from kraftsamling.casework.presenters.importing import (
    CaseImportPage,
    ImportBatchPage,
    faults_of,
)
from kraftsamling.casework.selectors.beside import imports_of
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.confidentiality.policy import decide
from kraftsamling.documents.imports.words import Faults
from kraftsamling.documents.tables import Unreadable
from kraftsamling.documents.tables.words import sentence_of, shown
from kraftsamling.organisations.selectors import seconds_for


@access("import_batch", "create")
def case_import(request: GuardedRequest) -> HttpResponse:
    """Choose a file; errors stay on this page, a file without errors becomes a draft."""
    if request.method != "POST":
        return _page(
            request,
            CaseFileForm(now=request.now, today=request.today, initial={"made_on": request.today}),
        )
    form = CaseFileForm(request.POST, request.FILES, now=request.now, today=request.today)
    if not form.is_valid():
        return _page(request, form, status=422)
    file = form.cleaned_data["file"]
    chosen = Chosen(file.read(), file.name, form.cleaned_data["system"], form.made_at())
    try:
        run, batch = drafts.take_in(chosen, by=request.actor, today=request.today, at=request.now)
    except Unreadable as unreadable:
        form.add_error("file", f"{shown(chosen.name)}: {sentence_of(unreadable)}")
        return _page(request, form, status=422)
    if batch is None:
        return _page(request, form, faults=faults_of(chosen.name, run), status=422)
    return redirect("case_import_batch", batch.pk)


def _page(
    request: GuardedRequest, form: CaseFileForm, *, faults: Faults | None = None, status: int = 200
) -> HttpResponse:
    page = CaseImportPage.of(imports_of(request.actor, at=request.at), faults=faults)
    return render(
        request, "documents/import_choose.html", {"page": page, "form": form}, status=status
    )


@access("import_batch", "read", key="batch_id")
@require_safe
def case_import_batch(request: GuardedRequest, batch: ImportBatch) -> HttpResponse:
    """What the file would do; while it is stored, how far it has come."""

    def may(action: str) -> bool:
        decision = decide(request.actor, action, "import_batch", batch, at=request.at)
        return decision.allowed or decision.failed == "REAUTH"

    asked = drafts.waiting(batch, at=request.now)
    seconds = seconds_for(asked, drafts.SECONDS, actor=request.actor, today=request.today)
    page = ImportBatchPage.of(
        batch,
        asked_at=asked.requested_at if asked else None,
        may_commit=may("commit"),
        may_discard=may("create"),
        seconds=sorted({each.user.name for each in seconds}),
    )
    return render(request, "documents/import_batch.html", {"page": page})


@access("import_batch", "commit", key="batch_id")
@require_POST
def case_import_ask(request: GuardedRequest, batch: ImportBatch) -> HttpResponse:
    """Ask somebody else to confirm."""
    if drafts.ask_to_store(batch, by=request.actor, at=request.now):
        messages.success(request, _("You have asked. Somebody else needs to confirm."))
    return redirect("case_import_batch", batch.pk)


@access("import_batch", "create", key="batch_id")
@require_POST
def case_import_discard(request: GuardedRequest, batch: ImportBatch) -> HttpResponse:
    """Throw the draft away."""
    if drafts.discard(batch):
        messages.success(request, _("The draft has been thrown away. Nothing was read in."))
        return redirect("case_import")
    return redirect("case_import_batch", batch.pk)
